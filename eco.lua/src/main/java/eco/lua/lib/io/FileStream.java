package eco.lua.lib.io;

import eco.lua.LuaString;
import eco.scheduler.Errno;
import eco.scheduler.Mutex;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file with a buffer for reading and one for writing, as C's stdio has them.
 *
 * <p><b>Invariant.</b> At most one of the two holds bytes: reading first writes out what is pending, writing first gives
 * back what was read ahead. A stream with pending output is in its runtime's set of unwritten streams, so that the end
 * of the program finds it.
 */
final class FileStream {
    /** When output is handed on: at once, at the end of each line, when the buffer is full. */
    enum Buffering {
        NONE,
        LINE,
        FULL
    }

    private static final int READ_SIZE = 8192;
    private static final int WRITE_SIZE = 4096;
    private static final byte[] NOTHING = new byte[0];

    private final Medium medium;
    private final boolean readable;
    private final boolean writable;
    private final Set<FileStream> unwritten;
    private final Mutex writing = new Mutex();
    private Buffering buffering;
    private int writeSize = WRITE_SIZE;
    private byte[] input = NOTHING;
    private int inputStart;
    private int inputEnd;
    private byte[] output = NOTHING;
    private int outputLength;
    private @Nullable Runnable beforeWaiting;

    FileStream(Medium medium, boolean readable, boolean writable, Buffering buffering, Set<FileStream> unwritten) {
        this.medium = medium;
        this.readable = readable;
        this.writable = writable;
        this.buffering = buffering;
        this.unwritten = unwritten;
    }

    /** Sets what is done before input is waited for, such as showing a prompt. */
    void beforeWaiting(Runnable action) {
        this.beforeWaiting = action;
    }

    Buffering buffering() {
        return buffering;
    }

    /** The next byte without taking it, or -1 at the end. */
    int peek() throws IOException {
        return inputStart < inputEnd || fill() ? input[inputStart] & 0xff : -1;
    }

    /** Takes the byte that {@link #peek} showed. */
    void skip() {
        inputStart++;
    }

    /** The bytes read ahead; {@link #inputStart} to {@link #inputEnd} are valid until the next call. */
    byte[] input() {
        return input;
    }

    int inputStart() {
        return inputStart;
    }

    int inputEnd() {
        return inputEnd;
    }

    /** Takes so many of the bytes read ahead. */
    void take(int count) {
        inputStart += count;
    }

    /** Reads ahead when nothing is left; false at the end. */
    boolean fill() throws IOException {
        if (inputStart < inputEnd) {
            return true;
        }
        if (!readable) {
            throw new SystemError(Errno.EBADF);
        }
        flush();
        if (input.length == 0) {
            input = new byte[READ_SIZE];
        }
        int count;
        if (medium.readMayWait()) {
            if (beforeWaiting != null) {
                beforeWaiting.run();
            }
            byte[] arriving = new byte[READ_SIZE];
            count = Waiting.call(() -> medium.read(arriving, 0, arriving.length));
            return accept(arriving, count);
        }
        count = medium.read(input, 0, input.length);
        inputStart = 0;
        inputEnd = Math.max(count, 0);
        return count > 0;
    }

    /** Takes what a worker read; another task may have read ahead meanwhile, and came first. */
    private boolean accept(byte[] arriving, int count) {
        if (count > 0) {
            int waiting = inputEnd - inputStart;
            byte[] joined = Arrays.copyOf(
                    Arrays.copyOfRange(input, inputStart, inputEnd), Math.max(READ_SIZE, waiting + count));
            System.arraycopy(arriving, 0, joined, waiting, count);
            input = joined;
            inputStart = 0;
            inputEnd = waiting + count;
        }
        return inputStart < inputEnd;
    }

    void write(LuaString text) throws IOException {
        write(text.bytes(), 0, text.length());
    }

    void write(byte[] bytes, int offset, int length) throws IOException {
        prepareToWrite();
        if (length > writeSize - outputLength || buffering == Buffering.NONE) {
            flush();
            if (length >= writeSize || buffering == Buffering.NONE) {
                send(bytes, offset, length);
                return;
            }
        }
        append(bytes, offset, length);
        if (buffering == Buffering.LINE && lastNewline(bytes, offset, length)) {
            flush();
        }
    }

    void write(int b) throws IOException {
        prepareToWrite();
        if (outputLength == writeSize) {
            flush();
        }
        if (outputLength == output.length) {
            append(new byte[] {(byte) b}, 0, 1);
        } else {
            output[outputLength++] = (byte) b;
        }
        if (buffering == Buffering.NONE || buffering == Buffering.LINE && b == '\n') {
            flush();
        }
    }

    private void prepareToWrite() throws IOException {
        if (!writable) {
            throw new SystemError(Errno.EBADF);
        }
        if (inputStart < inputEnd) {
            int ahead = inputEnd - inputStart;
            inputStart = inputEnd;
            medium.seek(Medium.CURRENT, -ahead);
        }
    }

    private void append(byte[] bytes, int offset, int length) {
        if (outputLength == 0) {
            unwritten.add(this);
        }
        if (output.length < outputLength + length) {
            output = Arrays.copyOf(output, Math.min(Math.max(256, 2 * (outputLength + length)), writeSize));
        }
        System.arraycopy(bytes, offset, output, outputLength, length);
        outputLength += length;
    }

    private static boolean lastNewline(byte[] bytes, int offset, int length) {
        for (int i = offset + length - 1; i >= offset; i--) {
            if (bytes[i] == '\n') {
                return true;
            }
        }
        return false;
    }

    /** Hands pending output on. What could not be written is lost, and reported once. */
    void flush() throws IOException {
        if (outputLength > 0) {
            int length = outputLength;
            byte[] pending = output;
            outputLength = 0;
            unwritten.remove(this);
            if (medium.writeMayWait()) {
                output = NOTHING;
            }
            send(pending, 0, length);
        }
    }

    private void send(byte[] bytes, int offset, int length) throws IOException {
        if (medium.writeMayWait()) {
            Waiting.callInTurn(writing, () -> {
                medium.write(bytes, offset, length);
                return null;
            });
        } else {
            medium.write(bytes, offset, length);
        }
    }

    /** Moves the position; answers the new one, from the start of the file. */
    long seek(int whence, long offset) throws IOException {
        flush();
        int ahead = inputEnd - inputStart;
        if (whence == Medium.CURRENT) {
            if (offset == 0) {
                return medium.seek(Medium.CURRENT, 0) - ahead;
            }
            long target = medium.seek(Medium.CURRENT, offset - ahead);
            inputStart = inputEnd;
            return target;
        }
        long target = medium.seek(whence, offset);
        inputStart = inputEnd;
        return target;
    }

    void buffering(Buffering mode, int size) throws IOException {
        flush();
        this.buffering = mode;
        this.writeSize = size > 0 ? size : WRITE_SIZE;
        this.output = NOTHING;
    }

    /** Writes out what is pending and closes the medium, also when writing fails. */
    void close() throws IOException {
        try {
            flush();
        } finally {
            medium.close();
        }
    }
}
