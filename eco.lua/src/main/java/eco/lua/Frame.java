package eco.lua;

import org.jspecify.annotations.Nullable;

/**
 * One active call of a coroutine. Frames form a list from the innermost ({@link LuaCoroutine#top}) outwards.
 *
 * <p><b>Invariant.</b> A call pushes its frame on entry and pops it on normal return only. An exception leaves the list as
 * it stood at the point of the error, so that message handlers and tracebacks see the failing stack; whoever catches
 * the error (pcall, a closing block, a coroutine's end) puts {@code top} back to its own frame.
 */
public final class Frame {
    /** The calling frame; null at the bottom of a coroutine. */
    public final @Nullable Frame caller;
    /** What is being run. */
    public final LuaFunction function;
    /** The coroutine that it runs in. */
    public final LuaCoroutine co;
    /** The Lua function's local slots; empty for a builtin. A captured variable's slot holds its {@link Cell}. */
    public @Nullable Object[] slots;
    /** The Lua function's captured variables; empty for a builtin. */
    public final Cell[] upvalues;
    /** Number of frames below this one. */
    public final int depth;
    /** Extra arguments of a vararg function; a builtin's arguments while a debug hook is set. */
    public @Nullable Object[] varargs = LuaFunction.NONE;
    /** Where in a Lua function the call or the failing operation now under way stands; null before the first. */
    public @Nullable CallSite site;
    /** What a statement leaves for whoever handles its signal: the values of a return, the label of a goto. */
    public @Nullable Object result;
    /** True when a tail call replaced the real caller. */
    public boolean tailCalled;
    /** True while a debug hook is set on the coroutine: statements then report themselves. */
    public boolean hooked;

    private static final Cell[] NO_CELLS = {};

    /** The frame of a builtin. */
    Frame(LuaCoroutine co, LuaFunction function) {
        this(co, function, LuaFunction.NONE, NO_CELLS);
    }

    /** The frame of a Lua function. */
    Frame(LuaCoroutine co, LuaClosure function, int slots) {
        this(co, function, new Object[slots], function.upvalues());
    }

    private Frame(LuaCoroutine co, LuaFunction function, @Nullable Object[] slots, Cell[] upvalues) {
        this.caller = co.top;
        this.co = co;
        this.function = function;
        this.slots = slots;
        this.upvalues = upvalues;
        this.depth = caller == null ? 0 : caller.depth + 1;
        this.hooked = co.hook != null;
    }
}
