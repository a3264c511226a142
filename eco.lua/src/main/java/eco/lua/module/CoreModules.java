package eco.lua.module;

import eco.lua.spi.LuaModule;
import org.jspecify.annotations.Nullable;

/**
 * The Lua modules of {@code eco.lua} itself, found without the service loader, whose first use costs several milliseconds:
 * nearly every script requires one of these. They are services all the same; a test compares the two lists.
 */
public final class CoreModules {
    private CoreModules() {}

    /** A new provider of the module, or null if it is none of these. */
    public static @Nullable LuaModule find(String luaName) {
        return switch (luaName) {
            case "eco" -> new EcoModule();
            case "eco.channel" -> new ChannelModule();
            case "eco.cli" -> new CliModule();
            case "eco.internal.file" -> new InternalFileModule();
            case "eco.internal.sync" -> new InternalSyncModule();
            case "eco.internal.time" -> new InternalTimeModule();
            case "eco.sync" -> new SyncModule();
            case "eco.time" -> new TimeModule();
            default -> null;
        };
    }
}
