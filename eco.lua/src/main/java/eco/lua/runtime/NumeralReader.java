package eco.lua.runtime;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Numerals, as section 3.1 of the manual has them. Decimal integers that do not fit become floats, hexadecimal ones wrap
 * around. Short numerals are converted exactly without a detour; the rest go to the JDK (decimal) or are rounded here
 * (hexadecimal), so every result is the nearest float.
 */
final class NumeralReader {
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private NumeralReader() {}

    /** {@code bytes[from..to)} in full as a Long or Double, white space around it allowed; null if it is no numeral. */
    static @Nullable Object read(byte[] bytes, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && isSpace(bytes[start])) {
            start++;
        }
        while (start < end && isSpace(bytes[end - 1])) {
            end--;
        }
        int at = start;
        boolean negative = false;
        if (at < end && (bytes[at] == '-' || bytes[at] == '+')) {
            negative = bytes[at++] == '-';
        }
        if (at >= end) {
            return null;
        }
        if (bytes[at] == '0' && at + 1 < end && (bytes[at + 1] | 0x20) == 'x') {
            return hexadecimal(bytes, at + 2, end, negative);
        }
        return decimal(bytes, start, at, end, negative);
    }

    private static boolean isSpace(int c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static @Nullable Object decimal(byte[] bytes, int start, int from, int to, boolean negative) {
        long mantissa = 0;
        boolean exact = true;
        int at = from;
        while (at < to && isDigit(bytes[at])) {
            int digit = bytes[at++] - '0';
            exact = exact && fits(mantissa, digit, negative);
            mantissa = mantissa * 10 + digit;
        }
        int digits = at - from;
        if (at == to && exact) {
            return digits == 0 ? null : (Object) (negative ? -mantissa : mantissa);
        }
        int fraction = 0;
        if (at < to && bytes[at] == '.') {
            int point = ++at;
            while (at < to && isDigit(bytes[at])) {
                exact = exact && mantissa >= 0 && mantissa <= (Long.MAX_VALUE - 9) / 10;
                mantissa = mantissa * 10 + bytes[at++] - '0';
            }
            fraction = at - point;
            digits += fraction;
        }
        if (digits == 0) {
            return null;
        }
        int exponent = 0;
        if (at < to && (bytes[at] | 0x20) == 'e') {
            at++;
            boolean down = false;
            if (at < to && (bytes[at] == '-' || bytes[at] == '+')) {
                down = bytes[at++] == '-';
            }
            int first = at;
            while (at < to && isDigit(bytes[at])) {
                exponent = Math.min(exponent * 10 + bytes[at++] - '0', 100_000_000);
            }
            if (at == first) {
                return null;
            }
            exponent = down ? -exponent : exponent;
        }
        if (at != to) {
            return null;
        }
        int scale = exponent - fraction;
        if (exact && mantissa >= 0 && mantissa <= 1L << 53 && scale >= -22 && scale <= 22) {
            double value = scale < 0 ? mantissa / POWERS[-scale] : mantissa * POWERS[scale];
            return negative ? -value : value;
        }
        return Double.valueOf(new String(bytes, start, to - start, StandardCharsets.US_ASCII));
    }

    private static boolean fits(long mantissa, int digit, boolean negative) {
        long limit = Long.MAX_VALUE / 10;
        return mantissa >= 0 && (mantissa < limit || mantissa == limit && digit <= (negative ? 8 : 7));
    }

    private static @Nullable Object hexadecimal(byte[] bytes, int from, int to, boolean negative) {
        long integer = 0;
        long mantissa = 0;
        int exponent = 0;
        boolean point = false;
        boolean any = false;
        int at = from;
        for (; at < to; at++) {
            int c = bytes[at];
            if (c == '.' && !point) {
                point = true;
                continue;
            }
            int digit = hexDigit(c);
            if (digit < 0) {
                break;
            }
            any = true;
            integer = integer << 4 | digit;
            if (mantissa < 1L << 58) {
                mantissa = mantissa << 4 | digit;
                exponent -= point ? 4 : 0;
            } else {
                // Past what decides, except whether anything is there at all.
                mantissa |= digit == 0 ? 0 : 1;
                exponent += point ? 0 : 4;
            }
        }
        if (!any) {
            return null;
        }
        if (at == to && !point) {
            return negative ? -integer : integer;
        }
        if (at < to && (bytes[at] | 0x20) == 'p') {
            at++;
            boolean down = false;
            if (at < to && (bytes[at] == '-' || bytes[at] == '+')) {
                down = bytes[at++] == '-';
            }
            int first = at;
            int given = 0;
            while (at < to && isDigit(bytes[at])) {
                given = Math.min(given * 10 + bytes[at++] - '0', 100_000_000);
            }
            if (at == first) {
                return null;
            }
            // A text's length bounds the digits' exponent by 2^33 / 2: the sum stays an int after the clamp.
            exponent = Math.clamp((long) exponent + (down ? -given : given), -1_000_000_000, 1_000_000_000);
        }
        if (at != to) {
            return null;
        }
        double value = scaled(mantissa, exponent);
        return negative ? -value : value;
    }

    private static int hexDigit(int c) {
        if (isDigit(c)) {
            return c - '0';
        }
        int lower = c | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }

    /** The float nearest to {@code mantissa * 2^exponent}, ties to even; {@code mantissa} is not negative. */
    private static double scaled(long mantissa, int exponent) {
        if (mantissa == 0) {
            return 0;
        }
        int bits = 64 - Long.numberOfLeadingZeros(mantissa);
        long top = (long) exponent + bits - 1;
        if (top > Double.MAX_EXPONENT) {
            return Double.POSITIVE_INFINITY;
        }
        if (top < Double.MIN_EXPONENT - 54) {
            return 0;
        }
        int precision = (int) Math.min(53, 53 + top - Double.MIN_EXPONENT);
        int drop = bits - precision;
        if (drop <= 0) {
            return Math.scalb((double) mantissa, exponent);
        }
        if (drop > 62) {
            return 0;
        }
        long kept = mantissa >>> drop;
        long rest = mantissa - (kept << drop);
        long half = 1L << (drop - 1);
        if (rest > half || rest == half && (kept & 1) != 0) {
            kept++;
        }
        return Math.scalb((double) kept, exponent + drop);
    }
}
