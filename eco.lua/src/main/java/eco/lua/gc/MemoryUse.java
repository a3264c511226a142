package eco.lua.gc;

/**
 * What {@code collectgarbage "count"} shows: the JVM's used heap. While the program has the collector stopped, it only
 * grows: what the JVM frees all the same is counted on.
 */
final class MemoryUse {
    private long freedSinceStop;
    private long shown;

    /** Kilobytes in use. */
    double kilobytes(boolean stopped) {
        Runtime jvm = Runtime.getRuntime();
        long used = jvm.totalMemory() - jvm.freeMemory();
        if (!stopped) {
            freedSinceStop = 0;
        } else if (used + freedSinceStop < shown) {
            freedSinceStop = shown - used;
        }
        shown = used + freedSinceStop;
        return shown / 1024.0;
    }
}
