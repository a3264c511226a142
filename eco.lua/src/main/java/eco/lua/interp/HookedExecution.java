package eco.lua.interp;

import eco.lua.Frame;

/** The execution of statements while a debug hook is set: the slow twin of the loops in {@link Blocks}. */
final class HookedExecution {
    private HookedExecution() {}

    /** Runs statements from {@code from} on, each after its line and count events; the hook may come and go on the way. */
    static int run(Frame f, StatementNode[] statements, int from) {
        for (int i = from; i < statements.length; i++) {
            StatementNode statement = statements[i];
            if (f.hooked) {
                f.co.hookStatement(f, statement.line);
            }
            int signal = statement.execute(f);
            if (signal != StatementNode.NORMAL) {
                return signal;
            }
        }
        return StatementNode.NORMAL;
    }
}
