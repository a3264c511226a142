package eco.lua.syntax;

import eco.lua.runtime.Arithmetic;
import eco.lua.runtime.Numbers;
import eco.lua.syntax.Expression.BinaryOperator;
import eco.lua.syntax.Expression.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Operators on numerals, computed while parsing. What could fail or tell zeros and NaNs apart is left to run time:
 * division by zero, operands without an integer value, results that are a float zero or NaN.
 */
final class Folding {
    private Folding() {}

    /** The literal that {@code left operator right} is, or null if it is not known. */
    static @Nullable Expression binary(BinaryOperator operator, Expression left, Expression right, int line) {
        if (!isNumeral(left) || !isNumeral(right)) {
            return null;
        }
        return switch (operator) {
            case ADD, SUB, MUL, MOD, IDIV -> arithmetic(operator, left, right, line);
            case DIV -> real(right) == 0 ? null : literal(real(left) / real(right), line);
            case POW -> literal(Arithmetic.power(real(left), real(right)), line);
            case BAND, BOR, BXOR, SHL, SHR -> bitwise(operator, left, right, line);
            case CONCAT, EQ, NE, LT, LE, GT, GE -> null;
        };
    }

    /** The literal that {@code operator operand} is, or null if it is not known. */
    static @Nullable Expression unary(UnaryOperator operator, Expression operand, int line) {
        return switch (operator) {
            case NEG -> negated(operand, line);
            case BNOT -> {
                Long integer = integer(operand);
                yield integer == null ? null : new Expression.Int(~integer, line);
            }
            case NOT -> inverted(operand, line);
            case LEN -> null;
        };
    }

    private static @Nullable Expression negated(Expression operand, int line) {
        if (operand instanceof Expression.Int i) {
            return new Expression.Int(-i.value(), line);
        }
        return operand instanceof Expression.Float f ? literal(-f.value(), line) : null;
    }

    private static @Nullable Expression inverted(Expression operand, int line) {
        if (!isConstant(operand)) {
            return null;
        }
        boolean isFalse = operand instanceof Expression.Nil || operand instanceof Expression.Bool b && !b.value();
        return new Expression.Bool(isFalse, line);
    }

    /** True for what a {@code <const>} variable may be replaced by. */
    static boolean isConstant(Expression e) {
        return isNumeral(e)
                || e instanceof Expression.Str
                || e instanceof Expression.Nil
                || e instanceof Expression.Bool;
    }

    private static boolean isNumeral(Expression e) {
        return e instanceof Expression.Int || e instanceof Expression.Float;
    }

    private static double real(Expression numeral) {
        return numeral instanceof Expression.Int i ? (double) i.value() : ((Expression.Float) numeral).value();
    }

    private static @Nullable Long integer(Expression e) {
        if (e instanceof Expression.Int i) {
            return i.value();
        }
        return e instanceof Expression.Float f ? Numbers.toInteger(f.value()) : null;
    }

    private static @Nullable Expression arithmetic(
            BinaryOperator operator, Expression left, Expression right, int line) {
        if (left instanceof Expression.Int leftInt && right instanceof Expression.Int rightInt) {
            long a = leftInt.value();
            long b = rightInt.value();
            boolean division = operator == BinaryOperator.MOD || operator == BinaryOperator.IDIV;
            if (division && b == 0) {
                return null;
            }
            long result = switch (operator) {
                case ADD -> a + b;
                case SUB -> a - b;
                case MUL -> a * b;
                case MOD -> Math.floorMod(a, b);
                default -> Math.floorDiv(a, b);
            };
            return new Expression.Int(result, line);
        }
        double a = real(left);
        double b = real(right);
        return switch (operator) {
            case ADD -> literal(a + b, line);
            case SUB -> literal(a - b, line);
            case MUL -> literal(a * b, line);
            case MOD -> b == 0 ? null : literal(Arithmetic.floatMod(a, b), line);
            default -> b == 0 ? null : literal(Math.floor(a / b), line);
        };
    }

    private static @Nullable Expression bitwise(BinaryOperator operator, Expression left, Expression right, int line) {
        Long a = integer(left);
        Long b = integer(right);
        if (a == null || b == null) {
            return null;
        }
        long result = switch (operator) {
            case BAND -> a & b;
            case BOR -> a | b;
            case BXOR -> a ^ b;
            case SHL -> Arithmetic.shiftLeft(a, b);
            default -> Arithmetic.shiftRight(a, b);
        };
        return new Expression.Int(result, line);
    }

    private static @Nullable Expression literal(double value, int line) {
        return value == 0 || Double.isNaN(value) ? null : new Expression.Float(value, line);
    }
}
