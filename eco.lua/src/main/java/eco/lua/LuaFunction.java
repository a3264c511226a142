package eco.lua;

import eco.lua.gc.Collectable;
import org.jspecify.annotations.Nullable;

/**
 * Anything that Lua can call and whose {@code type} is {@code function}: a closure of Lua code or a {@link Builtin}.
 *
 * <p><b>Results.</b> A call returns either one value itself (null is nil), or an {@code Object[]} that lists any number of
 * values, usually none or at least two. No Lua value is ever an {@code Object[]}, so the two cannot be confused;
 * {@link #first} and {@link #list} read either form. Whoever receives a result list owns it.
 *
 * <p><b>Arguments.</b> The fixed arities exist so that calls with few arguments need no array. They mean exactly what
 * {@link #invoke} means with that many arguments. An argument array belongs to the callee once it is passed.
 *
 * <p>Calls run on the thread of the coroutine's runtime, and may suspend it.
 */
@SuppressWarnings("exports")
public abstract class LuaFunction extends Collectable {
    /** No values: an empty argument or result list. */
    public static final Object[] NONE = new Object[0];

    private static final Cell[] NO_VARIABLES = new Cell[0];

    /** For subclasses. */
    protected LuaFunction() {}

    /**
     * The variables that the function captured, which {@code debug} can read, write and tell apart; most builtins have
     * none. The array is the function's own.
     */
    public Cell[] upvalues() {
        return NO_VARIABLES;
    }

    /** Calls with no arguments. */
    public @Nullable Object call(LuaCoroutine co) {
        return invoke(co, NONE);
    }

    /** Calls with one argument. */
    public @Nullable Object call(LuaCoroutine co, @Nullable Object a) {
        return invoke(co, new Object[] {a});
    }

    /** Calls with two arguments. */
    public @Nullable Object call(LuaCoroutine co, @Nullable Object a, @Nullable Object b) {
        return invoke(co, new Object[] {a, b});
    }

    /** Calls with three arguments. */
    public @Nullable Object call(LuaCoroutine co, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        return invoke(co, new Object[] {a, b, c});
    }

    /** Calls with any number of arguments. */
    public abstract @Nullable Object invoke(LuaCoroutine co, @Nullable Object[] args);

    /** The first value of a result, nil if there is none. */
    public static @Nullable Object first(@Nullable Object result) {
        if (result instanceof Object[] values) {
            return values.length == 0 ? null : values[0];
        }
        return result;
    }

    /** All values of a result as a list. */
    public static @Nullable Object[] list(@Nullable Object result) {
        return result instanceof Object[] values ? values : new Object[] {result};
    }
}
