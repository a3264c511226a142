package eco.lua.lib;

import eco.lua.LuaRuntime;
import eco.lua.LuaTable;
import eco.lua.lib.io.IoLibrary;
import eco.lua.lib.io.StandardFiles;

/** Installs the standard library: each table under its name in the globals and in {@code package.loaded}. */
public final class Libraries {
    private Libraries() {}

    /** Opens every library; the files that they share are returned. */
    public static StandardFiles open(LuaRuntime runtime) {
        LuaTable loaded = new LuaTable();
        runtime.registry().put("_LOADED", loaded);
        StandardFiles files = new StandardFiles(runtime);
        loaded.put("_G", BaseLibrary.open(runtime, files));
        LuaTable[] libraries = {
            PackageLibrary.open(runtime, loaded, files),
            CoroutineLibrary.open(runtime),
            TableLibrary.open(runtime),
            IoLibrary.open(runtime, files),
            OsLibrary.open(runtime),
            StringLibrary.open(runtime),
            MathLibrary.open(runtime),
            Utf8Library.open(runtime),
            DebugLibrary.open(runtime, files)
        };
        String[] names = {"package", "coroutine", "table", "io", "os", "string", "math", "utf8", "debug"};
        for (int i = 0; i < names.length; i++) {
            runtime.globals().put(names[i], libraries[i]);
            loaded.put(names[i], libraries[i]);
        }
        return files;
    }
}
