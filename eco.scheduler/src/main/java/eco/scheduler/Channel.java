package eco.scheduler;

import java.util.ArrayDeque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A queue of bounded capacity between tasks: values come out in the order in which they went in; a full one makes
 * senders wait, an empty one receivers, each first come first served. Closing ends sending; what is in the queue can
 * still be received. Confined to one loop.
 *
 * <p>Invariant: a waiting receiver is released for each value that arrives, and a waiting sender for each place that is
 * freed; one that finds it taken by a newcomer waits on for the rest of its time.
 *
 * @param <T> the values; not null
 */
public final class Channel<T> implements AutoCloseable {
    private final ArrayDeque<T> values = new ArrayDeque<>();
    private final WaitQueue senders = new WaitQueue();
    private final WaitQueue receivers = new WaitQueue();
    private final int capacity;
    private boolean closed;
    private @Nullable T received;

    /** Makes an empty one for {@code capacity} values, at least 1. */
    public Channel(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity must be at least 1: " + capacity);
        }
        this.capacity = capacity;
    }

    /**
     * Puts a value in, waiting while it is full.
     *
     * @param timeoutNanos {@link EventLoop#FOREVER} for no limit; 0 or less does not wait
     * @return READY when it is in; TIMEOUT; CLOSED, before or during the wait
     */
    public Wake send(T value, long timeoutNanos) {
        Objects.requireNonNull(value, "value");
        if (!closed && values.size() >= capacity) {
            if (timeoutNanos <= 0) {
                return Wake.TIMEOUT;
            }
            long deadline = Task.current().loop().deadlineAfter(timeoutNanos);
            while (!closed && values.size() >= capacity) {
                if (senders.await(deadline) == Wake.TIMEOUT) {
                    return closed ? Wake.CLOSED : Wake.TIMEOUT;
                }
            }
        }
        if (closed) {
            return Wake.CLOSED;
        }
        values.addLast(value);
        receivers.wakeFirst(Wake.READY, null);
        return Wake.READY;
    }

    /**
     * Takes the oldest value out, waiting while there is none; {@link #received} then has it.
     *
     * @param timeoutNanos {@link EventLoop#FOREVER} for no limit; 0 or less does not wait
     * @return READY with a value; TIMEOUT; CLOSED when it is closed and empty
     */
    public Wake receive(long timeoutNanos) {
        received = null;
        if (values.isEmpty() && !closed) {
            if (timeoutNanos <= 0) {
                return Wake.TIMEOUT;
            }
            long deadline = Task.current().loop().deadlineAfter(timeoutNanos);
            while (values.isEmpty() && !closed) {
                if (receivers.await(deadline) == Wake.TIMEOUT && values.isEmpty()) {
                    return closed ? Wake.CLOSED : Wake.TIMEOUT;
                }
            }
        }
        T value = values.pollFirst();
        if (value == null) {
            return Wake.CLOSED;
        }
        received = value;
        senders.wakeFirst(Wake.READY, null);
        return Wake.READY;
    }

    /** The value that the current task's {@link #receive} has taken. Valid until the task suspends again. */
    public T received() {
        T value = received;
        if (value == null) {
            throw new IllegalStateException("nothing was received");
        }
        return value;
    }

    /** Takes the oldest value out, waiting without limit; null when it is closed and empty. */
    public @Nullable T receive() {
        return receive(EventLoop.FOREVER) == Wake.READY ? received : null;
    }

    /** How many values are in it. */
    public int length() {
        return values.size();
    }

    /** How many values fit. */
    public int capacity() {
        return capacity;
    }

    /** Whether it was closed. */
    public boolean isClosed() {
        return closed;
    }

    /** Ends sending and releases everyone who waits. Does nothing the second time. */
    @Override
    public void close() {
        closed = true;
        senders.wakeAll(Wake.CLOSED);
        receivers.wakeAll(Wake.CLOSED);
    }
}
