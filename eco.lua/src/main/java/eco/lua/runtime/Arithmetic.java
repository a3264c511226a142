package eco.lua.runtime;

import eco.lua.LuaCoroutine;
import eco.lua.LuaFunction;
import eco.lua.Metamethod;
import org.jspecify.annotations.Nullable;

/**
 * The arithmetic and bitwise operators on any operands: integers wrap around, mixed operands become floats, numerals in
 * strings convert, everything else goes to a metamethod or fails. Metamethods come before the conversion of strings, so that
 * a script may give strings operators of its own.
 */
public final class Arithmetic {
    private Arithmetic() {}

    /** {@code a + b}. */
    public static @Nullable Object add(LuaCoroutine co, @Nullable Object a, @Nullable Object b) {
        if (a instanceof Long x) {
            if (b instanceof Long y) {
                return x + y;
            }
            if (b instanceof Double y) {
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
        Object handler = handler(co, Metamethod.ADD, a, b);
        if (handler != null) {
            return LuaFunction.first(Calls.call(co, handler, a, b));
        }
        return add(co, operand(co, Metamethod.ADD, a, a, b), operand(co, Metamethod.ADD, b, a, b));
    }

    /** {@code a - b}. */
    public static @Nullable Object sub(LuaCoroutine co, @Nullable Object a, @Nullable Object b) {
        if (a instanceof Long x) {
            if (b instanceof Long y) {
                return x - y;
            }
            if (b instanceof Double y) {
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
        Object handler = handler(co, Metamethod.SUB, a, b);
        if (handler != null) {
            return LuaFunction.first(Calls.call(co, handler, a, b));
        }
        return sub(co, operand(co, Metamethod.SUB, a, a, b), operand(co, Metamethod.SUB, b, a, b));
    }

    /** {@code a * b}. */
    public static @Nullable Object mul(LuaCoroutine co, @Nullable Object a, @Nullable Object b) {
        if (a instanceof Long x) {
            if (b instanceof Long y) {
                return x * y;
            }
            if (b instanceof Double y) {
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
        Object handler = handler(co, Metamethod.MUL, a, b);
        if (handler != null) {
            return LuaFunction.first(Calls.call(co, handler, a, b));
        }
        return mul(co, operand(co, Metamethod.MUL, a, a, b), operand(co, Metamethod.MUL, b, a, b));
    }

    /** {@code a / b}, always a float. */
    public static @Nullable Object div(LuaCoroutine co, @Nullable Object a, @Nullable Object b) {
        if (isNumber(a) && isNumber(b)) {
            double x = real(a);
            double y = real(b);
            return x / y;
        }
        Object handler = handler(co, Metamethod.DIV, a, b);
        if (handler != null) {
            return LuaFunction.first(Calls.call(co, handler, a, b));
        }
        return div(co, operand(co, Metamethod.DIV, a, a, b), operand(co, Metamethod.DIV, b, a, b));
    }

    /** {@code a ^ b}, always a float. */
    public static @Nullable Object pow(LuaCoroutine co, @Nullable Object a, @Nullable Object b) {
        if (isNumber(a) && isNumber(b)) {
            double x = real(a);
            double y = real(b);
            return power(x, y);
        }
        Object handler = handler(co, Metamethod.POW, a, b);
        if (handler != null) {
            return LuaFunction.first(Calls.call(co, handler, a, b));
        }
        return pow(co, operand(co, Metamethod.POW, a, a, b), operand(co, Metamethod.POW, b, a, b));
    }

    /** {@code a % b}, with the sign of {@code b}. */
    public static @Nullable Object mod(LuaCoroutine co, @Nullable Object a, @Nullable Object b) {
        if (a instanceof Long x && b instanceof Long y) {
            return integerMod(co, x, y);
        }
        if (isNumber(a) && isNumber(b)) {
            double x = real(a);
            double y = real(b);
            return floatMod(x, y);
        }
        Object handler = handler(co, Metamethod.MOD, a, b);
        if (handler != null) {
            return LuaFunction.first(Calls.call(co, handler, a, b));
        }
        return mod(co, operand(co, Metamethod.MOD, a, a, b), operand(co, Metamethod.MOD, b, a, b));
    }

    /** {@code a // b}, rounded down. */
    public static @Nullable Object idiv(LuaCoroutine co, @Nullable Object a, @Nullable Object b) {
        if (a instanceof Long x && b instanceof Long y) {
            return integerFloorDivide(co, x, y);
        }
        if (isNumber(a) && isNumber(b)) {
            double x = real(a);
            double y = real(b);
            return Math.floor(x / y);
        }
        Object handler = handler(co, Metamethod.IDIV, a, b);
        if (handler != null) {
            return LuaFunction.first(Calls.call(co, handler, a, b));
        }
        return idiv(co, operand(co, Metamethod.IDIV, a, a, b), operand(co, Metamethod.IDIV, b, a, b));
    }

    /** {@code a & b}. */
    public static @Nullable Object band(LuaCoroutine co, @Nullable Object a, @Nullable Object b) {
        if (a instanceof Long x && b instanceof Long y) {
            return x & y;
        }
        Object handler = isNumber(a) && isNumber(b) ? null : handler(co, Metamethod.BAND, a, b);
        if (handler != null) {
            return LuaFunction.first(Calls.call(co, handler, a, b));
        }
        long x = integer(co, a, a, b);
        long y = integer(co, b, a, b);
        return x & y;
    }

    /** {@code a | b}. */
    public static @Nullable Object bor(LuaCoroutine co, @Nullable Object a, @Nullable Object b) {
        if (a instanceof Long x && b instanceof Long y) {
            return x | y;
        }
        Object handler = isNumber(a) && isNumber(b) ? null : handler(co, Metamethod.BOR, a, b);
        if (handler != null) {
            return LuaFunction.first(Calls.call(co, handler, a, b));
        }
        long x = integer(co, a, a, b);
        long y = integer(co, b, a, b);
        return x | y;
    }

    /** {@code a ~ b}. */
    public static @Nullable Object bxor(LuaCoroutine co, @Nullable Object a, @Nullable Object b) {
        if (a instanceof Long x && b instanceof Long y) {
            return x ^ y;
        }
        Object handler = isNumber(a) && isNumber(b) ? null : handler(co, Metamethod.BXOR, a, b);
        if (handler != null) {
            return LuaFunction.first(Calls.call(co, handler, a, b));
        }
        long x = integer(co, a, a, b);
        long y = integer(co, b, a, b);
        return x ^ y;
    }

    /** {@code a << b}. */
    public static @Nullable Object shl(LuaCoroutine co, @Nullable Object a, @Nullable Object b) {
        if (a instanceof Long x && b instanceof Long y) {
            return shiftLeft(x, y);
        }
        Object handler = isNumber(a) && isNumber(b) ? null : handler(co, Metamethod.SHL, a, b);
        if (handler != null) {
            return LuaFunction.first(Calls.call(co, handler, a, b));
        }
        long x = integer(co, a, a, b);
        long y = integer(co, b, a, b);
        return shiftLeft(x, y);
    }

    /** {@code a >> b}. */
    public static @Nullable Object shr(LuaCoroutine co, @Nullable Object a, @Nullable Object b) {
        if (a instanceof Long x && b instanceof Long y) {
            return shiftRight(x, y);
        }
        Object handler = isNumber(a) && isNumber(b) ? null : handler(co, Metamethod.SHR, a, b);
        if (handler != null) {
            return LuaFunction.first(Calls.call(co, handler, a, b));
        }
        long x = integer(co, a, a, b);
        long y = integer(co, b, a, b);
        return shiftRight(x, y);
    }

    /** {@code -a}. */
    public static @Nullable Object neg(LuaCoroutine co, @Nullable Object a) {
        if (a instanceof Long x) {
            return -x;
        }
        if (a instanceof Double x) {
            return -x;
        }
        Object handler = handler(co, Metamethod.UNM, a, a);
        if (handler != null) {
            return LuaFunction.first(Calls.call(co, handler, a, a));
        }
        return neg(co, operand(co, Metamethod.UNM, a, a, a));
    }

    /** {@code ~a}. */
    public static @Nullable Object bnot(LuaCoroutine co, @Nullable Object a) {
        if (a instanceof Long x) {
            return ~x;
        }
        Object handler = isNumber(a) ? null : handler(co, Metamethod.BNOT, a, a);
        if (handler != null) {
            return LuaFunction.first(Calls.call(co, handler, a, a));
        }
        return ~integer(co, a, a, a);
    }

    /** {@code x % y} on integers; fails for zero. */
    public static long integerMod(LuaCoroutine co, long x, long y) {
        if (y == 0) {
            throw co.operationError("attempt to perform 'n%0'");
        }
        return Math.floorMod(x, y);
    }

    /** {@code x // y} on integers; fails for zero. */
    public static long integerFloorDivide(LuaCoroutine co, long x, long y) {
        if (y == 0) {
            throw co.operationError("attempt to divide by zero");
        }
        return Math.floorDiv(x, y);
    }

    /** {@code x % y} on floats. */
    public static double floatMod(double x, double y) {
        double m = x % y;
        return m != 0 && (m < 0) != (y < 0) ? m + y : m;
    }

    /** {@code x ^ y} as C's {@code pow}, which knows two answers that Java's does not. */
    public static double power(double x, double y) {
        if (y == 2) {
            return x * x;
        }
        if (x == 1 || x == -1 && Double.isInfinite(y)) {
            return 1;
        }
        return Math.pow(x, y);
    }

    /** {@code x << n}; a negative count shifts right, 64 and more leave nothing. */
    public static long shiftLeft(long x, long n) {
        if (n <= -64 || n >= 64) {
            return 0;
        }
        return n >= 0 ? x << n : x >>> -n;
    }

    /** {@code x >> n}, filling with zeros. */
    public static long shiftRight(long x, long n) {
        if (n <= -64 || n >= 64) {
            return 0;
        }
        return n >= 0 ? x >>> n : x << -n;
    }

    private static @Nullable Object handler(LuaCoroutine co, Metamethod event, @Nullable Object a, @Nullable Object b) {
        Object handler = co.runtime().metamethod(a, event);
        return handler != null ? handler : co.runtime().metamethod(b, event);
    }

    /** {@code value}, one of the operands {@code a} and {@code b}, as a number. */
    private static Object operand(
            LuaCoroutine co, Metamethod event, @Nullable Object value, @Nullable Object a, @Nullable Object b) {
        Object number = Numbers.toNumber(value);
        if (number == null) {
            throw Failures.arithmetic(co, event, a, b);
        }
        return number;
    }

    /** A number, one of the operands {@code a} and {@code b}, as an integer; strings do not convert here. */
    private static long integer(LuaCoroutine co, @Nullable Object value, @Nullable Object a, @Nullable Object b) {
        Long integer = isNumber(a) && isNumber(b) ? Numbers.toInteger(value) : null;
        if (integer == null) {
            throw Failures.bitwise(co, a, b);
        }
        return integer;
    }

    private static boolean isNumber(@Nullable Object value) {
        return value instanceof Long || value instanceof Double;
    }

    private static double real(Object number) {
        return number instanceof Double d ? d : ((Long) number).doubleValue();
    }
}
