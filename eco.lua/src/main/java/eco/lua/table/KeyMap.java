package eco.lua.table;

import eco.lua.LuaString;
import java.util.Arrays;

/**
 * An append-only map from string keys to positions 0, 1, 2, ... in order of addition.
 *
 * <p>Since nothing is ever removed or moved, the first n keys of a map are a map of their own: a whole chain of shapes, each
 * with one key more than the last, shares one of these and costs no more than its longest member.
 *
 * <p>The index is open addressing over ints. An entry holds {@code position + 1} in its low bits and the rest of the key's
 * hash above, so that a miss is almost always decided without looking at a key.
 */
final class KeyMap {
    private static final int[] EMPTY_INDEX = {0};
    private static final LuaString[] NO_KEYS = {};

    private LuaString[] keys = NO_KEYS;
    private int[] index = EMPTY_INDEX;
    private int size;

    KeyMap() {}

    /** A map with room for so many keys. */
    KeyMap(int capacity) {
        if (capacity > 0) {
            keys = new LuaString[capacity];
            index = new int[indexSize(capacity)];
        }
    }

    int size() {
        return size;
    }

    LuaString keyAt(int position) {
        return keys[position];
    }

    /** The key's position, or -1. */
    int find(LuaString key) {
        int[] entries = index;
        int mask = entries.length - 1;
        int hash = spread(key.hashCode());
        for (int i = hash & mask; ; i = (i + 1) & mask) {
            int entry = entries[i];
            if (entry == 0) {
                return -1;
            }
            if (((entry ^ hash) & ~mask) == 0) {
                int position = (entry & mask) - 1;
                LuaString found = keys[position];
                if (found == key || found.equals(key)) {
                    return position;
                }
            }
        }
    }

    /** Adds a key that is not there yet; its position is the size before. */
    void append(LuaString key) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, Allocation.checked(Allocation.grown(size)));
        }
        if (2 * (size + 1) > index.length) {
            reindex(indexSize(size + 1));
        }
        keys[size] = key;
        place(index, key, size);
        size++;
    }

    /** A map of the first {@code count} keys, with room for one more. */
    KeyMap prefix(int count) {
        KeyMap copy = new KeyMap(count + 1);
        for (int i = 0; i < count; i++) {
            copy.append(keys[i]);
        }
        return copy;
    }

    private void reindex(int length) {
        int[] fresh = new int[Allocation.checked(length)];
        for (int i = 0; i < size; i++) {
            place(fresh, keys[i], i);
        }
        index = fresh;
    }

    private static void place(int[] entries, LuaString key, int position) {
        int mask = entries.length - 1;
        int hash = spread(key.hashCode());
        int i = hash & mask;
        while (entries[i] != 0) {
            i = (i + 1) & mask;
        }
        entries[i] = hash & ~mask | position + 1;
    }

    /** At most half full, so that a miss is short. */
    private static int indexSize(int keys) {
        return Math.max(4, Integer.highestOneBit(Math.max(1, Allocation.checked(2L * keys) - 1)) << 1);
    }

    private static int spread(int hash) {
        int h = hash * 0x9e3779b9;
        return h ^ h >>> 15;
    }
}
