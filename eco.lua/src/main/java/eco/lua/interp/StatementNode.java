package eco.lua.interp;

import eco.lua.Frame;

/** A statement that executes itself in a frame, and says how it ended. */
abstract class StatementNode {
    /** Ended; the next statement follows. */
    static final int NORMAL = 0;
    /** The innermost loop is to end. */
    static final int BREAK = 1;
    /** The function returns {@link Frame#result}. */
    static final int RETURN = 2;
    /** The label in {@link Frame#result} is to be gone to. */
    static final int GOTO = 3;

    /** The source line, for line hooks; 0 for what has none of its own. */
    final int line;

    StatementNode(int line) {
        this.line = line;
    }

    /** Executes it, after the events that a debug hook may want; returns one of the signals above. */
    final int run(Frame f) {
        if (f.hooked) {
            f.co.hookStatement(f, line);
        }
        return execute(f);
    }

    /** Executes it; returns one of the signals above. */
    abstract int execute(Frame f);
}
