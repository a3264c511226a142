package eco.lua.runtime;

import eco.lua.LuaCoroutine;
import eco.lua.LuaFunction;
import eco.lua.LuaString;
import eco.lua.LuaTable;
import eco.lua.LuaUserdata;
import eco.lua.Metamethod;
import org.jspecify.annotations.Nullable;

/** Equality and order. Integers and floats compare by their mathematical values, never by rounding one to the other. */
public final class Comparison {
    private Comparison() {}

    /** {@code a == b} without metamethods. */
    public static boolean rawEquals(@Nullable Object a, @Nullable Object b) {
        if (a == b) {
            return !(a instanceof Double d) || !d.isNaN();
        }
        if (a instanceof Long x) {
            return b instanceof Long y ? x.longValue() == y.longValue() : b instanceof Double d && equal(x, d);
        }
        if (a instanceof Double x) {
            return b instanceof Double y ? x.doubleValue() == y.doubleValue() : b instanceof Long i && equal(i, x);
        }
        return a instanceof LuaString && a.equals(b);
    }

    /** {@code a == b}. */
    public static boolean equal(LuaCoroutine co, @Nullable Object a, @Nullable Object b) {
        if (rawEquals(a, b)) {
            return true;
        }
        if (a instanceof LuaTable && b instanceof LuaTable || a instanceof LuaUserdata && b instanceof LuaUserdata) {
            Object handler = co.runtime().metamethod(a, Metamethod.EQ);
            if (handler == null) {
                handler = co.runtime().metamethod(b, Metamethod.EQ);
            }
            return handler != null && truthy(LuaFunction.first(Calls.call(co, handler, a, b)));
        }
        return false;
    }

    /** {@code a < b}. */
    public static boolean lessThan(LuaCoroutine co, @Nullable Object a, @Nullable Object b) {
        if (a instanceof Long x) {
            if (b instanceof Long y) {
                return x < y;
            }
            if (b instanceof Double y) {
                return less(x, y);
            }
        } else if (a instanceof Double x) {
            if (b instanceof Double y) {
                return x < y;
            }
            if (b instanceof Long y) {
                return less(x, y);
            }
        } else if (a instanceof LuaString x && b instanceof LuaString y) {
            return x.compareTo(y) < 0;
        }
        return ordered(co, Metamethod.LT, a, b);
    }

    /** {@code a <= b}. */
    public static boolean lessEqual(LuaCoroutine co, @Nullable Object a, @Nullable Object b) {
        if (a instanceof Long x) {
            if (b instanceof Long y) {
                return x <= y;
            }
            if (b instanceof Double y) {
                return lessOrEqual(x, y);
            }
        } else if (a instanceof Double x) {
            if (b instanceof Double y) {
                return x <= y;
            }
            if (b instanceof Long y) {
                return lessOrEqual(x, y);
            }
        } else if (a instanceof LuaString x && b instanceof LuaString y) {
            return x.compareTo(y) <= 0;
        }
        return ordered(co, Metamethod.LE, a, b);
    }

    private static boolean ordered(LuaCoroutine co, Metamethod event, @Nullable Object a, @Nullable Object b) {
        Object handler = co.runtime().metamethod(a, event);
        if (handler == null) {
            handler = co.runtime().metamethod(b, event);
            if (handler == null) {
                throw Failures.comparison(co, a, b);
            }
        }
        return truthy(LuaFunction.first(Calls.call(co, handler, a, b)));
    }

    /** {@code i == f}, exactly. */
    public static boolean equal(long i, double f) {
        return f >= -0x1p63 && f < 0x1p63 && (long) f == i && (double) (long) f == f;
    }

    /** {@code i < f}, exactly. */
    public static boolean less(long i, double f) {
        return f >= 0x1p63 || f > -0x1p63 && i < (long) Math.ceil(f);
    }

    /** {@code i <= f}, exactly. */
    public static boolean lessOrEqual(long i, double f) {
        return f >= 0x1p63 || f >= -0x1p63 && i <= (long) Math.floor(f);
    }

    /** {@code f < i}, exactly. */
    public static boolean less(double f, long i) {
        return f < -0x1p63 || f < 0x1p63 && (long) Math.floor(f) < i;
    }

    /** {@code f <= i}, exactly. */
    public static boolean lessOrEqual(double f, long i) {
        return f < -0x1p63 || f < 0x1p63 && (long) Math.ceil(f) <= i;
    }

    /** Everything is true but nil and false. */
    public static boolean truthy(@Nullable Object value) {
        return value != null && value != Boolean.FALSE;
    }
}
