package eco.scheduler;

import eco.scheduler.kernel.EpollEvents;
import eco.scheduler.kernel.Kernel;
import eco.scheduler.kernel.Linux;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * How a loop waits: in epoll while tasks wait on descriptors, else parked, which needs no native call at all.
 *
 * <p>Other threads wake it by the state word. The loop publishes how it sleeps before it looks at the queue, and they
 * fill the queue before they look at the word, so one side always sees the other. Only the one that moves the word
 * away from the sleeping state does the waking.
 */
final class Poller {
    private static final int AWAKE = 0;
    private static final int PARKED = 1;
    private static final int POLLING = 2;
    /** Someone is writing to the eventfd; it must not be closed now. */
    private static final int NOTIFYING = 3;

    private static final int NOTIFIED = 4;

    /** The eventfd's key; no descriptor's, since those have a generation above 0. */
    private static final long NOTIFICATION = -1;

    private final EventLoop loop;
    private final AtomicInteger state = new AtomicInteger(AWAKE);
    private volatile @Nullable Thread sleeper;
    /** Set before the loop can be seen polling, so that those who wake it find it. */
    private @Nullable Kernel kernel;

    private int epoll = -1;
    private int eventfd = -1;

    Poller(EventLoop loop) {
        this.loop = loop;
    }

    private Kernel kernel() {
        Kernel mine = kernel;
        if (mine == null) {
            mine = loop.kernel();
            kernel = mine;
        }
        return mine;
    }

    /** Has epoll report the descriptor from now on: 0 or a negated error number. */
    int register(int fd, int interest, long key) {
        int result = open();
        if (result < 0) {
            return result;
        }
        result = kernel().epollCtl(epoll, Linux.EPOLL_CTL_ADD, fd, interest, key);
        // A number that was taken in before and forgotten may still be known to epoll, by its old key.
        return result == -Errno.EEXIST ? kernel().epollCtl(epoll, Linux.EPOLL_CTL_MOD, fd, interest, key) : result;
    }

    private int open() {
        if (eventfd >= 0) {
            return 0;
        }
        int poll = epoll >= 0 ? epoll : kernel().epollCreate();
        if (poll < 0) {
            return poll;
        }
        epoll = poll;
        int event = kernel().eventfd();
        if (event < 0) {
            return event;
        }
        // Edge-triggered, so that it need never be read: every write is an edge.
        int result = kernel().epollCtl(epoll, Linux.EPOLL_CTL_ADD, event, Linux.EPOLLIN | Linux.EPOLLET, NOTIFICATION);
        if (result < 0) {
            int ignored = kernel().close(event);
            return result;
        }
        eventfd = event;
        return 0;
    }

    /** Asks for events without waiting. */
    int poll(EpollEvents events) {
        return counted(kernel().epollWait(epoll, events, 0));
    }

    /**
     * Waits for events up to {@code nanos}, not at all if the queue is not empty; may return early for no reason.
     *
     * @return how many events there are
     */
    int await(EpollEvents events, Queue<?> queue, long nanos) {
        state.set(POLLING);
        int count = kernel().epollWait(epoll, events, queue.isEmpty() ? nanos : 0);
        while (!state.compareAndSet(POLLING, AWAKE) && !state.compareAndSet(NOTIFIED, AWAKE)) {
            Thread.onSpinWait();
        }
        return counted(count);
    }

    /** What may pass by itself counts as no event; the loop comes again. */
    private static int counted(int result) {
        if (result < 0 && result != -Errno.EINTR && result != -Errno.EAGAIN && result != -Errno.ENOMEM) {
            throw new IllegalStateException(new KernelException("wait for events", result));
        }
        return Math.max(0, result);
    }

    /** Parks up to {@code nanos}, not at all if the queue is not empty; may return early for no reason. Answers 0. */
    int park(Queue<?> queue, long nanos) {
        sleeper = Thread.currentThread();
        state.set(PARKED);
        if (queue.isEmpty()) {
            if (nanos == EventLoop.FOREVER) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, nanos);
            }
        }
        state.set(AWAKE);
        sleeper = null;
        return 0;
    }

    /** Ends the wait, if there is one; from any thread, after the queue was filled. */
    void wake() {
        int seen = state.get();
        if (seen == PARKED && state.compareAndSet(PARKED, NOTIFIED)) {
            LockSupport.unpark(sleeper);
        } else if (seen == POLLING && state.compareAndSet(POLLING, NOTIFYING)) {
            kernel().notify(eventfd);
            state.set(NOTIFIED);
        }
    }

    void close() {
        if (eventfd >= 0) {
            int ignored = kernel().close(eventfd);
            eventfd = -1;
        }
        if (epoll >= 0) {
            int ignored = kernel().close(epoll);
            epoll = -1;
        }
    }
}
