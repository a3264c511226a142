package eco.net.lua;

import eco.lua.LuaCoroutine;
import eco.lua.LuaField;
import eco.lua.LuaFunction;
import eco.lua.LuaRuntime;
import eco.lua.LuaString;
import eco.lua.LuaTable;
import eco.lua.spi.LuaModule;
import org.jspecify.annotations.Nullable;

/**
 * {@code eco.socket}: socket objects whose methods wait. It works on whatever {@code require} gives it for
 * {@code eco.internal.socket}, {@code eco.internal.file}, {@code eco.sync} and {@code eco} when it is opened.
 */
public final class SocketModule implements LuaModule {
    private static final LuaField REQUIRE = new LuaField("require");

    /** For the service loader. */
    public SocketModule() {}

    @Override
    public String name() {
        return "eco.socket";
    }

    @Override
    public LuaTable open(LuaRuntime runtime, LuaCoroutine co) {
        Object internal = require(co, "eco.internal.socket");
        Object file = require(co, "eco.internal.file");
        Object sync = require(co, "eco.sync");
        Object eco = require(co, "eco");
        return new SocketFunctions(internal, file, sync, eco).open(co);
    }

    private static @Nullable Object require(LuaCoroutine co, String name) {
        return LuaFunction.first(REQUIRE.call(co, co.runtime().globals(), LuaString.of(name)));
    }
}
