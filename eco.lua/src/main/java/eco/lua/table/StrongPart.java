package eco.lua.table;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * The hash part of an ordinary table: integer keys in a part of their own, all others here, each beside its value, with open
 * addressing and linear probing. Either half is made when it is needed.
 *
 * <p>A deleted entry keeps its key as a tombstone, so that a traversal can go on from it. If the key is an object, the
 * tombstone holds it weakly: deletion must not keep it alive. Tombstones go when the part is rebuilt.
 */
public final class StrongPart extends HashPart {
    /** Two positions, since a shift cannot make all hashes one. */
    private static final Object[] NONE = {null, null, null, null};

    private final @Nullable IntegerPart integers;
    private final int integerPositions;
    private final @Nullable Object[] entries;
    private final int shift;
    private int free;

    /** A part with room for so many integer and other keys. */
    public StrongPart(int integerKeys, int otherKeys) {
        integers = integerKeys == 0 ? null : new IntegerPart(integerKeys);
        integerPositions = integers == null ? 0 : integers.positions();
        if (otherKeys == 0) {
            entries = NONE;
            shift = 31;
            return;
        }
        int capacity = capacity(otherKeys);
        entries = Allocation.array(2L * capacity);
        shift = 32 - Integer.numberOfTrailingZeros(capacity);
        free = room(capacity);
    }

    /** The power of two that has room for so many keys. */
    static int capacity(int keys) {
        int capacity = 4;
        while (room(capacity) < keys) {
            capacity = Allocation.checked(2L * capacity);
        }
        return capacity;
    }

    /** How many of so many positions may be used. */
    static int room(int capacity) {
        return capacity - (capacity >> 2);
    }

    @Override
    public @Nullable Object get(Object key) {
        if (key instanceof Long l) {
            return get(l.longValue());
        }
        int i = locate(key);
        return i < 0 ? null : entries[i + 1];
    }

    @Override
    public @Nullable Object get(long key) {
        return integers == null ? null : integers.get(key);
    }

    @Override
    public boolean replace(long key, @Nullable Object value) {
        return integers != null && integers.replace(key, value);
    }

    @Override
    public boolean replace(Object key, @Nullable Object value) {
        if (key instanceof Long l) {
            return replace(l.longValue(), value);
        }
        int i = locate(key);
        if (i < 0) {
            return false;
        }
        if (value == null) {
            if (entries[i + 1] != null && !isValue(key)) {
                entries[i] = new Tombstone(key);
            }
        } else if (entries[i + 1] == null) {
            entries[i] = key;
        }
        entries[i + 1] = value;
        return true;
    }

    @Override
    public boolean add(Object key, Object value) {
        if (key instanceof Long l) {
            return add(l.longValue(), value);
        }
        if (free == 0) {
            return false;
        }
        free--;
        int i = start(hash(key));
        while (entries[i] != null) {
            i = following(i);
        }
        entries[i] = key;
        entries[i + 1] = value;
        return true;
    }

    /** As {@link #add(Object, Object)}, without boxing the key. */
    public boolean add(long key, Object value) {
        return integers != null && integers.add(key, value);
    }

    @Override
    public int find(Object key) {
        if (key instanceof Long l) {
            return integers == null ? -1 : integers.find(l);
        }
        int i = locate(key);
        return i < 0 ? -1 : integerPositions + (i >> 1);
    }

    @Override
    public int integerPositions() {
        return integerPositions;
    }

    @Override
    public long integerAt(int position) {
        return integers == null ? 0 : integers.keyAt(position);
    }

    @Override
    public int positions() {
        return integerPositions + (entries.length >> 1);
    }

    @Override
    public @Nullable Object keyAt(int position) {
        return position < integerPositions ? (Object) integerAt(position) : entries[2 * (position - integerPositions)];
    }

    @Override
    public @Nullable Object valueAt(int position) {
        return integers != null && position < integerPositions
                ? integers.valueAt(position)
                : entries[2 * (position - integerPositions) + 1];
    }

    @Override
    public int next(int position) {
        int i = position;
        if (integers != null) {
            for (; i < integerPositions; i++) {
                if (integers.valueAt(i) != null) {
                    return i;
                }
            }
        }
        for (int at = 2 * (i - integerPositions) + 1; at < entries.length; at += 2) {
            if (entries[at] != null) {
                return integerPositions + (at >> 1);
            }
        }
        return -1;
    }

    private int locate(Object key) {
        boolean byValue = isValue(key);
        for (int i = start(hash(key)); ; i = following(i)) {
            Object found = entries[i];
            if (found == null) {
                return -1;
            }
            if (found == key
                    || (byValue
                            ? found.equals(key)
                            : found instanceof Tombstone tombstone && tombstone.refersTo(key))) {
                return i;
            }
        }
    }

    private int start(int hash) {
        return hash * 0x9e3779b9 >>> shift << 1;
    }

    private int following(int i) {
        return i + 2 & entries.length - 1;
    }

    /** True for keys that are equal by value; integers and strings are elsewhere. */
    private static boolean isValue(Object key) {
        return key instanceof Double || key instanceof Boolean;
    }

    private static int hash(Object key) {
        return isValue(key) ? key.hashCode() : System.identityHashCode(key);
    }

    private static final class Tombstone extends WeakReference<Object> {
        Tombstone(Object key) {
            super(key);
        }
    }
}
