package eco.lua.interp;

import eco.lua.Frame;
import eco.lua.runtime.TracedLine;
import org.jspecify.annotations.Nullable;

/** The nodes that report lines to a debug hook; only the bodies that {@link TracingBuilder} builds have them. */
final class TracingNodes {
    private TracingNodes() {}

    private static void report(Frame f, TracedLine line) {
        if (f.hooked) {
            f.co.hookLine(f, line);
        }
    }

    /** An expression that reports its line first. */
    static final class Before extends ExpressionNode {
        private final TracedLine line;
        private final ExpressionNode expression;

        Before(TracedLine line, ExpressionNode expression) {
            this.line = line;
            this.expression = expression;
        }

        @Override
        @Nullable
        Object execute(Frame f) {
            report(f, line);
            return expression.execute(f);
        }

        @Override
        @Nullable
        Object executeAll(Frame f) {
            report(f, line);
            return expression.executeAll(f);
        }

        @Override
        boolean isOpen() {
            return expression.isOpen();
        }
    }

    /** An expression whose value is used at a line that is reported after it. */
    static final class After extends ExpressionNode {
        private final TracedLine line;
        private final ExpressionNode expression;

        After(TracedLine line, ExpressionNode expression) {
            this.line = line;
            this.expression = expression;
        }

        @Override
        @Nullable
        Object execute(Frame f) {
            Object value = expression.execute(f);
            report(f, line);
            return value;
        }

        @Override
        @Nullable
        Object executeAll(Frame f) {
            Object values = expression.executeAll(f);
            report(f, line);
            return values;
        }

        @Override
        boolean isOpen() {
            return expression.isOpen();
        }
    }

    /** A statement that reports a line first. */
    static final class Line extends StatementNode {
        private final TracedLine traced;
        private final StatementNode statement;

        Line(TracedLine traced, StatementNode statement) {
            super(0);
            this.traced = traced;
            this.statement = statement;
        }

        @Override
        int execute(Frame f) {
            report(f, traced);
            return statement.execute(f);
        }
    }

    /**
     * A binary operator. The first operand is fetched at the operator's line; the operands wait in slots beyond the locals, where a debugger finds them as temporaries, and the
     * line is reported between their evaluation and the operation.
     */
    static final class Operator extends ExpressionNode {
        private final TracedLine line;
        private final ExpressionNode left;
        private final ExpressionNode right;
        private final ExpressionNode operation;
        private final int slot;

        Operator(TracedLine line, ExpressionNode left, ExpressionNode right, ExpressionNode operation, int slot) {
            this.line = line;
            this.left = left;
            this.right = right;
            this.operation = operation;
            this.slot = slot;
        }

        @Override
        @Nullable
        Object execute(Frame f) {
            report(f, line);
            f.slots[slot] = left.execute(f);
            f.slots[slot + 1] = right.execute(f);
            report(f, line);
            Object result = operation.execute(f);
            f.slots[slot] = null;
            f.slots[slot + 1] = null;
            return result;
        }
    }
}
