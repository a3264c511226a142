package eco.lua.interp;

import eco.lua.Frame;
import eco.lua.runtime.Arithmetic;
import eco.lua.runtime.Indexing;
import eco.lua.runtime.SourceSite;
import eco.lua.syntax.Expression;
import eco.lua.syntax.LocalVariable;
import org.jspecify.annotations.Nullable;

/** {@code and}, {@code or} and the unary operators. */
final class LogicNodes {
    private LogicNodes() {}

    /** {@code left and right}. */
    static final class And extends ExpressionNode {
        private final ExpressionNode left;
        private final ExpressionNode right;

        And(ExpressionNode left, ExpressionNode right) {
            this.left = left;
            this.right = right;
        }

        @Override
        @Nullable
        Object execute(Frame f) {
            Object value = left.execute(f);
            return value == null || value == Boolean.FALSE ? value : right.execute(f);
        }

        @Override
        boolean test(Frame f) {
            return left.test(f) && right.test(f);
        }
    }

    /** {@code left or right}. */
    static final class Or extends ExpressionNode {
        private final ExpressionNode left;
        private final ExpressionNode right;

        Or(ExpressionNode left, ExpressionNode right) {
            this.left = left;
            this.right = right;
        }

        @Override
        @Nullable
        Object execute(Frame f) {
            Object value = left.execute(f);
            return value == null || value == Boolean.FALSE ? right.execute(f) : value;
        }

        @Override
        boolean test(Frame f) {
            return left.test(f) || right.test(f);
        }
    }

    /** {@code not operand}. */
    static final class Not extends ExpressionNode {
        private final ExpressionNode operand;

        Not(ExpressionNode operand) {
            this.operand = operand;
        }

        @Override
        Object execute(Frame f) {
            return !operand.test(f);
        }

        @Override
        boolean test(Frame f) {
            return !operand.test(f);
        }
    }

    /** A unary operator that has a metamethod. */
    abstract static class UnaryNode extends ExpressionNode implements SourceSite {
        private final Expression.Unary tree;
        final ExpressionNode operand;

        UnaryNode(Expression.Unary tree, ExpressionNode operand) {
            this.tree = tree;
            this.operand = operand;
        }

        @Override
        public final int line() {
            return tree.line();
        }

        @Override
        public final @Nullable LocalVariable scope() {
            return tree.scope();
        }

        @Override
        public final String calleeKind() {
            return "metamethod";
        }

        @Override
        public final String calleeName() {
            return switch (tree.operator()) {
                case NEG -> "unm";
                case BNOT -> "bnot";
                case LEN -> "len";
                case NOT -> "not";
            };
        }

        @Override
        public final @Nullable String operand(int index) {
            return index == 0 ? Names.describe(tree.operand()) : null;
        }
    }

    /** {@code -operand}. */
    static final class Negate extends UnaryNode {
        Negate(Expression.Unary tree, ExpressionNode operand) {
            super(tree, operand);
        }

        @Override
        @Nullable
        Object execute(Frame f) {
            Object a = operand.execute(f);
            f.site = this;
            return Arithmetic.neg(f.co, a);
        }
    }

    /** {@code ~operand}. */
    static final class Complement extends UnaryNode {
        Complement(Expression.Unary tree, ExpressionNode operand) {
            super(tree, operand);
        }

        @Override
        @Nullable
        Object execute(Frame f) {
            Object a = operand.execute(f);
            f.site = this;
            return Arithmetic.bnot(f.co, a);
        }
    }

    /** {@code #operand}. */
    static final class Length extends UnaryNode {
        Length(Expression.Unary tree, ExpressionNode operand) {
            super(tree, operand);
        }

        @Override
        @Nullable
        Object execute(Frame f) {
            Object a = operand.execute(f);
            f.site = this;
            return Indexing.length(f.co, a);
        }
    }
}
