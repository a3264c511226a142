package eco.lua;

import eco.lua.gc.Collectable;
import java.util.function.Consumer;
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

    /**
     * The metatable that all userdata of one type share in a runtime, kept in its registry.
     *
     * @param typeName the type's {@code __name}, for messages and {@code tostring}
     * @param fill called with the fresh metatable when the type is first used; {@code __name} is there already
     */
    public static LuaTable metatable(LuaRuntime runtime, String typeName, Consumer<LuaTable> fill) {
        if (runtime.registry().get(typeName) instanceof LuaTable known) {
            return known;
        }
        LuaTable metatable = new LuaTable();
        metatable.put(Metamethod.NAME.key(), LuaString.of(typeName));
        fill.accept(metatable);
        runtime.registry().put(typeName, metatable);
        return metatable;
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
