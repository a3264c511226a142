package eco.scheduler.stream;

import eco.scheduler.Descriptor;
import eco.scheduler.Errno;
import eco.scheduler.EventLoop;
import eco.scheduler.KernelException;
import eco.scheduler.Task;
import eco.scheduler.Wake;
import eco.scheduler.kernel.Linux;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * How one stream object suspends: at most one task at a time, on one descriptor.
 *
 * <p>Invariant: {@link #task} is the task whose call has suspended in this object, from then to the call's end,
 * so that nobody else can get at what that call has gathered.
 */
final class Waiter {
    /** A task that has had the thread for so long lets the others have a turn before its next transfer. */
    private static final long FAIR_SHARE_NANOS = 300_000_000;

    private static final byte[] NO_PATH = {};
    private static final int STATX_TYPE = 1;
    private static final int S_IFMT = 0xf000;
    private static final int S_IFSOCK = 0xc000;

    private final EventLoop loop;
    private final Descriptor descriptor;
    private final String what;
    private @Nullable Task task;
    private boolean detached;

    Waiter(EventLoop loop, Descriptor descriptor, String what) {
        this.loop = loop;
        this.descriptor = descriptor;
        this.what = what;
    }

    Descriptor descriptor() {
        return descriptor;
    }

    EventLoop loop() {
        return loop;
    }

    /** To be called first by everything that may suspend. */
    void refuseIfBusy() {
        if (task != null && !task.isDone()) {
            throw new BusyStreamException();
        }
    }

    boolean isDetached() {
        return detached;
    }

    /** Ends the object's use: the waiting task is cancelled. */
    void detach() {
        cancel();
        detached = true;
    }

    /** After {@code EAGAIN}: returns when it is worth another try. {@link #done} ends the call. */
    void block(int events, long timeoutNanos) throws IOException {
        enter();
        check(
                events == Descriptor.READ
                        ? descriptor.blockReadable(timeoutNanos)
                        : descriptor.blockWritable(timeoutNanos));
    }

    /** Looks first; returns when any of the events holds. */
    void await(int events, long timeoutNanos) throws IOException {
        if (!descriptor.isOpen()) {
            throw failure(Errno.EBADF);
        }
        enter();
        try {
            check(descriptor.await(events, timeoutNanos));
        } finally {
            done();
        }
    }

    /** Gives the others a turn if this task has run long without suspending. {@link #done} ends the call. */
    void shareFairly() throws IOException {
        if (loop.now() - loop.resumedAt() < FAIR_SHARE_NANOS) {
            return;
        }
        if (enter().park(0) == Wake.CANCELED || !descriptor.isOpen()) {
            throw new WaitCanceledException(what);
        }
    }

    private void check(Wake wake) throws IOException {
        switch (wake) {
            case READY, RESUMED -> {}
            case TIMEOUT -> throw new SocketTimeoutException(what + ": timeout");
            case CANCELED, CLOSED -> throw new WaitCanceledException(what);
        }
    }

    private Task enter() {
        Task me = Task.current();
        task = me;
        return me;
    }

    /** To be called at the end of each call that may have suspended; a no-op if it has not. */
    void done() {
        if (task != null && task == Task.currentOrNull()) {
            task = null;
        }
    }

    /** Queues the task that waits, if it is not queued yet. Not remembered. */
    void cancel() {
        if (task != null) {
            task.wake(Wake.CANCELED);
        }
    }

    KernelException failure(int errno) {
        return new KernelException(what, errno);
    }

    /** Whether the descriptor is a socket; false once it is closed. */
    boolean isSocket() {
        byte[] statx = new byte[Linux.STATX_SIZE];
        int result = loop.kernel().statx(descriptor.fd(), NO_PATH, Linux.AT_EMPTY_PATH, STATX_TYPE, statx);
        short mode = ByteBuffer.wrap(statx).order(ByteOrder.nativeOrder()).getShort(Linux.STATX_MODE);
        return result == 0 && (mode & S_IFMT) == S_IFSOCK;
    }
}
