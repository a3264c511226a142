package eco.scheduler;

import eco.scheduler.kernel.Kernel;
import eco.scheduler.kernel.Linux;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * The sole owner of one open file descriptor: its number, the tasks that wait on it, and its end.
 *
 * <p>Try the call first and wait only when it answers {@code -EAGAIN}: {@link #read}, then {@link #blockReadable}. The
 * kernel is told about a descriptor once, on its first wait, edge-triggered and for both directions; a wait after
 * {@code EAGAIN} costs no system call at all. {@link #awaitReadable} is for those who have tried nothing; it looks first.
 *
 * <p>Invariant: while a task waits, the table holds this object strongly; otherwise only its users do, and when they
 * have let it go, the loop closes what an {@link DescriptorTable#adopt adopted} one leaves behind.
 *
 * <p>Confined to the loop's thread. The waits suspend the current task; nothing else here suspends.
 */
public final class Descriptor implements AutoCloseable {
    /** For {@link #await}: readable, or at its end, or broken. */
    public static final int READ = 1;
    /** For {@link #await}: writable, or broken. */
    public static final int WRITE = 4;

    final Grip grip;
    private final DescriptorTable table;
    private final Kernel kernel;
    private final Waiting waits = this::leave;
    private int fd;
    private boolean nonBlocking;

    @Nullable
    Task reader;

    @Nullable
    Task writer;

    Descriptor(DescriptorTable table, Kernel kernel, int fd, boolean owned) {
        this.table = table;
        this.kernel = kernel;
        this.fd = fd;
        this.grip = new Grip(this, table, fd, owned);
    }

    /** The number, or -1 once it is closed. */
    public int fd() {
        return fd;
    }

    /** Whether it is still open. */
    public boolean isOpen() {
        return fd >= 0;
    }

    /**
     * Waits until it can be read without blocking, looking first. An end of stream and an error count as readable.
     *
     * @param timeoutNanos {@link EventLoop#FOREVER} for no limit; 0 or less only looks
     * @return READY, TIMEOUT, CANCELED, CLOSED, or RESUMED if the task was resumed by hand
     * @throws BusyDescriptorException if another task waits to read
     * @throws NotPollableException if it is of a kind that cannot be waited for
     */
    public Wake awaitReadable(long timeoutNanos) throws KernelException {
        return await(READ, timeoutNanos);
    }

    /** Waits until it can be written without blocking; otherwise as {@link #awaitReadable}. */
    public Wake awaitWritable(long timeoutNanos) throws KernelException {
        return await(WRITE, timeoutNanos);
    }

    /** Waits for any of {@link #READ} and {@link #WRITE}; otherwise as {@link #awaitReadable}. */
    public Wake await(int events, long timeoutNanos) throws KernelException {
        if (events == 0 || (events & ~(READ | WRITE)) != 0) {
            throw new IllegalArgumentException("events must be READ, WRITE or both: " + events);
        }
        if (fd < 0) {
            return Wake.CLOSED;
        }
        refuseIfBusy(events);
        table.watch(this);
        int found;
        do {
            found = kernel.poll(fd, events);
        } while (found == -Errno.EINTR);
        if (found > 0) {
            return Wake.READY;
        }
        if (found < 0) {
            throw new KernelException("poll descriptor " + fd, found);
        }
        return timeoutNanos <= 0 ? Wake.TIMEOUT : park(events, timeoutNanos);
    }

    /** As {@link #awaitReadable}, straight after a call that answered {@code EAGAIN}: does not look, only waits. */
    public Wake blockReadable(long timeoutNanos) throws KernelException {
        return block(READ, timeoutNanos);
    }

    /** As {@link #awaitWritable}, straight after a call that answered {@code EAGAIN}: does not look, only waits. */
    public Wake blockWritable(long timeoutNanos) throws KernelException {
        return block(WRITE, timeoutNanos);
    }

    private Wake block(int events, long timeoutNanos) throws KernelException {
        if (fd < 0) {
            return Wake.CLOSED;
        }
        refuseIfBusy(events);
        table.watch(this);
        return timeoutNanos <= 0 ? Wake.TIMEOUT : park(events, timeoutNanos);
    }

    private void refuseIfBusy(int events) {
        if ((events & READ) != 0 && occupies(reader)) {
            throw new BusyDescriptorException(READ);
        }
        if ((events & WRITE) != 0 && occupies(writer)) {
            throw new BusyDescriptorException(WRITE);
        }
    }

    /** A task that has been queued already no longer occupies its direction. */
    private static boolean occupies(@Nullable Task task) {
        return task != null && task.isParked();
    }

    private Wake park(int events, long timeoutNanos) {
        Task task = Task.current();
        grip.waited(this, 1);
        table.waits++;
        task.waiting = waits;
        if ((events & READ) != 0) {
            reader = task;
        }
        if ((events & WRITE) != 0) {
            writer = task;
        }
        try {
            return task.park(timeoutNanos);
        } finally {
            // A task that was closed here has been forgotten already.
            if (task.waiting == waits) {
                task.waiting = null;
                leave(task);
            }
        }
    }

    private void leave(Task task) {
        table.waits--;
        grip.waited(this, -1);
        if (reader == task) {
            reader = null;
        }
        if (writer == task) {
            writer = null;
        }
    }

    /** Queues the task that waits to read, if there is one that is not queued yet, with CANCELED. Not remembered. */
    public void cancelRead() {
        if (reader != null) {
            reader.wake(Wake.CANCELED);
        }
    }

    /** Queues the task that waits to write, if there is one that is not queued yet, with CANCELED. Not remembered. */
    public void cancelWrite() {
        if (writer != null) {
            writer.wake(Wake.CANCELED);
        }
    }

    /**
     * Reads what is there. Never waits on a non-blocking descriptor.
     *
     * @return how many bytes, 0 at the end, or a negated error number; {@code -EBADF} once closed
     */
    public int read(byte[] buffer, int offset, int length) {
        int n;
        do {
            n = kernel.read(fd, buffer, offset, length);
        } while (n == -Errno.EINTR);
        return n;
    }

    /** Writes what fits: how many bytes, or a negated error number; {@code -EBADF} once closed. */
    public int write(byte[] buffer, int offset, int length) {
        int n;
        do {
            n = kernel.write(fd, buffer, offset, length);
        } while (n == -Errno.EINTR);
        return n;
    }

    /** Makes it non-blocking: 0 or a negated error number. */
    public int makeNonBlocking() {
        if (nonBlocking) {
            return 0;
        }
        int flags = kernel.fcntl(fd, Linux.F_GETFL, 0);
        int result = flags;
        if (flags >= 0 && (flags & Linux.O_NONBLOCK) == 0) {
            result = kernel.fcntl(fd, Linux.F_SETFL, flags | Linux.O_NONBLOCK);
        }
        nonBlocking = result >= 0;
        return Math.min(result, 0);
    }

    /** For whoever has opened it non-blocking: spares {@link #makeNonBlocking} the question. */
    public void openedNonBlocking() {
        nonBlocking = true;
    }

    /**
     * Has the table run {@code action} when the descriptor is dropped unclosed, just before it closes the number, so that what goes with
     * it goes too (a name in the file system). {@link #close} does not run it. {@code action} must not hold this object, suspend, or
     * throw; null takes it back.
     */
    public void whenAbandoned(@Nullable Runnable action) {
        grip.abandoned = action;
    }

    /** Queues the waiters with CLOSED, then closes the descriptor. Does nothing the second time. */
    @Override
    public void close() {
        closeNow();
    }

    /** As {@link #close}: 0 or the negated error number that the kernel answered; the descriptor is closed all the same. */
    int closeNow() {
        int number = fd;
        if (number < 0) {
            return -Errno.EBADF;
        }
        abandon();
        return kernel.close(number);
    }

    /** The number is not ours any more: closed, or found to belong to a newer descriptor. */
    void abandon() {
        fd = -1;
        if (reader != null) {
            reader.wake(Wake.CLOSED);
        }
        if (writer != null) {
            writer.wake(Wake.CLOSED);
        }
        table.forget(grip);
        grip.clear();
    }

    @Override
    public String toString() {
        return fd < 0 ? "closed descriptor" : "descriptor " + fd;
    }

    /**
     * The table's hold on a descriptor: weak, so that one whose users are gone is found and closed; strong while tasks
     * wait. The generation tells a late event for an earlier descriptor of the same number from one for this.
     */
    static final class Grip extends WeakReference<Descriptor> {
        final int fd;
        final int generation;
        final boolean owned;
        boolean registered;

        @Nullable
        Descriptor held;

        @Nullable
        Runnable abandoned;

        private int waits;

        Grip(Descriptor descriptor, DescriptorTable table, int fd, boolean owned) {
            super(descriptor, table.collected);
            this.fd = fd;
            this.owned = owned;
            this.generation = table.nextGeneration();
        }

        void waited(Descriptor descriptor, int change) {
            waits += change;
            held = waits > 0 || !owned ? descriptor : null;
        }

        long key() {
            return (long) generation << 32 | fd;
        }
    }
}
