package eco.lua.interp;

import eco.lua.Frame;
import org.jspecify.annotations.Nullable;

/** An expression that evaluates itself in a frame. */
abstract class ExpressionNode {
    /** The value; of several values the first, of none nil. */
    abstract @Nullable Object execute(Frame f);

    /** All values, in the result form of {@link eco.lua.LuaFunction}; the same as {@link #execute} but for calls and {@code ...}. */
    @Nullable
    Object executeAll(Frame f) {
        return execute(f);
    }

    /** Whether the value is true. Comparisons answer without making a Boolean. */
    boolean test(Frame f) {
        Object value = execute(f);
        return value != null && value != Boolean.FALSE;
    }

    /**
     * Where the value is to be found without a dispatch, which costs more than the variable: the slot of a plain local variable,
     * or minus two less the index of an upvalue, or -1 for anything else. Parents keep it and read through {@link #value}.
     */
    int slot() {
        return -1;
    }

    /** The value of an operand whose {@link #slot} is kept by its parent. */
    static @Nullable Object value(Frame f, int slot, ExpressionNode operand) {
        if (slot >= 0) {
            return f.slots[slot];
        }
        return slot == -1 ? operand.execute(f) : f.upvalues[-2 - slot].value;
    }

    /** True for what may give more or fewer values than one. */
    boolean isOpen() {
        return false;
    }
}
