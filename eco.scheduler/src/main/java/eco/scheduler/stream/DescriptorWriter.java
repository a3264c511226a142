package eco.scheduler.stream;

import eco.scheduler.Descriptor;
import eco.scheduler.DescriptorTable;
import eco.scheduler.Errno;
import eco.scheduler.EventLoop;
import eco.scheduler.KernelException;
import eco.scheduler.kernel.Linux;
import java.io.EOFException;
import java.io.IOException;

/**
 * Writes a stream: each call all of its data, or fails. A timeout limits inactivity, as with {@link DescriptorReader}. For one task at a
 * time. Confined to the loop's thread. All writing methods suspend.
 */
public final class DescriptorWriter {
    /** What one call of the kernel is given at most, so that pinned memory and file copies stay short. */
    private static final int MAX_TRANSFER = 1 << 20;

    private final Waiter waiter;
    private final ByteSink sink;

    /** Writes {@code descriptor}, which must be non-blocking and stays its owner's. */
    public DescriptorWriter(EventLoop loop, Descriptor descriptor) {
        this(loop, descriptor, descriptor::write);
    }

    /** Writes {@code sink}, which has room when {@code descriptor} is writable. */
    public DescriptorWriter(EventLoop loop, Descriptor descriptor, ByteSink sink) {
        this.waiter = new Waiter(loop, descriptor, "write");
        this.sink = sink;
    }

    /**
     * Writes all of that part of {@code data}, which must not change meanwhile. Nothing at all is written as well: that is an empty
     * message to a socket that keeps messages apart. How much went out before a failure is not told.
     */
    public void write(byte[] data, int offset, int length, long timeoutNanos) throws IOException {
        refuseIfBusy();
        try {
            waiter.shareFairly();
            int at = offset;
            int limit = offset + length;
            boolean written = false;
            while (at < limit || !written) {
                int n = sink.write(data, at, Math.min(limit - at, MAX_TRANSFER));
                if (n >= 0) {
                    at += n;
                    written = true;
                } else if (n == -Errno.EAGAIN) {
                    waiter.block(Descriptor.WRITE, timeoutNanos);
                } else {
                    throw waiter.failure(n);
                }
            }
        } finally {
            waiter.done();
        }
    }

    /**
     * Sends a part of a file, inside the kernel.
     *
     * @param path the file's path, without a final NUL
     * @param length at least 1
     * @throws EOFException if the file ends before {@code length} bytes; what it had was sent
     */
    public void sendFile(byte[] path, long offset, long length, long timeoutNanos) throws IOException {
        refuseIfBusy();
        EventLoop loop = waiter.loop();
        DescriptorTable table = loop.descriptors();
        int flags = Linux.O_RDONLY | Linux.O_CLOEXEC | Linux.O_NONBLOCK | Linux.O_NOCTTY;
        int fd = table.open(() -> loop.kernel().openat(Linux.AT_FDCWD, path, flags, 0));
        if (fd < 0) {
            throw new KernelException("open a file to send", fd);
        }
        try (Descriptor file = table.adopt(fd)) {
            copy(file, offset, length, timeoutNanos);
        } finally {
            waiter.done();
        }
    }

    private void copy(Descriptor file, long offset, long length, long timeoutNanos) throws IOException {
        long at = offset;
        long limit = offset + length;
        while (at < limit) {
            waiter.shareFairly();
            int to = waiter.descriptor().fd();
            long n = waiter.loop().kernel().sendfile(to, file.fd(), at, Math.min(limit - at, MAX_TRANSFER));
            if (n > 0) {
                at += n;
            } else if (n == 0) {
                // The contract: a target that cannot be waited for says so first.
                waiter.descriptor().awaitWritable(0);
                throw new EOFException("send a file: it ended " + (limit - at) + " bytes before the length asked for");
            } else if (n == -Errno.EAGAIN) {
                waiter.block(Descriptor.WRITE, timeoutNanos);
            } else if (n != -Errno.EINTR) {
                throw waiter.failure((int) n);
            }
        }
    }

    /** Suspends until the descriptor is writable. Exceptions as {@link DescriptorWait#await}. */
    public void await(long timeoutNanos) throws IOException {
        refuseIfBusy();
        waiter.await(Descriptor.WRITE, timeoutNanos);
    }

    /** Has the waiting task, if there is one, go on with {@link WaitCanceledException}. Does not affect later calls. */
    public void cancel() {
        waiter.cancel();
    }

    /** Ends the object's use; a waiting task is cancelled. The descriptor stays open. */
    public void detach() {
        waiter.detach();
    }

    /** Whether {@link #detach} was called. */
    public boolean isDetached() {
        return waiter.isDetached();
    }

    /** Whether the descriptor is a socket; false once it is closed. */
    public boolean isSocket() {
        return waiter.isSocket();
    }

    /** @throws BusyStreamException if another task is in a call on this object */
    public void refuseIfBusy() {
        waiter.refuseIfBusy();
    }
}
