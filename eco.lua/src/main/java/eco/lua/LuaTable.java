package eco.lua;

import eco.lua.gc.Collectable;
import eco.lua.gc.Collector;
import eco.lua.gc.WeakMode;
import eco.lua.gc.WeakPart;
import eco.lua.table.Allocation;
import eco.lua.table.ArraySizing;
import eco.lua.table.Border;
import eco.lua.table.HashPart;
import eco.lua.table.Shape;
import eco.lua.table.StrongPart;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A Lua table. All access here is raw; metamethods are honoured by {@code eco.lua.runtime.Indexing}.
 *
 * <p>It has three parts. Integer keys 1 to n live in the <b>array</b> of length n, whether or not they have a value. String
 * keys live in <b>slots</b>; the {@link Shape} says which key has which slot, and sites that have seen a shape go straight
 * to the slot. All other keys live in the <b>hash</b> part, which most tables lack.
 *
 * <p><b>Invariants.</b> A key has one place: no integer from 1 to {@code array.length} is in the hash part, and no string
 * is, unless the table is weak. Null stands for no value everywhere. Deletion never moves anything: only a new key does, so a traversal may delete as it
 * goes. The array is at least half full when it grows, and is resized when the hash part has to be rebuilt, to the largest
 * n such that more than half of 1 to n are in use.
 *
 * <p><b>Order of entries</b>, for {@link #nextIndex}: array, slots, hash part, numbered through.
 */
@SuppressWarnings("exports")
public final class LuaTable extends Collectable {
    private static final Object[] EMPTY = {};
    private static final int WEAK = 1 << 31;

    private @Nullable Object[] array = EMPTY;
    private @Nullable Object[] slots = EMPTY;
    private Shape shape;
    private @Nullable HashPart hash;
    private @Nullable LuaTable metatable;
    /** Where the last border in the array was found; a place to start the next search. */
    private int border;
    /**
     * As a metatable: bit n is set if this table is known to lack the key of metamethod n; any new key clears them all. The
     * sign bit is set in a weak table, whose entries are all in the hash part.
     */
    private int bits;

    /** An empty table. */
    public LuaTable() {
        this.shape = Shape.NONE;
    }

    /** An empty table with room for so many array items and string fields. */
    public LuaTable(int arrayCapacity, int fieldCapacity) {
        this(Shape.NONE, arrayCapacity, fieldCapacity);
    }

    /**
     * An empty table that grows from a runtime's root shape ({@link LuaRuntime#rootShape}), with room for so many array
     * items and string fields. Tables made so share their shapes; those of the other constructors are dictionaries.
     */
    @SuppressWarnings("exports")
    public LuaTable(Shape root, int arrayCapacity, int fieldCapacity) {
        this.shape = root;
        if (arrayCapacity > 0) {
            array = Allocation.array(arrayCapacity);
        }
        if (fieldCapacity > 0) {
            slots = Allocation.array(fieldCapacity);
        }
    }

    /**
     * A table of the given shared shape and slots (at least {@code shape.count()}, null for a key without value) and array items
     * from key 1. It takes ownership of both arrays.
     */
    @SuppressWarnings("exports")
    public LuaTable(Shape shape, @Nullable Object[] slots, @Nullable Object[] array) {
        this.shape = shape;
        this.slots = slots;
        this.array = array;
    }

    /** The value at {@code key}, or null. */
    public @Nullable Object get(@Nullable Object key) {
        if (key instanceof LuaString s) {
            return get(s);
        }
        if (key instanceof Long l) {
            return get(l.longValue());
        }
        if (key instanceof Double d && isIntegral(d)) {
            return get((long) d.doubleValue());
        }
        return hash == null || key == null ? null : hash.get(key);
    }

    /** The value at a string key, or null. */
    public @Nullable Object get(LuaString key) {
        int slot = shape.find(key);
        return slot >= 0 ? slots[slot] : bits < 0 && hash != null ? hash.get(key) : null;
    }

    /** The value at an integer key, or null. */
    public @Nullable Object get(long key) {
        long i = key - 1;
        if (i >= 0 && i < array.length) {
            return array[(int) i];
        }
        return hash == null ? null : hash.get(key);
    }

    /** The value at a text key (UTF-8), or null; for Java callers. */
    public @Nullable Object get(String key) {
        return get(LuaString.of(key));
    }

    /**
     * Sets or, with a null value, removes.
     *
     * @throws IllegalArgumentException with the reference's text if the key is nil or NaN
     * @throws LuaError "not enough memory"
     */
    public void put(@Nullable Object key, @Nullable Object value) {
        if (key instanceof LuaString s) {
            int slot = shape.find(s);
            if (slot >= 0) {
                slots[slot] = value;
            } else if (value != null || bits < 0) {
                addField(s, value, true);
            }
            return;
        }
        if (key instanceof Long l) {
            put(l.longValue(), value);
            return;
        }
        if (key == null) {
            throw new IllegalArgumentException("table index is nil");
        }
        if (key instanceof Double d) {
            if (isIntegral(d)) {
                put((long) d.doubleValue(), value);
                return;
            }
            if (d.isNaN()) {
                throw new IllegalArgumentException("table index is NaN");
            }
        }
        if ((hash == null || !hash.replace(key, value)) && value != null) {
            add(key, value);
        }
    }

    /** Sets a string key that is a constant of the program. */
    public void put(LuaString key, @Nullable Object value) {
        int slot = shape.find(key);
        if (slot >= 0) {
            slots[slot] = value;
        } else if (value != null || bits < 0) {
            addField(key, value, false);
        }
    }

    /** Sets an integer key. */
    public void put(long key, @Nullable Object value) {
        long i = key - 1;
        if (i >= 0 && i < array.length) {
            array[(int) i] = value;
        } else if ((hash == null || !hash.replace(key, value)) && value != null) {
            addInteger(key, value);
        }
    }

    /** Sets a text key (UTF-8); for Java callers. */
    public void put(String key, @Nullable Object value) {
        put(LuaString.of(key), value);
    }

    /** True if the float is an integer key: it has an integer value that a long can hold. 2^63 rounds to one and is none. */
    private static boolean isIntegral(double key) {
        long integer = (long) key;
        return (double) integer == key && integer != Long.MAX_VALUE;
    }

    // ---- fields: what a site needs that remembers shapes ----

    /** Which string keys there are, and in which slots. */
    @SuppressWarnings("exports")
    public Shape shape() {
        return shape;
    }

    /** The value in a slot, which the current shape must have; null if its key was deleted. */
    public @Nullable Object slot(int slot) {
        return slots[slot];
    }

    /** Replaces the value in a slot, which the current shape must have. */
    public void slot(int slot, @Nullable Object value) {
        slots[slot] = value;
    }

    /** Adds a field: {@code next} must be {@code shape().with(key, ...)}, which is shared. */
    @SuppressWarnings("exports")
    public void addSlot(Shape next, Object value) {
        int slot = next.count() - 1;
        if (slot >= slots.length) {
            slots = Allocation.resized(slots, slot, Allocation.grown(slot));
        }
        slots[slot] = value;
        shape = next;
        bits = 0;
    }

    private void addField(LuaString key, @Nullable Object value, boolean computed) {
        if (isWeak()) {
            bits = WEAK;
            if ((hash == null || !hash.replace(key, value)) && value != null) {
                add(key, value);
            }
            return;
        }
        if (value == null) {
            return;
        }
        if (shape.isShared()) {
            Shape next = shape.with(key, computed);
            if (next != null) {
                addSlot(next, value);
                return;
            }
            rebuildFields(shape.count() + 1);
        } else if (shape == Shape.NONE) {
            shape = Shape.dictionary(Math.max(3, slots.length));
        }
        int count = shape.count();
        if (count >= slots.length) {
            rebuildFields(count + 1);
            count = shape.count();
        }
        slots[count] = value;
        shape.append(key);
        bits = 0;
    }

    /** Makes room for one more field in a dictionary shape: without its deleted keys if those are many. */
    private void rebuildFields(int wanted) {
        int count = shape.count();
        int live = 0;
        for (int i = 0; i < count; i++) {
            if (slots[i] != null) {
                live++;
            }
        }
        if (!shape.isShared() && live > count - (count >> 2)) {
            slots = Allocation.resized(slots, count, Allocation.grown(wanted));
            return;
        }
        Object[] fresh = Allocation.array(Allocation.grown(live + 1));
        Shape dictionary = Shape.dictionary(fresh.length);
        for (int i = 0; i < count; i++) {
            if (slots[i] != null) {
                fresh[dictionary.count()] = slots[i];
                dictionary.append(shape.keyAt(i));
            }
        }
        shape = dictionary;
        slots = fresh;
    }

    // ---- the array and integer keys ----

    private void addInteger(long key, Object value) {
        if (!isWeak() && key == array.length + 1L && mayGrow()) {
            int length = array.length;
            growArray(length == 0 ? 4 : length < 1 << 20 ? 2L * length : length + (length >> 1));
            array[length] = value;
        } else {
            add(key, value);
        }
    }

    private boolean mayGrow() {
        int used = 0;
        for (Object value : array) {
            if (value != null) {
                used++;
            }
        }
        return 2L * used >= array.length;
    }

    /** Lengthens the array and takes what now belongs there from the hash part. */
    private void growArray(long length) {
        int before = array.length;
        array = Allocation.resized(array, before, length);
        HashPart part = hash;
        if (part == null) {
            return;
        }
        for (int i = 0; i < part.integerPositions(); i++) {
            Object value = part.valueAt(i);
            long key = value == null ? 0 : part.integerAt(i);
            if (key > before && key <= array.length) {
                array[(int) (key - 1)] = value;
                part.replace(key, null);
            }
        }
    }

    private void add(Object key, Object value) {
        if (isWeak()) {
            bits = WEAK;
        }
        if (hash == null || !hash.add(key, value)) {
            rebuild(key);
            if (key instanceof Long l && l > 0 && l <= array.length) {
                array[(int) (l - 1)] = value;
            } else if (hash == null || !hash.add(key, value)) {
                throw new IllegalStateException("no room in a rebuilt table");
            }
        }
    }

    /** Rebuilds array and hash part so that {@code key}, which is new, has room in one of them. */
    private void rebuild(Object key) {
        int length = ArraySizing.best(array, hash, key);
        @Nullable Object[] old = array;
        HashPart part = hash;
        int integers = key instanceof Long l && !belongs(l, length) ? 1 : 0;
        int others = key instanceof Long ? 0 : 1;
        for (int i = length; i < old.length; i++) {
            if (old[i] != null) {
                integers++;
            }
        }
        int integerPositions = part == null ? 0 : part.integerPositions();
        if (part != null) {
            for (int i = part.next(0); i >= 0; i = part.next(i + 1)) {
                if (i >= integerPositions) {
                    others++;
                } else if (!belongs(part.integerAt(i), length)) {
                    integers++;
                }
            }
        }
        StrongPart fresh =
                integers + others == 0 ? null : new StrongPart(integers + (integers >> 2), others + (others >> 2));
        if (length != old.length) {
            array = length == 0 ? EMPTY : Allocation.resized(old, Math.min(old.length, length), length);
        }
        hash = fresh;
        for (int i = length; i < old.length; i++) {
            if (fresh != null && old[i] != null) {
                fresh.add(i + 1L, old[i]);
            }
        }
        if (part == null) {
            return;
        }
        for (int i = part.next(0); i >= 0; i = part.next(i + 1)) {
            Object value = part.valueAt(i);
            if (i < integerPositions && belongs(part.integerAt(i), length)) {
                array[(int) (part.integerAt(i) - 1)] = value;
            } else if (fresh == null) {
                throw new IllegalStateException("no hash part for a key that needs one");
            } else if (i < integerPositions) {
                fresh.add(part.integerAt(i), value);
            } else {
                fresh.add(part.keyAt(i), value);
            }
        }
    }

    /** True if an integer key lives in an array of the given length. */
    private static boolean belongs(long key, int length) {
        return key > 0 && key <= length;
    }

    /** A border: what {@code #t} gives without metamethods. */
    public long length() {
        @Nullable Object[] a = array;
        int n = a.length;
        if (n > 0 && a[n - 1] == null) {
            border = Border.inside(a, Math.min(border, n));
            return border;
        }
        return hash == null ? n : Border.beyond(n, hash);
    }

    /** The array part itself: keys 1 to its length, null where there is no value. Valid until the next new key. */
    public @Nullable Object[] array() {
        return array;
    }

    /** Makes the array at least so long, for values to come. */
    public void reserve(int length) {
        if (length > array.length) {
            growArray(length);
        }
    }

    /** True if keys {@code from} to {@code to} all live in the array, so that {@link #array} may be used for them. */
    public boolean inArray(long from, long to) {
        return from >= 1 && to <= array.length;
    }

    /** Sets keys {@code first}, {@code first + 1}, ... to the values from {@code offset} on. Nulls are kept as nil. */
    public void putAll(long first, @Nullable Object[] values, int offset, int count) {
        if (count <= 0) {
            return;
        }
        if (first == array.length + 1L && first + count - 1 <= Allocation.MAX_LENGTH) {
            growArray(first + count - 1);
        }
        if (inArray(first, first + count - 1)) {
            System.arraycopy(values, offset, array, (int) (first - 1), count);
            return;
        }
        for (int i = 0; i < count; i++) {
            put(first + i, values[offset + i]);
        }
    }

    /**
     * Moves the values of {@code position} to {@code length} up by one and puts {@code value} at {@code position}, where
     * {@code length} is the table's border. False, with nothing done, if they are not all in the array.
     */
    public boolean insert(long position, long length, Object value) {
        if (position < 1 || position > length + 1 || length > array.length) {
            return false;
        }
        if (length == array.length) {
            if (position == length + 1) {
                put(position, value);
                return true;
            }
            put(length + 1, array[(int) length - 1]);
            if (length == array.length) {
                put(length + 1, null);
                return false;
            }
        }
        int p = (int) position - 1;
        System.arraycopy(array, p, array, p + 1, (int) length - p);
        array[p] = value;
        return true;
    }

    /**
     * Moves the values of {@code position + 1} to {@code length} down by one and clears {@code length}. False, with nothing done,
     * if they are not all in the array. The caller has read the value at {@code position} before.
     */
    public boolean remove(long position, long length) {
        if (position < 1 || position > length || length > array.length) {
            return false;
        }
        int p = (int) position - 1;
        int last = (int) length - 1;
        System.arraycopy(array, p + 1, array, p, last - p);
        array[last] = null;
        return true;
    }

    /** The values of keys {@code from} to {@code to}; {@code to - from} must be small enough for an array. */
    public @Nullable Object[] range(long from, long to) {
        int count = Allocation.checked(Math.max(0, to - from + 1));
        if (inArray(from, to)) {
            return Arrays.copyOfRange(array, (int) from - 1, (int) to);
        }
        @Nullable Object[] values = Allocation.array(count);
        for (int i = 0; i < count; i++) {
            values[i] = get(from + i);
        }
        return values;
    }

    // ---- traversal ----

    /** The index of the first entry after {@code index}, from -1 on; -1 at the end. Entries may be deleted between calls. */
    public int nextIndex(int index) {
        @Nullable Object[] a = array;
        int i = index + 1;
        for (; i < a.length; i++) {
            if (a[i] != null) {
                return i;
            }
        }
        @Nullable Object[] s = slots;
        int fields = shape.count();
        for (int slot = i - a.length; slot < fields; slot++) {
            if (s[slot] != null) {
                return a.length + slot;
            }
        }
        if (hash == null) {
            return -1;
        }
        int base = a.length + fields;
        int position = hash.next(Math.max(i, base) - base);
        return position < 0 ? -1 : base + position;
    }

    /** The key at an index that {@link #nextIndex} gave. */
    public @Nullable Object keyAt(int index) {
        int i = index - array.length;
        if (i < 0) {
            return index + 1L;
        }
        int fields = shape.count();
        return i < fields ? shape.keyAt(i) : hash == null ? null : hash.keyAt(i - fields);
    }

    /** The value at an index that {@link #nextIndex} gave, or null if it was deleted since. */
    public @Nullable Object valueAt(int index) {
        int i = index - array.length;
        if (i < 0) {
            return array[index];
        }
        int fields = shape.count();
        return i < fields ? slots[i] : hash == null ? null : hash.valueAt(i - fields);
    }

    /**
     * The index at which {@code key} stands, present or deleted; -1 for null, so that {@link #nextIndex} begins.
     *
     * @throws IllegalArgumentException "invalid key to 'next'" if it was never there
     */
    public int indexOf(@Nullable Object key) {
        if (key == null) {
            return -1;
        }
        if (key instanceof LuaString s) {
            int slot = shape.find(s);
            if (slot >= 0) {
                return array.length + slot;
            }
        } else if (key instanceof Double d && isIntegral(d)) {
            return indexOf((Long) (long) d.doubleValue());
        } else if (key instanceof Long l && l > 0 && l <= array.length) {
            return (int) (l - 1);
        }
        int position = hash == null ? -1 : hash.find(key);
        if (position < 0) {
            throw new IllegalArgumentException("invalid key to 'next'");
        }
        return array.length + shape.count() + position;
    }

    /**
     * The entry after {@code key} (null to begin) as {@code {key, value}}, or null at the end.
     *
     * @throws IllegalArgumentException if {@code key} is not in the table
     */
    public @Nullable Object @Nullable [] next(@Nullable Object key) {
        int index = nextIndex(indexOf(key));
        return index < 0 ? null : new Object[] {keyAt(index), valueAt(index)};
    }

    // ---- metatables ----

    /** The metatable, or null. */
    public @Nullable LuaTable metatable() {
        return metatable;
    }

    /**
     * Replaces the metatable. Its {@code __mode} holds from now on; a {@code __gc} does not count here, only in
     * {@link LuaRuntime#metatable(Object, LuaTable)}.
     */
    public void metatable(@Nullable LuaTable metatable) {
        metatable(metatable, null);
    }

    /** The same, with the runtime's collector, which then looks after the entries of a weak table. */
    void metatable(@Nullable LuaTable metatable, @Nullable Collector collector) {
        this.metatable = metatable;
        mode(metatable == null ? WeakMode.STRONG : WeakMode.of(metatable.metamethod(Metamethod.MODE)), collector);
    }

    /** True if this table is weak; asked before a new key is added, since the metatable's {@code __mode} may have changed. */
    private boolean isWeak() {
        if (metatable != null) {
            Object field = metatable.metamethod(Metamethod.MODE);
            if (field != null || bits < 0) {
                mode(WeakMode.of(field), null);
            }
        }
        return bits < 0;
    }

    private void mode(WeakMode wanted, @Nullable Collector collector) {
        WeakMode current = bits < 0 && hash instanceof WeakPart weak ? weak.mode() : WeakMode.STRONG;
        if (wanted == current) {
            return;
        }
        LuaTable old = new LuaTable(shape, slots, array);
        old.hash = hash;
        array = EMPTY;
        slots = EMPTY;
        shape = Shape.NONE;
        bits = 0;
        hash = null;
        if (wanted.isWeak()) {
            hash = collector != null
                    ? collector.weakPart(wanted)
                    : old.hash instanceof WeakPart weak ? weak.another(wanted) : new WeakPart(wanted);
            bits = WEAK;
        }
        for (int i = old.nextIndex(-1); i >= 0; i = old.nextIndex(i)) {
            put(old.keyAt(i), old.valueAt(i));
        }
    }

    /** This table, as a metatable, asked for its metamethod; null if it has none. Remembers that it has none. */
    public @Nullable Object metamethod(Metamethod event) {
        int bit = 1 << event.ordinal();
        if ((bits & bit) != 0) {
            return null;
        }
        int slot = shape.find(event.key());
        if (slot >= 0) {
            return slots[slot];
        }
        Object value = bits < 0 ? get(event.key()) : null;
        if (value == null) {
            bits |= bit;
        }
        return value;
    }
}
