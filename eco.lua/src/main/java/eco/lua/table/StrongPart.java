package eco.lua.table;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * The hash part of an ordinary table: open addressing with linear probing, each key beside its value.
 *
 * <p>A deleted entry keeps its key as a tombstone, so that a traversal can go on from it. If the key is an object, the
 * tombstone holds it weakly: deletion must not keep it alive. Tombstones go when the part is rebuilt.
 */
public final class StrongPart extends HashPart {
    private final @Nullable Object[] entries;
    private final int shift;
    private int free;

    /** A part with room for so many keys. */
    public StrongPart(int keys) {
        int capacity = 4;
        while (room(capacity) < keys) {
            capacity = Allocation.checked(2L * capacity);
        }
        entries = Allocation.array(2L * capacity);
        shift = 32 - Integer.numberOfTrailingZeros(capacity);
        free = room(capacity);
    }

    private static int room(int capacity) {
        return capacity - (capacity >> 2);
    }

    @Override
    public @Nullable Object get(Object key) {
        int i = locate(key);
        return i < 0 ? null : entries[i + 1];
    }

    @Override
    public @Nullable Object get(long key) {
        int i = locate(key);
        return i < 0 ? null : entries[i + 1];
    }

    @Override
    public boolean replace(long key, @Nullable Object value) {
        int i = locate(key);
        if (i < 0) {
            return false;
        }
        entries[i + 1] = value;
        return true;
    }

    @Override
    public boolean replace(Object key, @Nullable Object value) {
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

    @Override
    public int find(Object key) {
        return locate(key) >> 1;
    }

    @Override
    public int positions() {
        return entries.length >> 1;
    }

    @Override
    public @Nullable Object keyAt(int position) {
        return entries[2 * position];
    }

    @Override
    public @Nullable Object valueAt(int position) {
        return entries[2 * position + 1];
    }

    @Override
    public int next(int position) {
        for (int i = 2 * position; i < entries.length; i += 2) {
            if (entries[i + 1] != null) {
                return i >> 1;
            }
        }
        return -1;
    }

    private int locate(long key) {
        for (int i = start(Long.hashCode(key)); ; i = following(i)) {
            Object found = entries[i];
            if (found == null) {
                return -1;
            }
            if (found instanceof Long l && l == key) {
                return i;
            }
        }
    }

    private int locate(Object key) {
        if (key instanceof Long l) {
            return locate(l.longValue());
        }
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

    /** True for keys that are equal by value; those of other tables' parts are strings too. */
    static boolean isValue(Object key) {
        return key instanceof Long || key instanceof Double || key instanceof Boolean;
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
