package eco.lua.interp;

import eco.lua.Frame;
import eco.lua.runtime.Arithmetic;
import eco.lua.syntax.Expression;
import org.jspecify.annotations.Nullable;

/**
 * Arithmetic operators: integers and floats at once, everything else through {@link Arithmetic}. Addition and subtraction
 * of an integer constant have nodes of their own, since counters and indexes are what scripts compute most.
 */
final class ArithmeticNodes {
    private ArithmeticNodes() {}

    /** {@code a + b}. */
    static final class Add extends BinaryNode {
        Add(Expression.Binary tree, ExpressionNode left, ExpressionNode right) {
            super(tree, left, right);
        }

        @Override
        @Nullable
        Object execute(Frame f) {
            Object a = left(f);
            Object b = right(f);
            if (a instanceof Long x) {
                if (b instanceof Long y) {
                    return x + y;
                }
            } else if (a instanceof Double x) {
                if (b instanceof Double y) {
                    return x + y;
                }
                if (b instanceof Long y) {
                    return x + y;
                }
            }
            f.site = this;
            return Arithmetic.add(f.co, a, b);
        }
    }

    /** {@code a - b}. */
    static final class Subtract extends BinaryNode {
        Subtract(Expression.Binary tree, ExpressionNode left, ExpressionNode right) {
            super(tree, left, right);
        }

        @Override
        @Nullable
        Object execute(Frame f) {
            Object a = left(f);
            Object b = right(f);
            if (a instanceof Long x) {
                if (b instanceof Long y) {
                    return x - y;
                }
            } else if (a instanceof Double x) {
                if (b instanceof Double y) {
                    return x - y;
                }
                if (b instanceof Long y) {
                    return x - y;
                }
            }
            f.site = this;
            return Arithmetic.sub(f.co, a, b);
        }
    }

    /** {@code a * b}. */
    static final class Multiply extends BinaryNode {
        Multiply(Expression.Binary tree, ExpressionNode left, ExpressionNode right) {
            super(tree, left, right);
        }

        @Override
        @Nullable
        Object execute(Frame f) {
            Object a = left(f);
            Object b = right(f);
            if (a instanceof Long x) {
                if (b instanceof Long y) {
                    return x * y;
                }
            } else if (a instanceof Double x) {
                if (b instanceof Double y) {
                    return x * y;
                }
                if (b instanceof Long y) {
                    return x * y;
                }
            }
            f.site = this;
            return Arithmetic.mul(f.co, a, b);
        }
    }

    /** {@code a + n} or {@code a - n} with an integer constant, as the addition of {@code step}. */
    static final class AddInteger extends BinaryNode {
        private final long step;

        AddInteger(Expression.Binary tree, ExpressionNode left, ExpressionNode right, long step) {
            super(tree, left, right);
            this.step = step;
        }

        @Override
        @Nullable
        Object execute(Frame f) {
            Object a = left(f);
            if (a instanceof Long x) {
                return x + step;
            }
            if (a instanceof Double x) {
                return x + step;
            }
            f.site = this;
            Object b = right(f);
            return step == (Long) b ? Arithmetic.add(f.co, a, b) : Arithmetic.sub(f.co, a, b);
        }
    }

    /** {@code a / b}. */
    static final class Divide extends BinaryNode {
        Divide(Expression.Binary tree, ExpressionNode left, ExpressionNode right) {
            super(tree, left, right);
        }

        @Override
        @Nullable
        Object execute(Frame f) {
            Object a = left(f);
            Object b = right(f);
            if (a instanceof Double x) {
                if (b instanceof Double y) {
                    return x / y;
                }
            } else if (a instanceof Long x && b instanceof Long y) {
                return (double) x / (double) y;
            }
            f.site = this;
            return Arithmetic.div(f.co, a, b);
        }
    }

    /** {@code a % b}. */
    static final class Modulo extends BinaryNode {
        Modulo(Expression.Binary tree, ExpressionNode left, ExpressionNode right) {
            super(tree, left, right);
        }

        @Override
        @Nullable
        Object execute(Frame f) {
            Object a = left(f);
            Object b = right(f);
            if (a instanceof Long x && b instanceof Long y && y > 0) {
                // A positive divisor needs no check for zero, and one correction.
                long m = x % y;
                return m < 0 ? m + y : m;
            }
            f.site = this;
            return Arithmetic.mod(f.co, a, b);
        }
    }

    /** {@code a % n} with a positive integer constant. */
    static final class ModuloInteger extends BinaryNode {
        private final long divisor;

        ModuloInteger(Expression.Binary tree, ExpressionNode left, ExpressionNode right, long divisor) {
            super(tree, left, right);
            this.divisor = divisor;
        }

        @Override
        @Nullable
        Object execute(Frame f) {
            Object a = left(f);
            if (a instanceof Long x) {
                long m = x % divisor;
                return m < 0 ? m + divisor : m;
            }
            f.site = this;
            Object b = right(f);
            return Arithmetic.mod(f.co, a, b);
        }
    }

    /** {@code a // b}. */
    static final class FloorDivide extends BinaryNode {
        FloorDivide(Expression.Binary tree, ExpressionNode left, ExpressionNode right) {
            super(tree, left, right);
        }

        @Override
        @Nullable
        Object execute(Frame f) {
            Object a = left(f);
            Object b = right(f);
            if (a instanceof Long x && b instanceof Long y && y > 0) {
                return Math.floorDiv((long) x, (long) y);
            }
            f.site = this;
            return Arithmetic.idiv(f.co, a, b);
        }
    }

    /** {@code a ^ b}. */
    static final class Power extends BinaryNode {
        Power(Expression.Binary tree, ExpressionNode left, ExpressionNode right) {
            super(tree, left, right);
        }

        @Override
        @Nullable
        Object execute(Frame f) {
            Object a = left(f);
            Object b = right(f);
            f.site = this;
            return Arithmetic.pow(f.co, a, b);
        }
    }
}
