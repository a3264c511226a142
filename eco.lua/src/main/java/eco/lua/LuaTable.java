package eco.lua;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A Lua table. All access here is raw; metamethods are honoured by {@code eco.lua.runtime.Indexing}. */
public final class LuaTable {
    private final Map<Object, Object> entries = new LinkedHashMap<>();
    private @Nullable LuaTable metatable;

    /** An empty table. */
    public LuaTable() {}

    /** An empty table with room for so many array items and string fields. */
    public LuaTable(int arrayCapacity, int fieldCapacity) {}

    /** The value at {@code key}, or null. */
    public @Nullable Object get(@Nullable Object key) {
        return key == null ? null : entries.get(normal(key));
    }

    /** The value at a string key, or null. */
    public @Nullable Object get(LuaString key) {
        return entries.get(key);
    }

    /** The value at an integer key, or null. */
    public @Nullable Object get(long key) {
        return entries.get(key);
    }

    /** The value at a text key (UTF-8), or null; for Java callers. */
    public @Nullable Object get(String key) {
        return get(LuaString.of(key));
    }

    /**
     * Sets or, with a null value, removes.
     *
     * @throws IllegalArgumentException with the reference's text if the key is nil or NaN
     */
    public void put(@Nullable Object key, @Nullable Object value) {
        if (key == null) {
            throw new IllegalArgumentException("index is nil");
        }
        if (key instanceof Double d && d.isNaN()) {
            throw new IllegalArgumentException("index is NaN");
        }
        if (value == null) {
            entries.remove(normal(key));
        } else {
            entries.put(normal(key), value);
        }
    }

    /** Sets a string key. */
    public void put(LuaString key, @Nullable Object value) {
        put((Object) key, value);
    }

    /** Sets an integer key. */
    public void put(long key, @Nullable Object value) {
        put((Object) key, value);
    }

    /** Sets a text key (UTF-8); for Java callers. */
    public void put(String key, @Nullable Object value) {
        put(LuaString.of(key), value);
    }

    /** A border: what {@code #t} gives without metamethods. */
    public long length() {
        long n = 0;
        while (get(n + 1) != null) {
            n++;
        }
        return n;
    }

    /**
     * The entry after {@code key} (null to begin) as {@code {key, value}}, or null at the end.
     *
     * @throws IllegalArgumentException if {@code key} is not in the table
     */
    public @Nullable Object @Nullable [] next(@Nullable Object key) {
        List<Object> keys = new ArrayList<>(entries.keySet());
        int i = key == null ? 0 : keys.indexOf(normal(key)) + 1;
        if (key != null && i == 0) {
            throw new IllegalArgumentException("invalid key to 'next'");
        }
        return i >= keys.size() ? null : new Object[] {keys.get(i), entries.get(keys.get(i))};
    }

    /** The metatable, or null. */
    public @Nullable LuaTable metatable() {
        return metatable;
    }

    /** Replaces the metatable. */
    public void metatable(@Nullable LuaTable metatable) {
        this.metatable = metatable;
    }

    private static Object normal(Object key) {
        return key instanceof Double d && d == d.longValue() ? (Object) d.longValue() : key;
    }
}
