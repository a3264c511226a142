package eco.net.lua;

import eco.lua.LuaCoroutine;
import eco.lua.LuaRuntime;
import eco.lua.LuaTable;
import eco.lua.spi.LuaModule;

/** {@code eco.internal.socket}: raw sockets, address functions and the constants. */
public final class InternalSocketModule implements LuaModule {
    /** For the service loader. */
    public InternalSocketModule() {}

    @Override
    public String name() {
        return "eco.internal.socket";
    }

    @Override
    public LuaTable open(LuaRuntime runtime, LuaCoroutine co) {
        LuaTable module = new LuaTable(0, 64);
        module.put("socket", LuaSocket.constructor("eco.internal.socket.socket", false));
        module.put("socketpair", LuaSocket.constructor("eco.internal.socket.socketpair", true));
        InetFunctions.open(module);
        SocketConstants.put(module);
        return module;
    }
}
