package eco.lua.interp;

import eco.lua.Frame;
import eco.lua.syntax.Label;
import java.util.Map;

/** Sequences of statements. */
final class Blocks {
    private Blocks() {}

    /** Statements one after the other. */
    static final class Sequence extends StatementNode {
        private final StatementNode[] statements;

        Sequence(StatementNode[] statements) {
            super(0);
            this.statements = statements;
        }

        @Override
        int execute(Frame f) {
            if (f.hooked) {
                return HookedExecution.run(f, statements, 0);
            }
            for (StatementNode statement : statements) {
                int signal = statement.execute(f);
                if (signal != NORMAL) {
                    return signal;
                }
            }
            return NORMAL;
        }
    }

    /** Two statements, a common size of loop bodies. */
    static final class Pair extends StatementNode {
        private final StatementNode first;
        private final StatementNode second;

        Pair(StatementNode first, StatementNode second) {
            super(0);
            this.first = first;
            this.second = second;
        }

        @Override
        int execute(Frame f) {
            if (f.hooked) {
                return HookedExecution.run(f, new StatementNode[] {first, second}, 0);
            }
            int signal = first.execute(f);
            return signal != NORMAL ? signal : second.execute(f);
        }
    }

    /** A block of one statement. */
    static final class Only extends StatementNode {
        private final StatementNode statement;

        Only(StatementNode statement) {
            super(0);
            this.statement = statement;
        }

        @Override
        int execute(Frame f) {
            if (f.hooked) {
                return HookedExecution.run(f, new StatementNode[] {statement}, 0);
            }
            return statement.execute(f);
        }
    }

    /** A block that declares labels which gotos refer to. */
    static final class Labeled extends StatementNode {
        private final StatementNode[] statements;
        private final Map<Label, Integer> labels;

        Labeled(StatementNode[] statements, Map<Label, Integer> labels) {
            super(0);
            this.statements = statements;
            this.labels = labels;
        }

        @Override
        int execute(Frame f) {
            int next = 0;
            while (true) {
                int signal = f.hooked ? HookedExecution.run(f, statements, next) : run(f, next);
                Integer target = signal == GOTO ? labels.get((Label) f.result) : null;
                if (target == null) {
                    return signal;
                }
                next = target;
                f.co.poll();
            }
        }

        private int run(Frame f, int from) {
            for (int i = from; i < statements.length; i++) {
                int signal = statements[i].execute(f);
                if (signal != NORMAL) {
                    return signal;
                }
            }
            return NORMAL;
        }
    }
}
