package eco.lua;

import eco.lua.runtime.Calls;
import eco.lua.runtime.Indexing;
import eco.lua.runtime.Numbers;
import org.jspecify.annotations.Nullable;

/** The language's operations on any value, with their metamethods, for modules written in Java. They may suspend. */
public final class LuaOperations {
    private LuaOperations() {}

    /** {@code object[key]}. */
    public static @Nullable Object get(LuaCoroutine co, @Nullable Object object, @Nullable Object key) {
        return Indexing.get(co, object, key);
    }

    /** {@code object.key}, for a constant key. */
    public static @Nullable Object get(LuaCoroutine co, @Nullable Object object, LuaString key) {
        return Indexing.get(co, object, key);
    }

    /** {@code object[key] = value}. */
    public static void set(LuaCoroutine co, @Nullable Object object, @Nullable Object key, @Nullable Object value) {
        Indexing.set(co, object, key, value);
    }

    /** Calls any callable value; the result is as {@link LuaFunction} says. */
    public static @Nullable Object call(LuaCoroutine co, @Nullable Object function, @Nullable Object... args) {
        return Calls.invoke(co, function, args);
    }

    /** The value as an integer: integral floats and numerals convert; null if it is none. */
    public static @Nullable Long integer(@Nullable Object value) {
        return Numbers.toInteger(value);
    }

    /** Whether a condition takes the value for true. */
    public static boolean truthy(@Nullable Object value) {
        return value != null && value != Boolean.FALSE;
    }
}
