/**
 * Lua 5.4 on the eco scheduler: engine, standard library, and the Lua modules {@code eco}, {@code eco.time},
 * {@code eco.sync}, {@code eco.channel} and {@code eco.cli}.
 */
module eco.lua {
    requires static transitive org.jspecify;
    requires transitive eco.scheduler;

    exports eco.lua;
    exports eco.lua.spi;

    uses eco.lua.spi.LuaModule;

    provides eco.lua.spi.LuaModule with
            eco.lua.module.ChannelModule,
            eco.lua.module.CliModule,
            eco.lua.module.EcoModule,
            eco.lua.module.InternalFileModule,
            eco.lua.module.InternalSyncModule,
            eco.lua.module.InternalTimeModule,
            eco.lua.module.SyncModule,
            eco.lua.module.TimeModule;
}
