package eco.lua.gc;

import org.jspecify.annotations.Nullable;

/**
 * What {@code collectgarbage "count"} shows: the JVM's used heap. While the program has the collector stopped, it only
 * grows between the collections that it asks for: what the JVM frees all the same is counted on.
 *
 * <p>The JVM counts memory as used when a thread reserves a buffer of it, a megabyte perhaps, and what the thread then makes
 * changes nothing until it needs the next. Programs that collect and then count look for kilobytes, so the first
 * count after a collection finds out how much of the buffer is free, and later ones subtract that.
 */
final class MemoryUse {
    private static final int PROBE = 240;
    private static final int MOST_PROBES = 1 << 15;

    private long freedSinceStop;
    private long shown;
    private long last;
    /** What the JVM counts as used and the program has not: the rest of the buffer, and probes. */
    private long hidden;

    private boolean exact;
    /** The last probe, so that it is not optimised away; never read. */
    @Nullable
    Object probe;

    /** A collection that the program asked for is over: what it freed shows. */
    void collected() {
        freedSinceStop = 0;
        shown = 0;
        exact = true;
    }

    /** Kilobytes in use. */
    double kilobytes(boolean stopped) {
        if (exact) {
            exact = false;
            hidden = fillBuffer();
        } else if (used() < last) {
            hidden = 0;
        }
        last = used();
        long used = last - hidden;
        if (!stopped) {
            freedSinceStop = 0;
        } else if (used + freedSinceStop < shown) {
            freedSinceStop = shown - used;
        }
        shown = used + freedSinceStop;
        return shown / 1024.0;
    }

    /** Fills the thread's buffer with garbage until the JVM reserves another; returns the size of both. */
    private long fillBuffer() {
        long before = used();
        for (int n = 1; n <= MOST_PROBES; n++) {
            probe = new byte[PROBE];
            long now = used();
            if (now != before) {
                probe = null;
                return now - before + (long) n * PROBE;
            }
        }
        probe = null;
        return 0;
    }

    private static long used() {
        Runtime jvm = Runtime.getRuntime();
        return jvm.totalMemory() - jvm.freeMemory();
    }
}
