package eco.lua;

import org.jspecify.annotations.Nullable;

/**
 * A method that Java code calls on a Lua value by its name, as {@code receiver:name(...)} does in Lua. The callee's
 * argument errors name the method and do not count the receiver.
 */
public final class LuaMethod extends NamedCall {
    /** A method of that name. */
    public LuaMethod(String name) {
        super(name, "method");
    }

    /** Calls without further arguments. */
    public @Nullable Object call(LuaCoroutine co, @Nullable Object receiver) {
        return run(co, find(co, receiver), new Object[] {receiver});
    }

    /** Calls with one argument. */
    public @Nullable Object call(LuaCoroutine co, @Nullable Object receiver, @Nullable Object a) {
        return run(co, find(co, receiver), new Object[] {receiver, a});
    }

    /** Calls with two arguments. */
    public @Nullable Object call(LuaCoroutine co, @Nullable Object receiver, @Nullable Object a, @Nullable Object b) {
        return run(co, find(co, receiver), new Object[] {receiver, a, b});
    }

    /** Calls with {@code args}, whose first element is replaced by the receiver; the array is the callee's from then on. */
    public @Nullable Object invoke(LuaCoroutine co, @Nullable Object receiver, @Nullable Object[] args) {
        Object method = find(co, receiver);
        args[0] = receiver;
        return run(co, method, args);
    }
}
