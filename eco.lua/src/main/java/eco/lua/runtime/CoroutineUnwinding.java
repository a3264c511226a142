package eco.lua.runtime;

import eco.lua.LuaError;
import org.jspecify.annotations.Nullable;

/**
 * Unwinds the stack of a coroutine that is being closed, so that its to-be-closed variables are closed. No pcall
 * catches it. It carries the error that the coroutine ends with so far, if any.
 */
public final class CoroutineUnwinding extends Error {
    private static final long serialVersionUID = 1L;

    private transient @Nullable LuaError error;

    /** Unwinds with the error that ended the coroutine, or null. */
    public CoroutineUnwinding(@Nullable LuaError error) {
        super(null, null, false, false);
        this.error = error;
    }

    /** The error so far, or null. */
    public @Nullable LuaError error() {
        return error;
    }

    /** Replaces the error. */
    public void error(LuaError newer) {
        this.error = newer;
    }
}
