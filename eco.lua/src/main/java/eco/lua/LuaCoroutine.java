package eco.lua;

import org.jspecify.annotations.Nullable;

/**
 * A Lua thread: the main thread of a runtime, the body of a task, or what {@code coroutine.create} makes. Every call gets
 * the coroutine that it runs in as its first argument, so "the running coroutine" is never a global.
 */
public final class LuaCoroutine {
    /** Calls that may be active at once before Lua's "stack overflow" error. */
    static final int MAX_DEPTH = 200_000;

    private final LuaRuntime runtime;
    /** The innermost active call; null when nothing runs. See {@link Frame} for its invariant. */
    public @Nullable Frame top;

    LuaCoroutine(LuaRuntime runtime) {
        this.runtime = runtime;
    }

    /** The runtime that it belongs to. */
    public LuaRuntime runtime() {
        return runtime;
    }

    /** Pushes the frame of a builtin. */
    public Frame enter(LuaFunction function) {
        return push(new Frame(this, function, LuaFunction.NONE));
    }

    /** Pushes the frame of a Lua function with so many local slots. */
    public Frame enter(LuaFunction function, int slots) {
        return push(new Frame(this, function, new Object[slots]));
    }

    private Frame push(Frame frame) {
        if (frame.depth >= MAX_DEPTH) {
            throw error("stack overflow");
        }
        top = frame;
        return frame;
    }

    /** Pops {@code frame} on normal return. */
    public void leave(Frame frame) {
        top = frame.caller;
    }

    /**
     * An error with a text that starts with the position, {@code chunk:line: }, of the innermost Lua function if it is the
     * running function or the direct caller of the running builtin; without one otherwise.
     */
    public LuaError error(String message) {
        return new LuaError(message);
    }

    /** "bad argument #index to 'name' (reason)", with name and position taken from the call site. {@code index} is from 1. */
    public LuaError argumentError(int index, String reason) {
        return error("bad argument #" + index + " to '?' (" + reason + ")");
    }
}
