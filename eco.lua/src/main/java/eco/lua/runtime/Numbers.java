package eco.lua.runtime;

import eco.lua.LuaString;
import org.jspecify.annotations.Nullable;

/** Conversions between numbers and text, and between integers and floats, as sections 3.4.3 and 3.1 of the manual have them. */
public final class Numbers {
    private static final int SIGNIFICANT_DIGITS = 14;

    /** Whole floats below it have no more than the significant digits. */
    private static final long EXACT_LIMIT = 100_000_000_000_000L;

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
        if (!(number instanceof Double d)) {
            return LuaString.of(number.toString());
        }
        long whole = (long) (double) d;
        if (whole == d && Math.abs(whole) < EXACT_LIMIT && (whole != 0 || 1 / d > 0)) {
            return LuaString.of(whole + ".0");
        }
        String text = FloatFormat.format(d, 'g', SIGNIFICANT_DIGITS, false);
        return LuaString.of(looksLikeInteger(text) ? text + ".0" : text);
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
            return d == Math.rint(d) && d >= -0x1p63 && d < 0x1p63 ? (Long) d.longValue() : null;
        }
        return value instanceof LuaString s ? toInteger(parse(s)) : null;
    }
}
