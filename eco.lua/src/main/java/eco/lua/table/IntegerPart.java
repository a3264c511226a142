package eco.lua.table;

import org.jspecify.annotations.Nullable;

/**
 * The integer keys of a hash part, unboxed: open addressing with linear probing over keys beside values. A position without
 * a value was never used; a deleted one keeps its key.
 */
final class IntegerPart {
    private static final Object DELETED = new Object();

    private final long[] keys;
    private final @Nullable Object[] values;
    private final int shift;
    private int free;

    /** A part with room for so many keys. */
    IntegerPart(int count) {
        int capacity = StrongPart.capacity(count);
        values = Allocation.array(capacity);
        keys = Allocation.longs(capacity);
        shift = 32 - Integer.numberOfTrailingZeros(capacity);
        free = StrongPart.room(capacity);
    }

    @Nullable
    Object get(long key) {
        int i = find(key);
        return i < 0 ? null : valueAt(i);
    }

    boolean replace(long key, @Nullable Object value) {
        int i = find(key);
        if (i < 0) {
            return false;
        }
        values[i] = value == null ? DELETED : value;
        return true;
    }

    boolean add(long key, Object value) {
        if (free == 0) {
            return false;
        }
        free--;
        int i = start(key);
        while (values[i] != null) {
            i = i + 1 & values.length - 1;
        }
        keys[i] = key;
        values[i] = value;
        return true;
    }

    int find(long key) {
        int i = start(key);
        while (values[i] != null) {
            if (keys[i] == key) {
                return i;
            }
            i = i + 1 & values.length - 1;
        }
        return -1;
    }

    int positions() {
        return values.length;
    }

    long keyAt(int position) {
        return keys[position];
    }

    @Nullable
    Object valueAt(int position) {
        Object value = values[position];
        return value == DELETED ? null : value;
    }

    private int start(long key) {
        return (int) (key ^ key >>> 32) * 0x9e3779b9 >>> shift;
    }
}
