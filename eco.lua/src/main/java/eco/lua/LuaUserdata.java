package eco.lua;

import eco.lua.gc.Collectable;
import org.jspecify.annotations.Nullable;

/**
 * A Java object that Lua holds as userdata. Identity is the object's own; behaviour comes from its metatable.
 * Subclass it for a value with Java state, such as a file handle.
 */
@SuppressWarnings("exports")
public class LuaUserdata extends Collectable {
    private @Nullable LuaTable metatable;

    /** A userdata with the given metatable, which may be null. */
    public LuaUserdata(@Nullable LuaTable metatable) {
        this.metatable = metatable;
    }

    /** The metatable, or null. */
    public final @Nullable LuaTable metatable() {
        return metatable;
    }

    /** Replaces the metatable. */
    public final void metatable(@Nullable LuaTable metatable) {
        this.metatable = metatable;
    }
}
