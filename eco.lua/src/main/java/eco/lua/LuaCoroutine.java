package eco.lua;

import eco.lua.runtime.ChunkNames;
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
     * A library error: its text starts with the position, {@code chunk:line: }, of the innermost Lua function if it is the
     * running function or the direct caller of the running builtin; without one otherwise.
     */
    public LuaError error(String message) {
        Frame frame = top;
        if (frame != null && !(frame.function instanceof LuaClosure)) {
            frame = frame.caller;
        }
        return new LuaError(LuaString.of(position(frame) + message));
    }

    /** The error of an operation: with the position of the running function if it is a Lua function, else without. */
    public LuaError operationError(String message) {
        return new LuaError(LuaString.of(position(top) + message));
    }

    /** {@code chunk:line: } where the frame of a Lua function stands; empty for a builtin or null. */
    public static String position(@Nullable Frame frame) {
        if (frame == null || !(frame.function instanceof LuaClosure closure)) {
            return "";
        }
        CallSite site = frame.site;
        String line = site == null || closure.tree().stripped() ? "?" : Integer.toString(site.line());
        return ChunkNames.display(closure.tree().source()) + ":" + line + ": ";
    }

    /** "bad argument #index to 'name' (reason)", with name and position taken from the call site. {@code index} is from 1. */
    public LuaError argumentError(int index, String reason) {
        Frame frame = top;
        CallSite site = frame == null || frame.caller == null ? null : frame.caller.site;
        String name = site == null ? null : site.calleeName();
        int shown = index;
        if (site != null && "method".equals(site.calleeKind())) {
            shown--;
            if (shown == 0) {
                return error("calling '" + name + "' on bad self (" + reason + ")");
            }
        }
        if (name == null) {
            name = frame != null && frame.function instanceof Builtin builtin ? builtin.name() : "?";
        }
        return error("bad argument #" + shown + " to '" + name + "' (" + reason + ")");
    }
}
