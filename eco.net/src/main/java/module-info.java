/** Sockets for tasks of {@code eco.scheduler}, and the Lua modules {@code eco.socket} and {@code eco.internal.socket}. */
module eco.net {
    requires static transitive org.jspecify;
    requires transitive eco.scheduler;
    requires eco.lua;

    exports eco.net;

    provides eco.lua.spi.LuaModule with
            eco.net.lua.SocketModule,
            eco.net.lua.InternalSocketModule;
}
