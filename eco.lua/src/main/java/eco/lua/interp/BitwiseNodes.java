package eco.lua.interp;

import eco.lua.Frame;
import eco.lua.runtime.Arithmetic;
import eco.lua.syntax.Expression;
import org.jspecify.annotations.Nullable;

/** Bitwise operators: integers at once, everything else through {@link Arithmetic}. */
final class BitwiseNodes {
    private BitwiseNodes() {}

    /** {@code a & b}. */
    static final class And extends BinaryNode {
        And(Expression.Binary tree, ExpressionNode left, ExpressionNode right) {
            super(tree, left, right);
        }

        @Override
        @Nullable
        Object execute(Frame f) {
            Object a = left(f);
            Object b = right(f);
            if (a instanceof Long x && b instanceof Long y) {
                return x & y;
            }
            f.site = this;
            return Arithmetic.band(f.co, a, b);
        }
    }

    /** {@code a | b}. */
    static final class Or extends BinaryNode {
        Or(Expression.Binary tree, ExpressionNode left, ExpressionNode right) {
            super(tree, left, right);
        }

        @Override
        @Nullable
        Object execute(Frame f) {
            Object a = left(f);
            Object b = right(f);
            if (a instanceof Long x && b instanceof Long y) {
                return x | y;
            }
            f.site = this;
            return Arithmetic.bor(f.co, a, b);
        }
    }

    /** {@code a ~ b}. */
    static final class Xor extends BinaryNode {
        Xor(Expression.Binary tree, ExpressionNode left, ExpressionNode right) {
            super(tree, left, right);
        }

        @Override
        @Nullable
        Object execute(Frame f) {
            Object a = left(f);
            Object b = right(f);
            if (a instanceof Long x && b instanceof Long y) {
                return x ^ y;
            }
            f.site = this;
            return Arithmetic.bxor(f.co, a, b);
        }
    }

    /** {@code a << b}. */
    static final class ShiftLeft extends BinaryNode {
        ShiftLeft(Expression.Binary tree, ExpressionNode left, ExpressionNode right) {
            super(tree, left, right);
        }

        @Override
        @Nullable
        Object execute(Frame f) {
            Object a = left(f);
            Object b = right(f);
            if (a instanceof Long x && b instanceof Long y) {
                return Arithmetic.shiftLeft(x, y);
            }
            f.site = this;
            return Arithmetic.shl(f.co, a, b);
        }
    }

    /** {@code a >> b}. */
    static final class ShiftRight extends BinaryNode {
        ShiftRight(Expression.Binary tree, ExpressionNode left, ExpressionNode right) {
            super(tree, left, right);
        }

        @Override
        @Nullable
        Object execute(Frame f) {
            Object a = left(f);
            Object b = right(f);
            if (a instanceof Long x && b instanceof Long y) {
                return Arithmetic.shiftRight(x, y);
            }
            f.site = this;
            return Arithmetic.shr(f.co, a, b);
        }
    }
}
