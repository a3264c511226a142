package eco.lua.runtime;

import eco.lua.LuaString;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Conversions between numbers and text, and between integers and floats, as sections 3.4.3 and 3.1 of the manual have them. */
public final class Numbers {
    private static final int SHOWN_DIGITS = 14;
    private static final double INTEGERS_SHOWN_IN_FULL = 1e14;
    private static final byte[] SMALLEST = "-9223372036854775808".getBytes(StandardCharsets.US_ASCII);

    private Numbers() {}

    /** A numeral in full (with surrounding white space) as Long or Double, or null if it is none. */
    public static @Nullable Object parse(LuaString text) {
        return NumeralReader.read(text.bytes(), 0, text.length());
    }

    /** The numeral {@code bytes[from..to)} in full as Long or Double, or null if it is none. */
    public static @Nullable Object parse(byte[] bytes, int from, int to) {
        return NumeralReader.read(bytes, from, to);
    }

    /** A number as {@code tostring} shows it ({@code %d}, or {@code %.14g} with {@code .0} where it looks like an integer). */
    public static LuaString format(Object number) {
        return number instanceof Long integer ? format(integer.longValue()) : format(((Double) number).doubleValue());
    }

    /** An integer as {@code tostring} shows it. */
    public static LuaString format(long integer) {
        if (integer == Long.MIN_VALUE) {
            return LuaString.copyOf(SMALLEST, 0, SMALLEST.length);
        }
        byte[] bytes = new byte[length(integer)];
        write(integer, bytes, bytes.length);
        return LuaString.wrap(bytes);
    }

    /** A float as {@code tostring} shows it. */
    public static LuaString format(double real) {
        double magnitude = Math.abs(real);
        if (magnitude < INTEGERS_SHOWN_IN_FULL && magnitude == (long) magnitude) {
            boolean minus = Double.doubleToRawLongBits(real) < 0;
            int sign = minus ? 1 : 0;
            int length = sign + length((long) magnitude);
            byte[] bytes = new byte[length + 2];
            bytes[0] = '-';
            write((long) magnitude, bytes, length);
            bytes[length] = '.';
            bytes[length + 1] = '0';
            return LuaString.wrap(bytes);
        }
        String text = FloatFormat.format(real, 'g', SHOWN_DIGITS, false);
        return LuaString.wrap((looksLikeInteger(text) ? text + ".0" : text).getBytes(StandardCharsets.ISO_8859_1));
    }

    private static boolean looksLikeInteger(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '-' && (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }

    private static int length(long integer) {
        int length = integer < 0 ? 2 : 1;
        for (long rest = integer / 10; rest != 0; rest /= 10) {
            length++;
        }
        return length;
    }

    /** Writes the integer so that it ends before {@code end}. */
    private static void write(long integer, byte[] bytes, int end) {
        long rest = Math.abs(integer);
        int at = end;
        do {
            bytes[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest != 0);
        if (integer < 0) {
            bytes[--at] = '-';
        }
    }

    /** The value as a number (Long or Double), converting strings; null if it is not convertible. */
    public static @Nullable Object toNumber(@Nullable Object value) {
        if (value instanceof Long || value instanceof Double) {
            return value;
        }
        return value instanceof LuaString s ? parse(s) : null;
    }

    /** The value as an integer, converting integral floats and numerals; null if it has no integer representation. */
    public static @Nullable Long toInteger(@Nullable Object value) {
        if (value instanceof Long l) {
            return l;
        }
        if (value instanceof Double d) {
            return isInteger(d) ? (Long) d.longValue() : null;
        }
        return value instanceof LuaString s ? toInteger(parse(s)) : null;
    }

    /** True when the float has an integer representation: integral and within the range of integers. */
    public static boolean isInteger(double real) {
        return real >= -0x1p63 && real < 0x1p63 && real == Math.rint(real);
    }
}
