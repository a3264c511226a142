package eco.lua.table;

import org.jspecify.annotations.Nullable;

/**
 * The part of a table that takes any key. Keys arrive normalised: a float with an integer value is a Long, and a key is
 * neither nil nor NaN. Long, Double, LuaString and Boolean are equal by value, everything else by identity.
 *
 * <p>Entries stand at positions that do not move until a new key is added, so that a traversal may delete as it goes.
 */
public abstract class HashPart {
    /** For subclasses. */
    protected HashPart() {}

    /** The value, or null. */
    public abstract @Nullable Object get(Object key);

    /** The value at an integer key, or null. */
    public abstract @Nullable Object get(long key);

    /** Replaces the value of a key that has a position, deleted or not; false if the key has none. */
    public abstract boolean replace(Object key, @Nullable Object value);

    /** The same for an integer key, without boxing it. */
    public abstract boolean replace(long key, @Nullable Object value);

    /** Adds a key that has no position; false if there is no room without rebuilding. */
    public abstract boolean add(Object key, Object value);

    /** The position of a key, deleted or not; -1 if it has none. */
    public abstract int find(Object key);

    /** Positions below this are for integer keys, the others for all others; 0 if they are not told apart. */
    public int integerPositions() {
        return 0;
    }

    /** The integer key at a position below {@link #integerPositions} that has a value. */
    public long integerAt(int position) {
        throw new IndexOutOfBoundsException(position);
    }

    /** Number of positions, used or not. */
    public abstract int positions();

    /** The key at a position that {@link #next} gave. */
    public abstract @Nullable Object keyAt(int position);

    /** The value at a position, or null when nothing is there (any more). */
    public abstract @Nullable Object valueAt(int position);

    /** The first position with an entry, from {@code position} on; -1 at the end. */
    public abstract int next(int position);
}
