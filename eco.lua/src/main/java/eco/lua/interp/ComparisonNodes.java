package eco.lua.interp;

import eco.lua.Frame;
import eco.lua.LuaString;
import eco.lua.runtime.Comparison;
import eco.lua.syntax.Expression;
import org.jspecify.annotations.Nullable;

/** Relational operators. They answer as conditions; as values they box the answer. */
final class ComparisonNodes {
    private ComparisonNodes() {}

    /** A relational operator. */
    abstract static class Condition extends BinaryNode {
        Condition(Expression.Binary tree, ExpressionNode left, ExpressionNode right) {
            super(tree, left, right);
        }

        @Override
        final @Nullable Object execute(Frame f) {
            return test(f);
        }

        @Override
        abstract boolean test(Frame f);
    }

    /** {@code a < b}. */
    static final class Less extends Condition {
        Less(Expression.Binary tree, ExpressionNode left, ExpressionNode right) {
            super(tree, left, right);
        }

        @Override
        boolean test(Frame f) {
            Object a = left(f);
            Object b = right(f);
            if (a instanceof Long x) {
                if (b instanceof Long y) {
                    return x < y;
                }
            } else if (a instanceof Double x && b instanceof Double y) {
                return x < y;
            }
            f.site = this;
            return Comparison.lessThan(f.co, a, b);
        }
    }

    /** {@code a <= b}. */
    static final class LessEqual extends Condition {
        LessEqual(Expression.Binary tree, ExpressionNode left, ExpressionNode right) {
            super(tree, left, right);
        }

        @Override
        boolean test(Frame f) {
            Object a = left(f);
            Object b = right(f);
            if (a instanceof Long x) {
                if (b instanceof Long y) {
                    return x <= y;
                }
            } else if (a instanceof Double x && b instanceof Double y) {
                return x <= y;
            }
            f.site = this;
            return Comparison.lessEqual(f.co, a, b);
        }
    }

    /** {@code a > b}, which means {@code b < a}. */
    static final class Greater extends Condition {
        Greater(Expression.Binary tree, ExpressionNode left, ExpressionNode right) {
            super(tree, left, right);
        }

        @Override
        boolean test(Frame f) {
            Object a = left(f);
            Object b = right(f);
            if (a instanceof Long x) {
                if (b instanceof Long y) {
                    return x > y;
                }
            } else if (a instanceof Double x && b instanceof Double y) {
                return x > y;
            }
            f.site = this;
            return Comparison.lessThan(f.co, b, a);
        }
    }

    /** {@code a >= b}, which means {@code b <= a}. */
    static final class GreaterEqual extends Condition {
        GreaterEqual(Expression.Binary tree, ExpressionNode left, ExpressionNode right) {
            super(tree, left, right);
        }

        @Override
        boolean test(Frame f) {
            Object a = left(f);
            Object b = right(f);
            if (a instanceof Long x) {
                if (b instanceof Long y) {
                    return x >= y;
                }
            } else if (a instanceof Double x && b instanceof Double y) {
                return x >= y;
            }
            f.site = this;
            return Comparison.lessEqual(f.co, b, a);
        }
    }

    /** {@code a == b}, or {@code a ~= b} when negated. */
    static final class Equal extends Condition {
        private final boolean expected;

        Equal(Expression.Binary tree, ExpressionNode left, ExpressionNode right, boolean expected) {
            super(tree, left, right);
            this.expected = expected;
        }

        @Override
        boolean test(Frame f) {
            Object a = left(f);
            Object b = right(f);
            if (a instanceof Long x && b instanceof Long y) {
                return (x.longValue() == y.longValue()) == expected;
            }
            if (a == b && !(a instanceof Double)) {
                return expected;
            }
            f.site = this;
            return Comparison.equal(f.co, a, b) == expected;
        }
    }

    /** Equality with a nil, boolean or string constant on the right, which no metamethod can answer. */
    static final class EqualConstant extends Condition {
        private final boolean expected;
        private final @Nullable Object constant;

        EqualConstant(
                Expression.Binary tree,
                ExpressionNode left,
                ExpressionNode right,
                @Nullable Object constant,
                boolean expected) {
            super(tree, left, right);
            this.constant = constant;
            this.expected = expected;
        }

        @Override
        boolean test(Frame f) {
            Object a = left(f);
            Object b = constant;
            return (a == b || b instanceof LuaString s && s.equals(a)) == expected;
        }
    }

    /** Equality with an integer constant on the right. */
    static final class EqualInteger extends Condition {
        private final boolean expected;
        private final long constant;

        EqualInteger(
                Expression.Binary tree, ExpressionNode left, ExpressionNode right, long constant, boolean expected) {
            super(tree, left, right);
            this.constant = constant;
            this.expected = expected;
        }

        @Override
        boolean test(Frame f) {
            Object a = left(f);
            if (a instanceof Long x) {
                return (x == constant) == expected;
            }
            return (a instanceof Double d && Comparison.equal(constant, d)) == expected;
        }
    }

    /** {@code a < n} with an integer constant. */
    static final class LessInteger extends Condition {
        private final long constant;

        LessInteger(Expression.Binary tree, ExpressionNode left, ExpressionNode right, long constant) {
            super(tree, left, right);
            this.constant = constant;
        }

        @Override
        boolean test(Frame f) {
            Object a = left(f);
            if (a instanceof Long x) {
                return x < constant;
            }
            f.site = this;
            Object b = right(f);
            return Comparison.lessThan(f.co, a, b);
        }
    }

    /** {@code a <= n} with an integer constant. */
    static final class LessEqualInteger extends Condition {
        private final long constant;

        LessEqualInteger(Expression.Binary tree, ExpressionNode left, ExpressionNode right, long constant) {
            super(tree, left, right);
            this.constant = constant;
        }

        @Override
        boolean test(Frame f) {
            Object a = left(f);
            if (a instanceof Long x) {
                return x <= constant;
            }
            f.site = this;
            Object b = right(f);
            return Comparison.lessEqual(f.co, a, b);
        }
    }

    /** {@code a > n} with an integer constant. */
    static final class GreaterInteger extends Condition {
        private final long constant;

        GreaterInteger(Expression.Binary tree, ExpressionNode left, ExpressionNode right, long constant) {
            super(tree, left, right);
            this.constant = constant;
        }

        @Override
        boolean test(Frame f) {
            Object a = left(f);
            if (a instanceof Long x) {
                return x > constant;
            }
            f.site = this;
            Object b = right(f);
            return Comparison.lessThan(f.co, b, a);
        }
    }

    /** {@code a >= n} with an integer constant. */
    static final class GreaterEqualInteger extends Condition {
        private final long constant;

        GreaterEqualInteger(Expression.Binary tree, ExpressionNode left, ExpressionNode right, long constant) {
            super(tree, left, right);
            this.constant = constant;
        }

        @Override
        boolean test(Frame f) {
            Object a = left(f);
            if (a instanceof Long x) {
                return x >= constant;
            }
            f.site = this;
            Object b = right(f);
            return Comparison.lessEqual(f.co, b, a);
        }
    }
}
