/** Coroutines, event loop, timers, descriptors and synchronisation for Linux; no Lua in it. */
module eco.scheduler {
    requires static transitive org.jspecify;
    requires jdk.unsupported;

    exports eco.scheduler;
}
