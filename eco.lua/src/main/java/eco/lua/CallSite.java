package eco.lua;

import org.jspecify.annotations.Nullable;

/** A place in Lua source at which a call is made or an operation can fail. */
public interface CallSite {
    /** The source line, from 1. */
    int line();

    /**
     * What the source calls the function called here: {@code global}, {@code local}, {@code method}, {@code field},
     * {@code upvalue}, {@code metamethod}, {@code for iterator}, or null when it has no name.
     */
    @Nullable String calleeKind();

    /** The name that goes with {@link #calleeKind}, or null. */
    @Nullable String calleeName();
}
