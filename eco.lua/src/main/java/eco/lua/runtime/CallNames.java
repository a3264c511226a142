package eco.lua.runtime;

import eco.lua.CallSite;
import eco.lua.Frame;
import eco.lua.LuaFunction;
import eco.lua.LuaString;
import eco.lua.LuaTable;
import org.jspecify.annotations.Nullable;

/** What to call an active function in messages: what its call site calls it, or where {@code package.loaded} has it. */
public final class CallNames {
    private static final LuaString LOADED = LuaString.of("_LOADED");
    private static final String GLOBALS_PREFIX = "_G.";

    /** A function's name and its kind: {@code global}, {@code local}, {@code method}, {@code field}... */
    public record Name(String kind, String text) {}

    private CallNames() {}

    /** The name that the calling Lua function uses, or null: none, called by a builtin through no {@link eco.lua.LuaMethod}, or called by a tail call. */
    public static @Nullable Name fromCall(Frame frame) {
        Frame caller = frame.caller;
        if (frame.tailCalled || caller == null) {
            return null;
        }
        // A builtin stands nowhere, unless it calls a method by name, or a hook or finalizer is called from it.
        CallSite site = caller.site;
        String kind = site == null ? null : site.calleeKind();
        String name = site == null ? null : site.calleeName();
        return kind == null || name == null ? null : new Name(kind, name);
    }

    /** The function's name as a global or a field of a loaded module, such as {@code string.rep}; or null. */
    public static @Nullable String global(Frame frame) {
        if (!(frame.co.runtime().registry().get(LOADED) instanceof LuaTable loaded)) {
            return null;
        }
        String found = null;
        for (Object[] module = loaded.next(null); module != null; module = loaded.next(module[0])) {
            if (module[0] instanceof LuaString name && module[1] instanceof LuaTable table) {
                String field = fieldWith(table, frame.function);
                if (field != null) {
                    String path = name + "." + field;
                    if (path.startsWith(GLOBALS_PREFIX)) {
                        return path.substring(GLOBALS_PREFIX.length());
                    }
                    found = found == null ? path : found;
                }
            }
        }
        return found;
    }

    private static @Nullable String fieldWith(LuaTable table, LuaFunction function) {
        for (Object[] field = table.next(null); field != null; field = table.next(field[0])) {
            if (field[1] == function && field[0] instanceof LuaString name) {
                return name.toString();
            }
        }
        return null;
    }
}
