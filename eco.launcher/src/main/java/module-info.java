/** The {@code eco} program: runs Lua scripts on one event loop. */
module eco.launcher {
    requires static org.jspecify;
    requires eco.lua;
    requires jdk.unsupported;
}
