package eco.lua.runtime;

import eco.lua.LuaCoroutine;
import eco.lua.LuaFunction;
import eco.lua.Metamethod;
import org.jspecify.annotations.Nullable;

/**
 * Calls of any value: functions directly, everything else through its {@code __call} chain. Results are as
 * {@link LuaFunction} says: one value itself, or a list.
 */
public final class Calls {
    private Calls() {}

    /** Calls with no arguments. */
    public static @Nullable Object call(LuaCoroutine co, @Nullable Object f) {
        return f instanceof LuaFunction function ? function.call(co) : callable(co, f, new Object[] {});
    }

    /** Calls with one argument. */
    public static @Nullable Object call(LuaCoroutine co, @Nullable Object f, @Nullable Object a) {
        return f instanceof LuaFunction function ? function.call(co, a) : callable(co, f, new Object[] {a});
    }

    /** Calls with two arguments. */
    public static @Nullable Object call(LuaCoroutine co, @Nullable Object f, @Nullable Object a, @Nullable Object b) {
        return f instanceof LuaFunction function ? function.call(co, a, b) : callable(co, f, new Object[] {a, b});
    }

    /** Calls with three arguments. */
    public static @Nullable Object call(
            LuaCoroutine co, @Nullable Object f, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        return f instanceof LuaFunction function ? function.call(co, a, b, c) : callable(co, f, new Object[] {a, b, c});
    }

    /** Calls with a list of arguments, which is the callee's from now on. */
    public static @Nullable Object invoke(LuaCoroutine co, @Nullable Object f, @Nullable Object[] args) {
        return f instanceof LuaFunction function ? function.invoke(co, args) : callable(co, f, args);
    }

    /** As {@link #invoke}, for callbacks that the reference runs inside a C function: {@code coroutine.yield} is refused there. */
    public static @Nullable Object invokeUnyieldable(LuaCoroutine co, @Nullable Object f, @Nullable Object... args) {
        co.forbidYield();
        Object result = invoke(co, f, args);
        co.allowYield();
        return result;
    }

    private static @Nullable Object callable(LuaCoroutine co, @Nullable Object f, @Nullable Object[] args) {
        Object callee = f;
        Object[] list = args;
        do {
            Object metamethod = co.runtime().metamethod(callee, Metamethod.CALL);
            if (metamethod == null) {
                throw Failures.call(co, callee);
            }
            list = prepend(callee, list);
            callee = metamethod;
        } while (!(callee instanceof LuaFunction));
        return ((LuaFunction) callee).invoke(co, list);
    }

    /** {@code first} followed by {@code rest}. */
    public static @Nullable Object[] prepend(@Nullable Object first, @Nullable Object[] rest) {
        Object[] list = new Object[rest.length + 1];
        list[0] = first;
        System.arraycopy(rest, 0, list, 1, rest.length);
        return list;
    }
}
