package eco.lua;

import eco.lua.runtime.Numbers;
import eco.scheduler.EventLoop;
import org.jspecify.annotations.Nullable;

/**
 * Reads a builtin's arguments with the reference's conversions and its error texts. Indexes are from 0 here and from 1 in
 * messages. An argument past the end reads as "no value".
 */
public final class Arguments {
    private static final double NANOS_PER_SECOND = 1e9;

    private Arguments() {}

    /** The argument, or null when absent. */
    public static @Nullable Object get(@Nullable Object[] args, int i) {
        return i < args.length ? args[i] : null;
    }

    /** True when the argument is absent or nil. */
    public static boolean isNoneOrNil(@Nullable Object[] args, int i) {
        return i >= args.length || args[i] == null;
    }

    /** Any value, but present: {@code value expected} otherwise. */
    public static @Nullable Object any(LuaCoroutine co, @Nullable Object[] args, int i) {
        if (i >= args.length) {
            throw co.argumentError(i + 1, "value expected");
        }
        return args[i];
    }

    /** An integer; floats with an exact integer value and numerals convert. */
    public static long integer(LuaCoroutine co, @Nullable Object[] args, int i) {
        Object v = get(args, i);
        if (v instanceof Long l) {
            return l;
        }
        Long converted = Numbers.toInteger(v);
        if (converted != null) {
            return converted;
        }
        if (Numbers.toNumber(v) != null) {
            throw co.argumentError(i + 1, "number has no integer representation");
        }
        throw typeError(co, args, i, "number");
    }

    /** An integer, or {@code otherwise} when absent or nil. */
    public static long integer(LuaCoroutine co, @Nullable Object[] args, int i, long otherwise) {
        return isNoneOrNil(args, i) ? otherwise : integer(co, args, i);
    }

    /** A number, Long or Double; numerals convert. */
    public static Object number(LuaCoroutine co, @Nullable Object[] args, int i) {
        Object number = Numbers.toNumber(get(args, i));
        if (number == null) {
            throw typeError(co, args, i, "number");
        }
        return number;
    }

    /** A number as double; numerals convert. */
    public static double real(LuaCoroutine co, @Nullable Object[] args, int i) {
        return ((Number) number(co, args, i)).doubleValue();
    }

    /** A string; numbers convert. */
    public static LuaString string(LuaCoroutine co, @Nullable Object[] args, int i) {
        Object v = get(args, i);
        if (v instanceof LuaString s) {
            return s;
        }
        if (v instanceof Long || v instanceof Double) {
            return Numbers.format(v);
        }
        throw typeError(co, args, i, "string");
    }

    /** A string, or {@code otherwise} when absent or nil. */
    public static @Nullable LuaString string(
            LuaCoroutine co, @Nullable Object[] args, int i, @Nullable LuaString otherwise) {
        return isNoneOrNil(args, i) ? otherwise : string(co, args, i);
    }

    /** A table. */
    public static LuaTable table(LuaCoroutine co, @Nullable Object[] args, int i) {
        if (get(args, i) instanceof LuaTable t) {
            return t;
        }
        throw typeError(co, args, i, "table");
    }

    /** A function, Lua's or Java's; a callable table is none. */
    public static LuaFunction function(LuaCoroutine co, @Nullable Object[] args, int i) {
        if (get(args, i) instanceof LuaFunction f) {
            return f;
        }
        throw typeError(co, args, i, "function");
    }

    /** A coroutine. */
    public static LuaCoroutine coroutine(LuaCoroutine co, @Nullable Object[] args, int i) {
        if (get(args, i) instanceof LuaCoroutine c) {
            return c;
        }
        throw typeError(co, args, i, "thread");
    }

    /** The argument's truth: absent, nil and false are false. */
    public static boolean truthy(@Nullable Object[] args, int i) {
        Object v = get(args, i);
        return v != null && v != Boolean.FALSE;
    }

    /**
     * How long a call may wait for input or output, in nanoseconds; the argument is in seconds. Absent, nil, 0, negative,
     * NaN and what is no number mean without limit.
     */
    public static long timeout(@Nullable Object[] args, int i) {
        Object number = Numbers.toNumber(get(args, i));
        double nanos = number == null ? 0 : Math.ceil(((Number) number).doubleValue() * NANOS_PER_SECOND);
        return nanos > 0 && nanos < EventLoop.FOREVER ? (long) nanos : EventLoop.FOREVER;
    }

    /** A userdata of the given Java class; {@code typeName} (its {@code __name}) is for the message. */
    public static <T extends LuaUserdata> T userdata(
            LuaCoroutine co, @Nullable Object[] args, int i, Class<T> type, String typeName) {
        Object v = get(args, i);
        if (type.isInstance(v)) {
            return type.cast(v);
        }
        throw typeError(co, args, i, typeName);
    }

    /** "bad argument #i to 'f' (expected expected, got actual)". */
    public static LuaError typeError(LuaCoroutine co, @Nullable Object[] args, int i, String expected) {
        String actual = i >= args.length ? "no value" : typeNameForError(co, args[i]);
        return co.argumentError(i + 1, expected + " expected, got " + actual);
    }

    private static String typeNameForError(LuaCoroutine co, @Nullable Object value) {
        Object name = co.runtime().metamethod(value, Metamethod.NAME);
        if (name instanceof LuaString s) {
            return s.toString();
        }
        LuaType type = LuaType.of(value);
        return type == LuaType.USERDATA && !(value instanceof LuaUserdata) ? "light userdata" : type.toString();
    }
}
