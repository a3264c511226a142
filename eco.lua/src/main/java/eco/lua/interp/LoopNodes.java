package eco.lua.interp;

import eco.lua.Cell;
import eco.lua.Frame;
import eco.lua.runtime.Comparison;
import eco.lua.runtime.Failures;
import eco.lua.runtime.Numbers;
import eco.lua.runtime.SourceSite;
import eco.lua.runtime.TracedLine;
import eco.lua.syntax.LocalVariable;
import eco.lua.syntax.Statement;
import org.jspecify.annotations.Nullable;

/** {@code while}, {@code repeat} and the numeric {@code for}. */
final class LoopNodes {
    private LoopNodes() {}

    /** {@code while}. */
    static final class While extends StatementNode {
        private final ExpressionNode condition;
        private final StatementNode body;

        While(int line, ExpressionNode condition, StatementNode body) {
            super(line);
            this.condition = condition;
            this.body = body;
        }

        @Override
        int execute(Frame f) {
            while (condition.test(f)) {
                int signal = body.run(f);
                if (signal != NORMAL) {
                    return signal == BREAK ? NORMAL : signal;
                }
                f.co.poll();
                if (f.hooked) {
                    f.site = null;
                }
            }
            return NORMAL;
        }
    }

    /** {@code repeat}. The condition runs inside the body's scope, and so inside a closing block where there is one. */
    static final class Repeat extends StatementNode {
        private final StatementNode body;
        private final ExpressionNode condition;

        Repeat(int line, StatementNode body, ExpressionNode condition) {
            super(line);
            this.body = body;
            this.condition = condition;
        }

        @Override
        int execute(Frame f) {
            do {
                int signal = body.run(f);
                if (signal != NORMAL) {
                    return signal == BREAK ? NORMAL : signal;
                }
                f.co.poll();
                if (condition.test(f)) {
                    return NORMAL;
                }
                if (f.hooked) {
                    f.site = null;
                }
            } while (true);
        }
    }

    /**
     * Numeric {@code for}. With an integer start and step the number of iterations is computed beforehand, so that the
     * variable never wraps around; else all three are floats.
     */
    static final class NumericFor extends StatementNode implements SourceSite {
        private final Statement.NumericFor tree;
        private final ExpressionNode start;
        private final ExpressionNode limit;
        private final @Nullable ExpressionNode step;
        private final StatementNode body;
        private final int slot;
        private final boolean captured;

        NumericFor(
                Statement.NumericFor tree,
                ExpressionNode start,
                ExpressionNode limit,
                @Nullable ExpressionNode step,
                StatementNode body) {
            super(tree.line());
            this.tree = tree;
            this.start = start;
            this.limit = limit;
            this.step = step;
            this.body = body;
            this.slot = tree.variable().slot();
            this.captured = tree.variable().captured();
        }

        @Override
        int execute(Frame f) {
            Object from = start.execute(f);
            Object to = limit.execute(f);
            Object by = step == null ? (Object) 1L : step.execute(f);
            if (f.hooked) {
                countStart(f);
            }
            f.site = this;
            return from instanceof Long i && by instanceof Long s ? integers(f, i, to, s) : floats(f, from, to, by);
        }

        /** The three operands and the start of the loop are operations for a count hook. */
        private void countStart(Frame f) {
            TracedLine start = new TracedLine(line, tree.scope());
            for (int i = 0; i < 4; i++) {
                f.co.hookLine(f, start);
            }
        }

        private int integers(Frame f, long from, @Nullable Object to, long by) {
            if (by == 0) {
                throw f.co.operationError("'for' step is zero");
            }
            long last;
            if (to instanceof Long l) {
                last = l;
            } else {
                double bound = number(f, "limit", to);
                if (Double.isNaN(bound)
                        || by > 0 && Comparison.less(bound, from)
                        || by < 0 && Comparison.less(from, bound)) {
                    return NORMAL;
                }
                // The cast saturates, which is the clipping that the language asks for.
                last = (long) (by > 0 ? Math.floor(bound) : Math.ceil(bound));
            }
            if (by > 0 ? from > last : from < last) {
                return NORMAL;
            }
            long count = by > 0
                    ? Long.divideUnsigned(last - from, by)
                    : Long.divideUnsigned(from - last, by == Long.MIN_VALUE ? by : -by);
            return loop(f, from, by, count);
        }

        private int loop(Frame f, long from, long by, long count) {
            Object[] slots = f.slots;
            long i = from;
            for (long left = count; ; left--) {
                slots[slot] = captured ? new Cell(i) : (Object) i;
                int signal = body.run(f);
                if (signal != NORMAL) {
                    return signal == BREAK ? NORMAL : signal;
                }
                if (f.hooked) {
                    f.co.hookLoop(f, new TracedLine(line, null), left != 0);
                }
                if (left == 0) {
                    return NORMAL;
                }
                i += by;
                f.co.poll();
            }
        }

        private int floats(Frame f, @Nullable Object from, @Nullable Object to, @Nullable Object by) {
            double last = number(f, "limit", to);
            double s = number(f, "step", by);
            double i = number(f, "initial value", from);
            if (s == 0) {
                throw f.co.operationError("'for' step is zero");
            }
            Object[] slots = f.slots;
            for (; s > 0 ? i <= last : last <= i; i += s) {
                slots[slot] = captured ? new Cell(i) : (Object) i;
                int signal = body.run(f);
                if (signal != NORMAL) {
                    return signal == BREAK ? NORMAL : signal;
                }
                f.co.poll();
                if (f.hooked) {
                    f.co.hookLoop(f, new TracedLine(line, null), s > 0 ? i + s <= last : last <= i + s);
                }
            }
            return NORMAL;
        }

        private static double number(Frame f, String what, @Nullable Object value) {
            Object number = Numbers.toNumber(value);
            if (number == null) {
                throw Failures.forLoop(f.co, what, value);
            }
            return ((Number) number).doubleValue();
        }

        @Override
        public int line() {
            return tree.doLine();
        }

        @Override
        public @Nullable LocalVariable scope() {
            return tree.scope();
        }

        @Override
        public @Nullable String calleeKind() {
            return null;
        }

        @Override
        public @Nullable String calleeName() {
            return null;
        }
    }
}
