package eco.lua;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A Lua string: an immutable sequence of bytes with a cached hash. Nothing here assumes an encoding; Java text crosses
 * the border only through {@link #of(String)} and {@link #toString()}, both UTF-8.
 *
 * <p>The byte array is shared, never copied defensively: whoever hands one over gives it up, and whoever reads
 * {@link #bytes()} must not write to it.
 */
public final class LuaString implements Comparable<LuaString> {
    /** The empty string. */
    public static final LuaString EMPTY = new LuaString(new byte[0]);

    private static final LuaString[] SINGLE_BYTES = new LuaString[256];

    static {
        for (int b = 0; b < SINGLE_BYTES.length; b++) {
            SINGLE_BYTES[b] = new LuaString(new byte[] {(byte) b});
        }
    }

    private final byte[] bytes;
    private int hash;

    private LuaString(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Takes ownership of {@code bytes}. */
    public static LuaString wrap(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new LuaString(bytes);
    }

    /** Copies {@code length} bytes from {@code offset}. */
    public static LuaString copyOf(byte[] source, int offset, int length) {
        if (length <= 1) {
            return length == 0 ? EMPTY : ofByte(source[offset]);
        }
        return new LuaString(Arrays.copyOfRange(source, offset, offset + length));
    }

    /** The string of one byte, the low 8 bits; the same object for the same byte. */
    public static LuaString ofByte(int oneByte) {
        return SINGLE_BYTES[oneByte & 0xff];
    }

    /** The UTF-8 bytes of {@code text}. */
    public static LuaString of(String text) {
        return wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The bytes themselves; not to be written to. */
    public byte[] bytes() {
        return bytes;
    }

    /** Length in bytes. */
    public int length() {
        return bytes.length;
    }

    /** The byte at {@code index} (from 0) as 0 to 255. */
    public int byteAt(int index) {
        return bytes[index] & 0xff;
    }

    /** Bytes {@code from} (inclusive, from 0) to {@code to} (exclusive). */
    public LuaString substring(int from, int to) {
        return from == 0 && to == bytes.length ? this : copyOf(bytes, from, to - from);
    }

    /** This string followed by {@code other}. */
    public LuaString concat(LuaString other) {
        if (bytes.length == 0) {
            return other;
        }
        if (other.bytes.length == 0) {
            return this;
        }
        byte[] joined = Arrays.copyOf(bytes, Math.addExact(bytes.length, other.bytes.length));
        System.arraycopy(other.bytes, 0, joined, bytes.length, other.bytes.length);
        return new LuaString(joined);
    }

    /** Unsigned byte order, as the C locale's {@code strcoll} has it. */
    @Override
    public int compareTo(LuaString other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof LuaString s)) {
            return false;
        }
        // Hashes that are known save the bytes; to compute them would cost more than to compare.
        int mine = hash;
        int its = s.hash;
        return (mine == its || mine == 0 || its == 0) && Arrays.equals(bytes, s.bytes);
    }

    @Override
    public int hashCode() {
        int h = hash;
        if (h == 0) {
            h = Arrays.hashCode(bytes);
            h ^= h >>> 15;
            hash = h == 0 ? 1 : h;
            return hash;
        }
        return h;
    }

    /** The bytes decoded as UTF-8; what is not UTF-8 becomes U+FFFD. */
    @Override
    public String toString() {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
