package eco.lua.module;

import eco.lua.LuaCoroutine;
import eco.lua.runtime.Arithmetic;
import eco.scheduler.EventLoop;
import org.jspecify.annotations.Nullable;

/** The timeout argument of the modules that wait in memory: seconds; nil and false mean without limit. */
final class Timeouts {
    private static final double NANOS_PER_SECOND = 1e9;
    /** Longer than any program runs, and far from overflowing the clock. */
    private static final double LONGEST_NANOS = 0x1p61;

    private Timeouts() {}

    /** Nanoseconds, rounded up; 0 or less for a time that is up. What is no number raises as arithmetic on it would. */
    static long nanos(LuaCoroutine co, @Nullable Object seconds) {
        if (seconds == null || seconds == Boolean.FALSE) {
            return EventLoop.FOREVER;
        }
        Object number = Arithmetic.add(co, 0.0, seconds);
        double nanos = number instanceof Double d ? Math.ceil(d * NANOS_PER_SECOND) : 0;
        return nanos < LONGEST_NANOS ? (long) nanos : EventLoop.FOREVER;
    }
}
