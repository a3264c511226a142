package eco.scheduler;

import org.jspecify.annotations.Nullable;

/**
 * A condition that tasks wait for. A signal releases the one that has waited longest, a broadcast exactly those that wait at
 * that moment; neither is remembered when nobody waits. Released tasks run later, from the ready queue. A wait keeps the
 * loop running. Confined to one loop.
 */
public final class Cond implements AutoCloseable {
    private final WaitQueue waiters = new WaitQueue();
    private boolean closed;
    private @Nullable Object data;

    /** Makes a condition that nobody waits for. */
    public Cond() {}

    /**
     * Suspends the current task until it is released.
     *
     * @param timeoutNanos {@link EventLoop#FOREVER} for no limit; 0 or less answers TIMEOUT at once
     * @return READY when signaled, even if the time was up but the task had not run yet; TIMEOUT; CLOSED; or RESUMED when
     *     the task was resumed by hand
     */
    public Wake await(long timeoutNanos) {
        data = null;
        if (closed) {
            return Wake.CLOSED;
        }
        if (timeoutNanos <= 0) {
            return Wake.TIMEOUT;
        }
        Wake cause = waiters.await(Task.current().loop().deadlineAfter(timeoutNanos));
        data = waiters.takeGiven();
        return cause;
    }

    /** What the signal that released the current task was given. Valid until the task suspends again; null for nothing. */
    public @Nullable Object data() {
        return data;
    }

    /** Releases the one that has waited longest. False if nobody waits or it is closed. */
    public boolean signal(@Nullable Object withData) {
        return waiters.wakeFirst(Wake.READY, withData);
    }

    /** Releases everyone who waits now: how many. */
    public int broadcast() {
        return waiters.wakeAll(Wake.READY);
    }

    /** How many wait. */
    public int waiterCount() {
        return waiters.size();
    }

    /** Whether it was closed. */
    public boolean isClosed() {
        return closed;
    }

    /** Releases everyone with CLOSED, and everyone who comes later. Does nothing the second time. */
    @Override
    public void close() {
        closed = true;
        waiters.wakeAll(Wake.CLOSED);
    }
}
