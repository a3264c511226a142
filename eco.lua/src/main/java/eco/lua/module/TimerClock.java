package eco.lua.module;

import eco.lua.LuaCoroutine;
import eco.lua.LuaTable;
import eco.lua.LuaTasks;
import eco.lua.LuaUserdata;
import eco.scheduler.Timer;
import org.jspecify.annotations.Nullable;

/**
 * What makes one timer object run. While it is armed, the coroutine that will run the callback is tracked though not yet
 * started: it is counted and listed, and it costs no stack before the time has come.
 *
 * <p>An absolute timer follows the wall clock: it looks again at least once a second whether the moment has come.
 */
final class TimerClock extends LuaUserdata {
    private static final double MAX_SECONDS = 0x1p63;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final long RECHECK_NANOS = 1_000_000_000;
    private static final long LATEST = Long.MAX_VALUE / 4;

    private final LuaTasks tasks;
    private final Timer timer;
    private final boolean absolute;
    private double moment;
    private @Nullable LuaCoroutine waiting;

    TimerClock(LuaTasks tasks, boolean absolute) {
        super(null);
        this.tasks = tasks;
        this.absolute = absolute;
        this.timer = tasks.loop().timer(this::expired);
    }

    /** Whether the kernel's timers would take the delay. */
    static boolean isValid(double seconds) {
        return seconds < MAX_SECONDS;
    }

    /** Arms it, or arms it anew, for so many seconds from now or, if absolute, for a wall-clock time. */
    void arm(LuaTable object, double seconds) {
        if (waiting == null) {
            waiting = tasks.prepare(new TimerCallback(object));
        }
        if (absolute) {
            moment = seconds;
            armUntilMoment();
        } else {
            timer.start(nanos(seconds));
        }
    }

    /** Disarms it; does nothing if it is not armed. */
    void disarm() {
        if (waiting != null) {
            timer.cancel();
            tasks.discard(waiting);
            waiting = null;
        }
    }

    private void armUntilMoment() {
        timer.start(Math.min(nanos(Math.max(moment - InternalTimeModule.now(), 0)), RECHECK_NANOS));
    }

    private void expired() {
        if (absolute && InternalTimeModule.now() < moment) {
            armUntilMoment();
            return;
        }
        LuaCoroutine due = waiting;
        waiting = null;
        if (due != null) {
            tasks.launch(due);
        }
    }

    /** Rounds up, so that a timer is never early. */
    private static long nanos(double seconds) {
        double nanos = Math.ceil(seconds * NANOS_PER_SECOND);
        return nanos < LATEST ? (long) nanos : LATEST;
    }
}
