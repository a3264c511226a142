package eco.lua.syntax;

import eco.lua.LuaString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;

/** The bytes of a binary chunk. Its header and checksum have been checked once it exists. */
final class DumpInput {
    private final byte[] chunk;
    private final LuaString chunkName;
    private int at;

    DumpInput(byte[] chunk, LuaString chunkName) throws LuaSyntaxException {
        this.chunk = chunk;
        this.chunkName = chunkName;
        byte[] header = DumpFormat.header();
        int common = Math.min(header.length, chunk.length);
        if (!Arrays.equals(header, 0, common, chunk, 0, common)) {
            throw bad(
                    Arrays.mismatch(header, 0, common, chunk, 0, common) < 4
                            ? "not a binary chunk"
                            : "version mismatch");
        }
        at = header.length;
        if (remaining() < 2 * Integer.BYTES) {
            throw bad("truncated chunk");
        }
        ByteBuffer sizes = ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN);
        int length = sizes.getInt(at);
        int checksum = sizes.getInt(at + Integer.BYTES);
        at += 2 * Integer.BYTES;
        if (length < 0 || length > remaining()) {
            throw bad("truncated chunk");
        }
        CRC32 actual = new CRC32();
        actual.update(chunk, at, length);
        if ((int) actual.getValue() != checksum) {
            throw bad("corrupted chunk");
        }
    }

    private int remaining() {
        return chunk.length - at;
    }

    int octet() throws LuaSyntaxException {
        if (at >= chunk.length) {
            throw bad("truncated chunk");
        }
        return chunk[at++] & 0xff;
    }

    boolean flag() throws LuaSyntaxException {
        return octet() != 0;
    }

    /** An integer that is not negative. */
    int integer() throws LuaSyntaxException {
        int value = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += 7) {
            int b = octet();
            value |= (b & 0x7f) << shift;
            if (b < 0x80) {
                if (value < 0) {
                    break;
                }
                return value;
            }
        }
        throw corrupted();
    }

    /** An integer from 0 to {@code limit}, exclusive. */
    int below(int limit) throws LuaSyntaxException {
        int value = integer();
        if (value >= limit) {
            throw corrupted();
        }
        return value;
    }

    /** A count of things that take a byte each at least. */
    int count() throws LuaSyntaxException {
        return below(remaining() + 1);
    }

    long fixed() throws LuaSyntaxException {
        if (remaining() < Long.BYTES) {
            throw bad("truncated chunk");
        }
        long value = ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN).getLong(at);
        at += Long.BYTES;
        return value;
    }

    LuaString string() throws LuaSyntaxException {
        int length = count();
        LuaString string = LuaString.copyOf(chunk, at, length);
        at += length;
        return string;
    }

    LuaSyntaxException corrupted() {
        return bad("corrupted chunk");
    }

    private LuaSyntaxException bad(String why) {
        LuaString name = chunkName;
        if (name.length() > 0 && (name.byteAt(0) == '@' || name.byteAt(0) == '=')) {
            name = name.substring(1, name.length());
        } else if (name.length() > 0 && name.byteAt(0) == 0x1b) {
            name = Lexer.ascii("binary string");
        }
        return new LuaSyntaxException(name.concat(Lexer.ascii(": bad binary format (" + why + ")")));
    }
}
