package eco.lua.runtime;

import eco.lua.Frame;
import eco.lua.LuaCoroutine;
import eco.lua.LuaError;
import eco.lua.LuaFunction;
import org.jspecify.annotations.Nullable;

/** Calls that catch errors. */
public final class Protection {
    private Protection() {}

    /**
     * {@code pcall} and {@code xpcall}: {@code true} and the results, or {@code false} and the error as the message handler (if
     * there is one) left it.
     */
    public static Object[] call(
            LuaCoroutine co, @Nullable Object f, @Nullable Object[] args, @Nullable Object messageHandler) {
        Frame frame = co.top;
        LuaCoroutine.State state = co.state();
        co.protect(messageHandler);
        try {
            Object result = Calls.invoke(co, f, args);
            co.restore(frame, state);
            return result instanceof Object[] list ? Calls.prepend(true, list) : new Object[] {true, result};
        } catch (OutOfMemoryError full) {
            // The frames that failed may hold all there is: they go before anything is made, and no handler sees them.
            co.restore(frame, state);
            return new Object[] {false, LuaError.NOT_ENOUGH_MEMORY};
        } catch (Throwable t) {
            LuaError error = co.caught(t);
            co.restore(frame, state);
            return new Object[] {false, error.value()};
        }
    }

    /** A call from Java: an error gets the Lua traceback of its point. */
    public static @Nullable Object[] callFromJava(LuaCoroutine co, @Nullable Object f, @Nullable Object[] args) {
        Frame frame = co.top;
        LuaCoroutine.State state = co.state();
        co.protect(LuaCoroutine.RECORD_TRACEBACK);
        try {
            Object result = Calls.invoke(co, f, args);
            co.restore(frame, state);
            return LuaFunction.list(result);
        } catch (OutOfMemoryError full) {
            co.restore(frame, state);
            throw new LuaError(LuaError.NOT_ENOUGH_MEMORY);
        } catch (Throwable t) {
            LuaError error = co.caught(t);
            co.restore(frame, state);
            throw error;
        }
    }
}
