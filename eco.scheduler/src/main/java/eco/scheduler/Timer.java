package eco.scheduler;

import java.util.Objects;

/**
 * Calls something once, at or after a moment. Made by {@link EventLoop#timer}; unarmed at first, may be armed again at
 * any time, also by its own callback. Timers with equal deadlines fire in the order in which they were armed. An armed
 * timer keeps its loop running. Confined to the loop's thread; never suspends.
 */
public final class Timer extends Expirable {
    private final EventLoop loop;
    private final Runnable onFire;

    Timer(EventLoop loop, Runnable onFire) {
        this.loop = loop;
        this.onFire = Objects.requireNonNull(onFire, "onFire");
    }

    /** Arms it, or arms it anew, to fire {@code delayNanos} from now; 0 or less means on the loop's next turn. */
    public void start(long delayNanos) {
        startAt(loop.deadlineAfter(delayNanos));
    }

    /** Arms it, or arms it anew, for a moment of {@link EventLoop#now}; {@link EventLoop#FOREVER} never comes. */
    public void startAt(long deadlineNanos) {
        loop.timers.remove(this);
        loop.timers.add(this, deadlineNanos);
    }

    /** Disarms it; does nothing if it is not armed. */
    public void cancel() {
        loop.timers.remove(this);
    }

    /** Whether it is going to fire. False inside its own callback. */
    public boolean isArmed() {
        return place >= 0;
    }

    @Override
    void expire() {
        onFire.run();
    }
}
