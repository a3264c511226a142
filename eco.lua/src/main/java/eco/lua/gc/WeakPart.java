package eco.lua.gc;

import eco.lua.LuaString;
import eco.lua.table.Allocation;
import eco.lua.table.HashPart;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * The hash part of a weak table, which has no other part: entries of every kind of key stand here.
 *
 * <p>An object that is a weak key is held by a {@link KeyReference} (or, where the value is strong, by an {@link Ephemeron});
 * an object that is a weak value by a {@link ValueReference}. Strings, numbers and booleans are values, held as they are. A
 * cleared entry is absent at once. What is left of it goes when the runtime's thread takes the reference off the queue, but
 * its position stays until the part is rebuilt, as that of a deleted entry does, for traversals under way.
 */
public final class WeakPart extends HashPart {
    /** Stands for a value that hangs on its key. */
    private static final Object ON_KEY = new Object();

    private final WeakMode mode;
    private final ReferenceQueue<Object> queue;
    private @Nullable Object[] entries = new Object[8];
    private int shift = 30;
    private int free = 3;
    /** The entry that a traversal stands at, held strongly between {@code next} and {@code valueAt}, or none. */
    private int visited = -1;

    private @Nullable Object visitedKey;
    private @Nullable Object visitedValue;

    /** An empty part that looks after itself: what is left of cleared entries goes when a key is added. */
    public WeakPart(WeakMode mode) {
        this(mode, new ReferenceQueue<>());
    }

    /** An empty part; the queue is where its cleared references arrive. */
    WeakPart(WeakMode mode, ReferenceQueue<Object> queue) {
        this.mode = mode;
        this.queue = queue;
    }

    /** An empty part with another mode and the same queue. */
    public WeakPart another(WeakMode other) {
        return new WeakPart(other, queue);
    }

    /** What is weak in it. */
    public WeakMode mode() {
        return mode;
    }

    @Override
    public @Nullable Object get(Object key) {
        int i = locate(key);
        return i < 0 ? null : value(i);
    }

    @Override
    public @Nullable Object get(long key) {
        return get((Object) key);
    }

    @Override
    public boolean replace(long key, @Nullable Object value) {
        return replace((Object) key, value);
    }

    @Override
    public boolean replace(Object key, @Nullable Object value) {
        int i = locate(key);
        if (i < 0) {
            return false;
        }
        if (value == null) {
            clear(i);
        } else if (entries[i + 1] == ON_KEY && ephemeron(i) instanceof Ephemeron ephemeron) {
            ephemeron.value = value;
        } else {
            place(i, key, value);
        }
        return true;
    }

    /** Adds a key, rebuilding as needed: there is always room. */
    @Override
    public boolean add(Object key, Object value) {
        expunge(queue);
        if (free == 0) {
            rebuild();
        }
        free--;
        int i = start(hash(key));
        while (entries[i] != null) {
            i = following(i);
        }
        place(i, key, value);
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
    public int next(int position) {
        for (int i = 2 * position; i < entries.length; i += 2) {
            Object value = value(i);
            Object key = value == null ? null : key(i);
            if (key != null) {
                visited = i >> 1;
                visitedKey = key;
                visitedValue = value;
                return visited;
            }
        }
        forgetVisit();
        return -1;
    }

    @Override
    public @Nullable Object keyAt(int position) {
        return visited == position ? visitedKey : key(2 * position);
    }

    @Override
    public @Nullable Object valueAt(int position) {
        Object value = visited == position ? visitedValue : value(2 * position);
        forgetVisit();
        return value;
    }

    private void forgetVisit() {
        visited = -1;
        visitedKey = null;
        visitedValue = null;
    }

    /** Clears the entries whose references have arrived. On the runtime's thread only. Returns the bytes of their string keys. */
    static long expunge(ReferenceQueue<Object> queue) {
        long bytes = 0;
        for (Reference<?> dead = queue.poll(); dead != null; dead = queue.poll()) {
            bytes += expunge(dead);
        }
        return bytes;
    }

    /** Clears the entry of one reference that has arrived. Returns the bytes of a string key that is gone with it. */
    static long expunge(Reference<?> dead) {
        switch (dead) {
            case Ephemeron ephemeron -> ephemeron.untie();
            case KeyReference key -> key.part.drop(key, null);
            case ValueReference value -> {
                value.part.drop(value.key, value);
                return value.key instanceof LuaString key ? key.length() : 0;
            }
            default -> {}
        }
        return 0;
    }

    /** Puts back a finalizable object's entry, which the JVM cleared before the finalizer may look at it. */
    void restore(Ephemeron ephemeron) {
        Object value = ephemeron.value;
        if (value != null && locate(ephemeron.key) < 0) {
            ephemeron.untie();
            add(ephemeron.key, value);
        }
    }

    /** Clears the entry of a stored key if it still has that value. */
    private void drop(Object storedKey, @Nullable ValueReference value) {
        for (int i = start(hash(storedKey)); entries[i] != null; i = following(i)) {
            if (entries[i] == storedKey || storedKey instanceof LuaString && storedKey.equals(entries[i])) {
                if (value == null || entries[i + 1] == value) {
                    clear(i);
                }
                return;
            }
        }
    }

    private void clear(int i) {
        Object key = entries[i];
        if (entries[i + 1] == ON_KEY && ephemeron(i) instanceof Ephemeron ephemeron) {
            entries[i] = new KeyReference(ephemeron.key, this, null, true);
            ephemeron.untie();
        } else if (key != null && !(key instanceof KeyReference) && !isSmall(key)) {
            entries[i] = new KeyReference(key, this, null, true);
        }
        entries[i + 1] = null;
    }

    private void place(int i, Object key, Object value) {
        if (mode.keys && !isValue(key)) {
            if (!mode.values && key instanceof Collectable owner) {
                entries[i] = new KeyReference(new Ephemeron(owner, value, this, queue), this, queue, hash(key));
                entries[i + 1] = ON_KEY;
                return;
            }
            if (!(entries[i] instanceof KeyReference existing) || existing.tombstone || !existing.refersTo(key)) {
                entries[i] = new KeyReference(key, this, queue, false);
            }
        } else {
            entries[i] = key;
        }
        Object stored = entries[i];
        entries[i + 1] = mode.values && !isValue(value) && stored != null
                ? new ValueReference(value, this, stored, queue)
                : value;
    }

    private void rebuild() {
        @Nullable Object[] old = entries;
        int live = 0;
        for (int i = 0; i < old.length; i += 2) {
            if (value(i) != null) {
                live++;
            }
        }
        int capacity = 4;
        while (capacity - (capacity >> 2) <= live + (live >> 2)) {
            capacity = Allocation.checked(2L * capacity);
        }
        @Nullable Object[] fresh = Allocation.array(2L * capacity);
        shift = 32 - Integer.numberOfTrailingZeros(capacity);
        free = capacity - (capacity >> 2);
        for (int i = 0; i < old.length; i += 2) {
            Object key = old[i];
            if (key == null || value(old, i) == null) {
                continue;
            }
            int to = start(hash(key));
            while (fresh[to] != null) {
                to = to + 2 & fresh.length - 1;
            }
            fresh[to] = key;
            fresh[to + 1] = old[i + 1];
            free--;
        }
        entries = fresh;
    }

    private @Nullable Object key(int i) {
        Object key = entries[i];
        if (key instanceof KeyReference reference) {
            Object referent = reference.get();
            return referent instanceof Ephemeron ephemeron ? ephemeron.key : referent;
        }
        return key;
    }

    private @Nullable Object value(int i) {
        return value(entries, i);
    }

    private static @Nullable Object value(@Nullable Object[] entries, int i) {
        Object value = entries[i + 1];
        if (value == ON_KEY) {
            return entries[i] instanceof KeyReference key && key.get() instanceof Ephemeron e ? e.value : null;
        }
        if (value != null && entries[i] instanceof KeyReference key && key.refersTo(null)) {
            return null;
        }
        return value instanceof ValueReference reference ? reference.get() : value;
    }

    private @Nullable Ephemeron ephemeron(int i) {
        return entries[i] instanceof KeyReference key && key.get() instanceof Ephemeron e ? e : null;
    }

    private int locate(Object key) {
        boolean byValue = isValue(key);
        for (int i = start(hash(key)); ; i = following(i)) {
            Object found = entries[i];
            if (found == null) {
                return -1;
            }
            if (found == key
                    || byValue && found.equals(key)
                    || found instanceof KeyReference reference && reference.isOf(key, byValue)) {
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

    private static boolean isValue(Object object) {
        return object instanceof LuaString || isSmall(object);
    }

    private static boolean isSmall(Object object) {
        return object instanceof Long || object instanceof Double || object instanceof Boolean;
    }

    private static int hash(Object key) {
        if (key instanceof KeyReference reference) {
            return reference.hash;
        }
        return isValue(key) ? key.hashCode() : System.identityHashCode(key);
    }

    /** A weak key, the way to an entry that hangs on its key, or the tombstone of a key that was deleted. */
    private static final class KeyReference extends WeakReference<Object> {
        final WeakPart part;
        final int hash;
        final boolean tombstone;

        KeyReference(Object key, WeakPart part, @Nullable ReferenceQueue<Object> queue, boolean tombstone) {
            super(key, queue);
            this.part = part;
            this.hash = WeakPart.hash(key);
            this.tombstone = tombstone;
        }

        KeyReference(Ephemeron ephemeron, WeakPart part, ReferenceQueue<Object> queue, int hash) {
            super(ephemeron, queue);
            this.part = part;
            this.hash = hash;
            this.tombstone = false;
        }

        boolean isOf(Object key, boolean byValue) {
            Object referent = get();
            return referent == key
                    || referent instanceof Ephemeron ephemeron && ephemeron.key == key
                    || byValue && referent != null && referent.equals(key);
        }
    }

    /** A weak value. */
    private static final class ValueReference extends WeakReference<Object> {
        final WeakPart part;
        /** The key as it is stored. */
        final Object key;

        ValueReference(Object value, WeakPart part, Object key, ReferenceQueue<Object> queue) {
            super(value, queue);
            this.part = part;
            this.key = key;
        }
    }
}
