package eco.lua;

import org.jspecify.annotations.Nullable;

/** One isolated Lua world: globals, registry, loaded modules, type metatables. Used by one thread at a time. */
public final class LuaRuntime {
    private final LuaTable globals = new LuaTable();
    private final LuaTable registry = new LuaTable();
    private final LuaCoroutine mainCoroutine = new LuaCoroutine(this);
    private @Nullable LuaTable stringMetatable;

    /** A runtime with empty globals. */
    public LuaRuntime() {}

    /** The global table. */
    public LuaTable globals() {
        return globals;
    }

    /** The registry of {@code debug.getregistry}. */
    public LuaTable registry() {
        return registry;
    }

    /** The main thread. */
    public LuaCoroutine mainCoroutine() {
        return mainCoroutine;
    }

    /** The metatable of any value, or null. */
    public @Nullable LuaTable metatable(@Nullable Object value) {
        if (value instanceof LuaTable t) {
            return t.metatable();
        }
        if (value instanceof LuaUserdata u) {
            return u.metatable();
        }
        return value instanceof LuaString ? stringMetatable : null;
    }

    /** Sets the metatable that all strings share. */
    public void stringMetatable(@Nullable LuaTable metatable) {
        this.stringMetatable = metatable;
    }

    /** The value's metamethod for the event, or null. */
    public @Nullable Object metamethod(@Nullable Object value, Metamethod event) {
        LuaTable metatable = metatable(value);
        return metatable == null ? null : metatable.get(event.key());
    }
}
