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
            for (StatementNode statement : statements) {
                int signal = statement.run(f);
                if (signal != NORMAL) {
                    return signal;
                }
            }
            return NORMAL;
        }
    }

    /** Two statements, a common size of blocks. */
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
            int signal = first.run(f);
            return signal != NORMAL ? signal : second.run(f);
        }
    }

    /** Three statements. */
    static final class Triple extends StatementNode {
        private final StatementNode first;
        private final StatementNode second;
        private final StatementNode third;

        Triple(StatementNode first, StatementNode second, StatementNode third) {
            super(0);
            this.first = first;
            this.second = second;
            this.third = third;
        }

        @Override
        int execute(Frame f) {
            int signal = first.run(f);
            if (signal == NORMAL) {
                signal = second.run(f);
                if (signal == NORMAL) {
                    signal = third.run(f);
                }
            }
            return signal;
        }
    }

    /**
     * The scope of some local variables: forgets them when it ends, so that the collector can have what they held. A
     * return needs no such care, since the whole frame goes.
     */
    static final class Scope extends StatementNode {
        private final StatementNode body;
        private final int from;
        private final int to;

        /** The variables are in slots {@code from} (inclusive) to {@code to} (exclusive). */
        Scope(StatementNode body, int from, int to) {
            super(0);
            this.body = body;
            this.from = from;
            this.to = to;
        }

        @Override
        int execute(Frame f) {
            int signal = body.run(f);
            if (signal != RETURN) {
                Object[] slots = f.slots;
                for (int i = from; i < to; i++) {
                    slots[i] = null;
                }
            }
            return signal;
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
                int signal = execute(f, next);
                Integer target = signal == GOTO ? labels.get((Label) f.result) : null;
                if (target == null) {
                    return signal;
                }
                next = target;
                f.co.poll();
            }
        }

        private int execute(Frame f, int from) {
            for (int i = from; i < statements.length; i++) {
                int signal = statements[i].run(f);
                if (signal != NORMAL) {
                    return signal;
                }
            }
            return NORMAL;
        }
    }
}
