package eco.lua.runtime;

import eco.lua.LuaClosure;
import eco.lua.LuaCoroutine;
import org.jspecify.annotations.Nullable;

/**
 * A tail call on its way from the function that makes it to the trampoline of whoever called that function. One per
 * coroutine: it is taken up before anything else runs.
 */
public final class TailCall {
    /** What a function returns to its trampoline in place of a result. */
    public static final Object PENDING = new Object();

    private @Nullable LuaClosure callee;
    private @Nullable Object[] args = eco.lua.LuaFunction.NONE;

    /** None under way. */
    public TailCall() {}

    /** Leaves a call for the trampoline; returns {@link #PENDING}. */
    public Object leave(LuaClosure function, @Nullable Object[] arguments) {
        callee = function;
        args = arguments;
        return PENDING;
    }

    /** Runs the call left here and all that follow it, in constant stack; returns the last one's result. */
    public @Nullable Object run(LuaCoroutine co) {
        Object result = PENDING;
        while (result == PENDING) {
            LuaClosure function = java.util.Objects.requireNonNull(callee);
            Object[] arguments = args;
            callee = null;
            args = eco.lua.LuaFunction.NONE;
            result = function.code().continueTail(co, function, arguments);
        }
        return result;
    }
}
