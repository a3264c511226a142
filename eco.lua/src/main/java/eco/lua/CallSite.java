package eco.lua;

import org.jspecify.annotations.Nullable;

/**
 * A place in Lua source at which a call is made or an operation can fail. A frame's {@link Frame#site} is set just before
 * either happens, so names and lines cost nothing while all goes well.
 */
public interface CallSite {
    /** The source line, from 1. */
    int line();

    /**
     * What the source calls the function called here: {@code global}, {@code local}, {@code method}, {@code field},
     * {@code upvalue}, {@code metamethod}, {@code for iterator}, or null when it has no name.
     */
    @Nullable
    String calleeKind();

    /** The name that goes with {@link #calleeKind}, or null. */
    @Nullable
    String calleeName();

    /**
     * What the source calls an operand of the operation made here, such as {@code local 'x'}; null when it has no name.
     * {@code index} is 0 for the left or only operand (the indexed object), 1 for the right one.
     */
    default @Nullable String operand(int index) {
        return null;
    }
}
