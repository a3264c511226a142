package eco.lua;

import org.jspecify.annotations.Nullable;

/** The home of a local variable that an inner function uses: shared by the frame and every closure that captured it. */
public final class Cell {
    /** The variable's value. */
    public @Nullable Object value;

    /** A cell with its first value. */
    public Cell(@Nullable Object value) {
        this.value = value;
    }
}
