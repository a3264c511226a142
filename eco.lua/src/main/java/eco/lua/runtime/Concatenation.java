package eco.lua.runtime;

import eco.lua.LuaCoroutine;
import eco.lua.LuaFunction;
import eco.lua.LuaString;
import eco.lua.Metamethod;
import org.jspecify.annotations.Nullable;

/** The {@code ..} operator. */
public final class Concatenation {
    private Concatenation() {}

    /** {@code a .. b}. */
    public static @Nullable Object concat(LuaCoroutine co, @Nullable Object a, @Nullable Object b) {
        LuaString left = text(a);
        LuaString right = text(b);
        if (left != null && right != null) {
            checkLength(co, (long) left.length() + right.length());
            return left.concat(right);
        }
        Object handler = co.runtime().metamethod(a, Metamethod.CONCAT);
        if (handler == null) {
            handler = co.runtime().metamethod(b, Metamethod.CONCAT);
            if (handler == null) {
                throw Failures.concatenation(co, a, b);
            }
        }
        return LuaFunction.first(Calls.call(co, handler, a, b));
    }

    /** The value as a string if it is a string or a number, else null. */
    public static @Nullable LuaString text(@Nullable Object value) {
        if (value instanceof LuaString s) {
            return s;
        }
        return value instanceof Long || value instanceof Double ? Numbers.format(value) : null;
    }

    /**
     * Joins {@code parts[from..to)}, all strings, into one.
     *
     * @throws eco.lua.LuaError "string length overflow" past what a string can hold
     */
    public static LuaString join(LuaCoroutine co, @Nullable Object[] parts, int from, int to) {
        long length = 0;
        for (int i = from; i < to; i++) {
            length += ((LuaString) parts[i]).length();
        }
        checkLength(co, length);
        byte[] bytes = new byte[(int) length];
        int at = 0;
        for (int i = from; i < to; i++) {
            byte[] part = ((LuaString) parts[i]).bytes();
            System.arraycopy(part, 0, bytes, at, part.length);
            at += part.length;
        }
        return LuaString.wrap(bytes);
    }

    private static void checkLength(LuaCoroutine co, long length) {
        if (length > Integer.MAX_VALUE - 8) {
            throw co.operationError("string length overflow");
        }
    }
}
