package eco.lua;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Builds a Lua string byte by byte.
 *
 * <p><b>Invariant.</b> A size that no array can have, or that the heap cannot hold, ends in a {@link LuaError} that says
 * {@code not enough memory}, at the moment of asking; the buffer then still holds what it held.
 */
public final class LuaBuffer {
    private static final int MAX_SIZE = Integer.MAX_VALUE - 8;

    private byte[] bytes;
    private int length;

    /** An empty buffer for a short text. */
    public LuaBuffer() {
        this(32);
    }

    /** An empty buffer with room for so many bytes. */
    public LuaBuffer(int capacity) {
        this.bytes = allocate(capacity);
    }

    /**
     * A zeroed array of the size, for results whose length a script chose.
     *
     * @throws LuaError "not enough memory" when it cannot be had
     */
    public static byte[] allocate(long size) {
        if (size > MAX_SIZE) {
            throw outOfMemory();
        }
        byte[] block = tryAllocate((int) size);
        if (block == null) {
            throw outOfMemory();
        }
        return block;
    }

    /** The error that stands for an allocation that failed. */
    public static LuaError outOfMemory() {
        return new LuaError("not enough memory");
    }

    /** Number of bytes so far. */
    public int length() {
        return length;
    }

    /** Drops what is beyond {@code newLength}, which must not be greater than the length. */
    public void truncate(int newLength) {
        if (newLength < 0 || newLength > length) {
            throw new IllegalArgumentException("length " + newLength + " of " + length);
        }
        length = newLength;
    }

    /** The byte at {@code index} (from 0) as 0 to 255. */
    public int byteAt(int index) {
        return bytes[index] & 0xff;
    }

    /** Adds the low 8 bits. */
    public LuaBuffer append(int oneByte) {
        if (length == bytes.length) {
            reserve(1);
        }
        bytes[length++] = (byte) oneByte;
        return this;
    }

    /** Adds the same byte so many times. */
    public LuaBuffer append(int oneByte, int times) {
        reserve(times);
        Arrays.fill(bytes, length, length + times, (byte) oneByte);
        length += times;
        return this;
    }

    /** Adds {@code count} bytes from {@code offset}. */
    public LuaBuffer append(byte[] source, int offset, int count) {
        reserve(count);
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
        return this;
    }

    /** Adds a string. */
    public LuaBuffer append(LuaString text) {
        return append(text.bytes(), 0, text.length());
    }

    /** Adds Java text as UTF-8. */
    public LuaBuffer append(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        return append(encoded, 0, encoded.length);
    }

    /** Makes room for so many more bytes. */
    public void reserve(long more) {
        long needed = length + more;
        if (needed <= bytes.length) {
            return;
        }
        if (needed > MAX_SIZE) {
            throw outOfMemory();
        }
        byte[] grown = tryAllocate((int) Math.min(MAX_SIZE, Math.max(needed, 2L * bytes.length)));
        if (grown == null) {
            // Not to the byte, lest a buffer that just fits be copied for each byte that is added.
            grown = allocate(Math.min(MAX_SIZE, needed + needed / 8));
        }
        System.arraycopy(bytes, 0, grown, 0, length);
        bytes = grown;
    }

    /** What was built, as a string of its own; the buffer may go on. */
    public LuaString toLuaString() {
        if (length == 0) {
            return LuaString.EMPTY;
        }
        byte[] exact = allocate(length);
        System.arraycopy(bytes, 0, exact, 0, length);
        return LuaString.wrap(exact);
    }

    /** What was built so far, decoded as UTF-8. */
    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    private static byte @Nullable [] tryAllocate(int size) {
        try {
            return new byte[size];
        } catch (OutOfMemoryError tooLarge) {
            return null;
        }
    }
}
