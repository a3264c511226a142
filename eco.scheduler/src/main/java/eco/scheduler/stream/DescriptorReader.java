package eco.scheduler.stream;

import eco.scheduler.Descriptor;
import eco.scheduler.Errno;
import eco.scheduler.EventLoop;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream by blocks, lines, needles and wholes.
 *
 * <p>Everything that is read goes through one buffer, {@code buffer[start..end)}; a call cuts its result off the buffer
 * only when it is complete. So a call that times out, is cancelled or fails leaves what it has gathered to the next one.
 * An empty buffer has no array: what is idle costs nothing. Lines and needles read ahead by at most
 * {@value #READ_AHEAD} bytes, the other calls not at all, so that others who read the same descriptor find the rest.
 *
 * <p>A timeout limits inactivity: it starts anew with every wait inside a call. For one task at a time. Confined to the
 * loop's thread. All reading methods suspend.
 */
public final class DescriptorReader {
    /** How far lines and needles read ahead. */
    public static final int READ_AHEAD = 4096;
    /** The longest needle. */
    public static final int MAX_NEEDLE = 256;

    /** What one transfer brings at most. */
    private static final int MAX_TRANSFER = 1 << 20;
    /** Room that is made on the strength of a caller's wish alone. */
    private static final int MAX_TRUST = 1 << 20;

    private static final byte[] NONE = {};

    /**
     * A piece before a needle.
     *
     * @param data what came before the needle, or a part of it
     * @param complete whether the needle came next, and has been consumed
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Piece(byte[] data, boolean complete) {}

    private final Waiter waiter;
    private final ByteSource source;
    private byte[] buffer = NONE;
    private int start;
    private int end;
    /** The last transfer found the end. */
    private boolean ended;

    /** Reads {@code descriptor}, which must be non-blocking and stays its owner's. */
    public DescriptorReader(EventLoop loop, Descriptor descriptor) {
        this(loop, descriptor, descriptor::read);
    }

    /** Reads {@code source}, which has something new when {@code descriptor} is readable. */
    public DescriptorReader(EventLoop loop, Descriptor descriptor, ByteSource source) {
        this.waiter = new Waiter(loop, descriptor, "read");
        this.source = source;
    }

    /**
     * Reads what is there: the buffer's content if it has any, else one transfer.
     *
     * @param max at least 1
     * @return 1 to {@code max} bytes, or null at the end
     */
    public byte @Nullable [] read(int max, long timeoutNanos) throws IOException {
        refuseIfBusy();
        if (end > start) {
            return take(Math.min(max, end - start));
        }
        try {
            byte[] room = shared(max);
            int n = transfer(room, 0, Math.min(max, room.length), timeoutNanos);
            return n == 0 ? null : Arrays.copyOf(room, n);
        } finally {
            waiter.done();
        }
    }

    /** Reads exactly {@code size} bytes (at least 1): null if the end comes first, and what came before it is dropped. */
    public byte @Nullable [] readFully(int size, long timeoutNanos) throws IOException {
        refuseIfBusy();
        try {
            while (end - start < size) {
                if (fill(size - (end - start), size, timeoutNanos) == 0) {
                    clear();
                    return null;
                }
            }
            return take(size);
        } finally {
            waiter.done();
        }
    }

    /**
     * Reads to the end.
     *
     * @return null if nothing came and the transfer before had met the end already; an empty array if this one was the
     *     first to meet it
     */
    public byte @Nullable [] readAll(long timeoutNanos) throws IOException {
        refuseIfBusy();
        try {
            boolean before = ended;
            while (fill(MAX_TRANSFER, 0, timeoutNanos) > 0) {
                before = false;
            }
            return end == start && before ? null : take(end - start);
        } finally {
            waiter.done();
        }
    }

    /**
     * Reads a line of any length.
     *
     * @param keepTerminator whether LF, and CR before it, are part of the result; else LF and one CR are cut off
     * @return null if the end comes before LF; what came before it is dropped
     */
    public byte @Nullable [] readLine(boolean keepTerminator, long timeoutNanos) throws IOException {
        refuseIfBusy();
        try {
            int scanned = 0;
            while (true) {
                int lf = indexOf((byte) '\n', start + scanned);
                if (lf >= 0) {
                    return cutLine(lf, keepTerminator);
                }
                scanned = end - start;
                if (fill(READ_AHEAD, 0, timeoutNanos) == 0) {
                    clear();
                    return null;
                }
            }
        } finally {
            waiter.done();
        }
    }

    private byte[] cutLine(int lf, boolean keepTerminator) {
        if (keepTerminator) {
            return take(lf + 1 - start);
        }
        int length = lf - start;
        int skip = 1;
        if (length > 0 && buffer[lf - 1] == '\r') {
            length--;
            skip = 2;
        }
        byte[] line = Arrays.copyOfRange(buffer, start, start + length);
        skip(length + skip);
        return line;
    }

    private int indexOf(byte wanted, int from) {
        byte[] bytes = buffer;
        for (int i = from; i < end; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Reads up to a needle, piecewise: once there is more than the needle's length without a match, what cannot be the
     * needle's beginning is handed out.
     *
     * @param needle 1 to {@value #MAX_NEEDLE} bytes
     * @return null at the end; what came before the end is a piece that is not complete
     */
    public @Nullable Piece readUntil(byte[] needle, long timeoutNanos) throws IOException {
        refuseIfBusy();
        if (needle.length == 0 || needle.length > MAX_NEEDLE) {
            throw new IllegalArgumentException("needle length must be 1~" + MAX_NEEDLE + " bytes");
        }
        try {
            int scanned = 0;
            while (true) {
                int found = find(needle, start + Math.max(0, scanned - needle.length + 1));
                if (found >= 0) {
                    byte[] data = Arrays.copyOfRange(buffer, start, found);
                    skip(data.length + needle.length);
                    return new Piece(data, true);
                }
                int length = end - start;
                if (length > needle.length) {
                    return new Piece(take(Math.min(length, READ_AHEAD) - needle.length + 1), false);
                }
                scanned = length;
                if (fill(READ_AHEAD - length, 0, timeoutNanos) == 0) {
                    return length == 0 ? null : new Piece(take(length), false);
                }
            }
        } finally {
            waiter.done();
        }
    }

    private int find(byte[] needle, int from) {
        byte first = needle[0];
        int last = end - needle.length;
        for (int i = from; i <= last; i++) {
            if (buffer[i] == first && Arrays.equals(buffer, i, i + needle.length, needle, 0, needle.length)) {
                return i;
            }
        }
        return -1;
    }

    /** Suspends until the descriptor is readable, whatever the buffer holds. Exceptions as {@link DescriptorWait#await}. */
    public void await(long timeoutNanos) throws IOException {
        refuseIfBusy();
        waiter.await(Descriptor.READ, timeoutNanos);
    }

    /** How many bytes the next call finds in the buffer. */
    public int buffered() {
        return end - start;
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

    private byte[] shared(int wanted) {
        return waiter.loop().descriptors().sharedBuffer(Math.min(wanted, MAX_TRANSFER));
    }

    /** Adds 1 to {@code limit} bytes to the buffer; 0 at the end. {@code total} is how much it will hold in the end, or 0. */
    private int fill(int limit, int total, long timeoutNanos) throws IOException {
        if (end > start) {
            makeRoom(Math.min(limit, READ_AHEAD), total);
            int n = transfer(buffer, end, Math.min(limit, Math.min(MAX_TRANSFER, buffer.length - end)), timeoutNanos);
            end += n;
            return n;
        }
        byte[] room = shared(1);
        int n = transfer(room, 0, Math.min(limit, room.length), timeoutNanos);
        if (n > 0) {
            buffer = new byte[Math.max(n, Math.min(total, MAX_TRUST))];
            System.arraycopy(room, 0, buffer, 0, n);
            start = 0;
            end = n;
        }
        return n;
    }

    /** Makes sure that {@code wanted} bytes fit behind the content. */
    private void makeRoom(int wanted, int total) {
        if (buffer.length - end >= wanted) {
            return;
        }
        int length = end - start;
        if (start >= length && buffer.length - length >= wanted) {
            System.arraycopy(buffer, start, buffer, 0, length);
        } else {
            long capacity = Math.max(length + (long) READ_AHEAD, 2L * length);
            if (total > 0) {
                capacity = Math.min(total, Math.max(capacity, MAX_TRUST));
            }
            if (capacity > Integer.MAX_VALUE - 8) {
                throw new OutOfMemoryError("a stream's buffer cannot hold more");
            }
            byte[] wider = new byte[(int) capacity];
            System.arraycopy(buffer, start, wider, 0, length);
            buffer = wider;
        }
        start = 0;
        end = length;
    }

    /**
     * One transfer: tries, and waits only if nothing is there. {@code room} may be the loop's shared buffer, since nothing
     * suspends between a successful try and the return.
     */
    private int transfer(byte[] room, int offset, int length, long timeoutNanos) throws IOException {
        while (true) {
            waiter.shareFairly();
            int n = source.read(room, offset, length);
            if (n >= 0) {
                ended = n == 0;
                return n;
            }
            if (n != -Errno.EAGAIN) {
                throw waiter.failure(n);
            }
            waiter.block(Descriptor.READ, timeoutNanos);
        }
    }

    private byte[] take(int length) {
        byte[] taken;
        if (start == 0 && length == buffer.length) {
            taken = buffer;
        } else {
            taken = Arrays.copyOfRange(buffer, start, start + length);
        }
        skip(length);
        return taken;
    }

    private void skip(int length) {
        start += length;
        if (start == end) {
            clear();
        }
    }

    private void clear() {
        buffer = NONE;
        start = 0;
        end = 0;
    }
}
