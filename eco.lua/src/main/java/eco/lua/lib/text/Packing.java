package eco.lua.lib.text;

import eco.lua.Arguments;
import eco.lua.LuaBuffer;
import eco.lua.LuaCoroutine;
import eco.lua.LuaString;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** {@code string.pack}, {@code string.packsize} and {@code string.unpack} (manual 6.4.2). */
public final class Packing {
    private Packing() {}

    /** Packs the arguments after the format. */
    public static LuaString pack(LuaCoroutine co, @Nullable Object[] args) {
        PackFormat format = new PackFormat(co, Arguments.string(co, args, 0).bytes());
        // The reference finds a nil where arguments run out, and says so.
        Object[] values = Arrays.copyOf(args, args.length + 1);
        LuaBuffer out = new LuaBuffer();
        int i = 1;
        while (format.hasNext()) {
            format.next(out.length());
            out.append(0, format.padding());
            int size = format.size();
            switch (format.kind()) {
                case SIGNED -> {
                    long value = Arguments.integer(co, values, i++);
                    if (size < 8 && value >> 8 * size - 1 != value >> 63) {
                        throw co.argumentError(i, "integer overflow");
                    }
                    putInteger(out, value, size, format.bigEndian(), value < 0);
                }
                case UNSIGNED -> {
                    long value = Arguments.integer(co, values, i++);
                    if (size < 8 && value >>> 8 * size != 0) {
                        throw co.argumentError(i, "unsigned overflow");
                    }
                    putInteger(out, value, size, format.bigEndian(), false);
                }
                case FLOAT -> {
                    float value = (float) Arguments.real(co, values, i++);
                    putInteger(out, Float.floatToRawIntBits(value), size, format.bigEndian(), false);
                }
                case DOUBLE -> {
                    double value = Arguments.real(co, values, i++);
                    putInteger(out, Double.doubleToRawLongBits(value), size, format.bigEndian(), false);
                }
                case FIXED_STRING -> {
                    LuaString text = Arguments.string(co, values, i++);
                    if (text.length() > size) {
                        throw co.argumentError(i, "string longer than given size");
                    }
                    out.append(text).append(0, size - text.length());
                }
                case COUNTED_STRING -> {
                    LuaString text = Arguments.string(co, values, i++);
                    if (size < 4 && text.length() >>> 8 * size != 0) {
                        throw co.argumentError(i, "string length does not fit in given size");
                    }
                    putInteger(out, text.length(), size, format.bigEndian(), false);
                    out.append(text);
                }
                case ZERO_STRING -> {
                    LuaString text = Arguments.string(co, values, i++);
                    if (ByteSearch.indexOf(text.bytes(), 0, text.length(), (byte) 0) >= 0) {
                        throw co.argumentError(i, "string contains zeros");
                    }
                    out.append(text).append(0);
                }
                case PADDING -> out.append(0);
                case ALIGNMENT, NOTHING -> {}
            }
        }
        return out.toLuaString();
    }

    /** The size of what the format packs, which must not vary. */
    public static long size(LuaCoroutine co, @Nullable Object[] args) {
        PackFormat format = new PackFormat(co, Arguments.string(co, args, 0).bytes());
        long total = 0;
        while (format.hasNext()) {
            format.next(total);
            if (format.kind() == PackFormat.Kind.COUNTED_STRING || format.kind() == PackFormat.Kind.ZERO_STRING) {
                throw co.argumentError(1, "variable-length format");
            }
            total += format.padding() + format.size();
            if (total > Integer.MAX_VALUE) {
                throw co.argumentError(1, "format result too large");
            }
        }
        return total;
    }

    /** The values packed in the second argument, and the position after them. */
    public static Object unpack(LuaCoroutine co, @Nullable Object[] args) {
        PackFormat format = new PackFormat(co, Arguments.string(co, args, 0).bytes());
        LuaString data = Arguments.string(co, args, 1);
        byte[] bytes = data.bytes();
        long position = Positions.start(Arguments.integer(co, args, 2, 1), bytes.length) - 1;
        if (position > bytes.length) {
            throw co.argumentError(3, "initial position out of string");
        }
        int at = (int) position;
        Object[] values = new Object[4];
        int count = 0;
        while (format.hasNext()) {
            format.next(at);
            ResultLimit.check(co, count + 1, "too many results");
            if (count == values.length - 1) {
                values = Arrays.copyOf(values, 2 * values.length);
            }
            int size = format.size();
            if ((long) format.padding() + size > bytes.length - at) {
                throw co.argumentError(2, "data string too short");
            }
            at += format.padding();
            switch (format.kind()) {
                case SIGNED -> values[count++] = integer(co, bytes, at, size, format.bigEndian(), true);
                case UNSIGNED -> values[count++] = integer(co, bytes, at, size, format.bigEndian(), false);
                case FLOAT -> {
                    int bits = (int) integer(co, bytes, at, size, format.bigEndian(), false);
                    values[count++] = (double) Float.intBitsToFloat(bits);
                }
                case DOUBLE -> {
                    long bits = integer(co, bytes, at, size, format.bigEndian(), false);
                    values[count++] = Double.longBitsToDouble(bits);
                }
                case FIXED_STRING -> values[count++] = data.substring(at, at + size);
                case COUNTED_STRING -> {
                    long length = integer(co, bytes, at, size, format.bigEndian(), false);
                    if (Long.compareUnsigned(length, bytes.length - at - size) > 0) {
                        throw co.argumentError(2, "data string too short");
                    }
                    at += (int) length;
                    values[count++] = data.substring(at + size - (int) length, at + size);
                }
                case ZERO_STRING -> {
                    int zero = ByteSearch.indexOf(bytes, at, bytes.length, (byte) 0);
                    if (zero < 0) {
                        throw co.argumentError(2, "unfinished string for format 'z'");
                    }
                    values[count++] = data.substring(at, zero);
                    at = zero + 1;
                }
                case PADDING, ALIGNMENT, NOTHING -> {}
            }
            at += size;
        }
        values[count++] = at + 1L;
        return count == 1 ? values[0] : Arrays.copyOf(values, count);
    }

    private static void putInteger(LuaBuffer out, long value, int size, boolean bigEndian, boolean negative) {
        out.reserve(size);
        for (int i = 0; i < size; i++) {
            int significance = bigEndian ? size - 1 - i : i;
            out.append(significance < 8 ? (int) (value >>> 8 * significance) : negative ? 0xff : 0);
        }
    }

    private static long integer(LuaCoroutine co, byte[] bytes, int at, int size, boolean bigEndian, boolean signed) {
        long value = 0;
        for (int significance = Math.min(size, 8) - 1; significance >= 0; significance--) {
            value = value << 8 | bytes[bigEndian ? at + size - 1 - significance : at + significance] & 0xff;
        }
        if (size < 8) {
            int unused = 64 - 8 * size;
            return signed ? value << unused >> unused : value;
        }
        byte rest = (byte) (signed && value < 0 ? 0xff : 0);
        for (int significance = 8; significance < size; significance++) {
            if (bytes[bigEndian ? at + size - 1 - significance : at + significance] != rest) {
                throw co.error(size + "-byte integer does not fit into Lua Integer");
            }
        }
        return value;
    }
}
