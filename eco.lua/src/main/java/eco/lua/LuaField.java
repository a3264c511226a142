package eco.lua;

import org.jspecify.annotations.Nullable;

/** A function that Java code calls by the name that it has in a Lua table, as {@code holder.name(...)} does in Lua. */
public final class LuaField extends NamedCall {
    /** A field of that name. */
    public LuaField(String name) {
        super(name, "field");
    }

    /** Calls the function; the array is the callee's from then on. */
    public @Nullable Object call(LuaCoroutine co, @Nullable Object holder, @Nullable Object... args) {
        return run(co, find(co, holder), args);
    }
}
