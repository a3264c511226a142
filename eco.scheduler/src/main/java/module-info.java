/**
 * Coroutines, event loop, timers, descriptors and synchronisation for Linux; no Lua in it.
 *
 * <p>Run-time flags, both optional: {@code --add-exports java.base/jdk.internal.vm=eco.scheduler} selects the
 * continuation carrier (without it coroutines are virtual threads, which are slower), and
 * {@code --enable-native-access=eco.scheduler} silences the JVM's warning about native calls.
 */
@SuppressWarnings("module") // the qualified exports name modules that are built later
module eco.scheduler {
    requires static transitive org.jspecify;
    requires jdk.unsupported;

    exports eco.scheduler;
    exports eco.scheduler.stream;
    exports eco.scheduler.kernel to
            eco.lua,
            eco.codec,
            eco.system,
            eco.net,
            eco.tls,
            eco.http,
            eco.netlink,
            eco.openwrt,
            eco.ssh,
            eco.launcher;
}
