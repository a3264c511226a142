package eco.scheduler;

import java.util.Queue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * How a loop without descriptors waits: parked, until a deadline or until another thread has queued something.
 * The sleeper is published before the queue is looked at and the queue is filled before the sleeper is looked at, so one
 * of the two sides always sees the other.
 */
final class Idle {
    private volatile @Nullable Thread sleeper;

    /**
     * Waits up to {@code nanos}, less if the queue is not empty; may return early for no reason.
     *
     * @return false if the thread was interrupted; its status stays set
     */
    boolean await(Queue<?> queue, long nanos) {
        sleeper = Thread.currentThread();
        try {
            if (queue.isEmpty()) {
                if (nanos == EventLoop.FOREVER) {
                    LockSupport.park(this);
                } else {
                    LockSupport.parkNanos(this, nanos);
                }
            }
        } finally {
            sleeper = null;
        }
        return !Thread.currentThread().isInterrupted();
    }

    /** Ends the wait, if there is one; from any thread, after the queue was filled. */
    void wake() {
        LockSupport.unpark(sleeper);
    }
}
