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
     * The slot of a plain local variable, or -1. A parent that keeps it reads its operand through {@link #value}: most
     * operands are locals, and a dispatch costs more than the variable.
     */
    int slot() {
        return -1;
    }

    /** The value of an operand whose {@link #slot} is kept by its parent. */
    static @Nullable Object value(Frame f, int slot, ExpressionNode operand) {
        return slot >= 0 ? f.slots[slot] : operand.execute(f);
    }

    /** True for what may give more or fewer values than one. */
    boolean isOpen() {
        return false;
    }
}
