package eco.lua.lib.order;

import org.jspecify.annotations.Nullable;

/** An order of Lua values, as the argument of {@code table.sort} states it. */
@FunctionalInterface
public interface Order {
    /** True if {@code a} must come before {@code b}. */
    boolean less(@Nullable Object a, @Nullable Object b);
}
