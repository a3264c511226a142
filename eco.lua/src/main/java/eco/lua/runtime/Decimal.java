package eco.lua.runtime;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A positive float rounded to so many significant decimal digits, to nearest and ties to even of its exact binary value, as
 * C's {@code printf} rounds.
 *
 * <p>Up to 15 digits of ordinary magnitudes take no big arithmetic: {@code v * 10^k} is split by a fused multiply-add into a
 * rounded product and its exact error, and comparing the two parts against one half decides the rounding exactly. Tests
 * compare this way with the long one.
 */
final class Decimal {
    private static final int LONGEST = 15;
    private static final double[] POWERS = new double[23];
    private static final long[] LONG_POWERS = new long[19];

    static {
        double real = 1;
        for (int i = 0; i < POWERS.length; i++) {
            POWERS[i] = real;
            real *= 10;
        }
        long integer = 1;
        for (int i = 0; i < LONG_POWERS.length; i++) {
            LONG_POWERS[i] = integer;
            integer *= 10;
        }
    }

    /** ASCII digits, the first one not zero. */
    final byte[] digits;
    /** The value is {@code d.ddd * 10^exponent}. */
    final int exponent;

    private Decimal(byte[] digits, int exponent) {
        this.digits = digits;
        this.exponent = exponent;
    }

    /** {@code v}, positive and finite, with {@code count} significant digits. */
    static Decimal significant(double v, int count) {
        if (count <= LONGEST) {
            // log10(2) is about 77 / 256; at most one off, which the comparison below mends.
            int exponent = Math.getExponent(v) * 77 >> 8;
            int scale = count - 1 - exponent;
            if (scale > 0 && scale < POWERS.length) {
                double product = v * POWERS[scale];
                if (product >= POWERS[count]) {
                    scale--;
                    exponent++;
                } else if (product < POWERS[count - 1]
                        || product == POWERS[count - 1] && Math.fma(v, POWERS[scale], -product) < 0) {
                    scale++;
                    exponent--;
                }
                if (scale < POWERS.length) {
                    long rounded = scaled(v, scale);
                    if (rounded == LONG_POWERS[count]) {
                        rounded /= 10;
                        exponent++;
                    }
                    byte[] digits = new byte[count];
                    for (int i = count - 1; i >= 0; i--) {
                        digits[i] = (byte) ('0' + rounded % 10);
                        rounded /= 10;
                    }
                    return new Decimal(digits, exponent);
                }
            }
        }
        return exact(v, count);
    }

    /** As {@link #significant}, by big arithmetic alone. */
    static Decimal exact(double v, int count) {
        BigDecimal value = new BigDecimal(v);
        int exponent = value.precision() - value.scale() - 1;
        BigDecimal rounded = value.setScale(count - 1 - exponent, RoundingMode.HALF_EVEN);
        byte[] digits = rounded.unscaledValue().toString().getBytes(StandardCharsets.US_ASCII);
        if (digits.length > count) {
            // 9.99 became 10.0.
            return new Decimal(Arrays.copyOf(digits, count), exponent + 1);
        }
        return new Decimal(digits, exponent);
    }

    /** {@code v}, positive and finite, with {@code places} digits after the point (none and no point if 0). */
    static String fixed(double v, int places) {
        if (places <= LONGEST && v * POWERS[places] < POWERS[LONGEST]) {
            String digits = Long.toString(scaled(v, places));
            if (places == 0) {
                return digits;
            }
            int whole = digits.length() - places;
            return whole > 0
                    ? digits.substring(0, whole) + "." + digits.substring(whole)
                    : "0." + "0".repeat(-whole) + digits;
        }
        return exactFixed(v, places);
    }

    /** As {@link #fixed}, by big arithmetic alone. */
    static String exactFixed(double v, int places) {
        return new BigDecimal(v).setScale(places, RoundingMode.HALF_EVEN).toPlainString();
    }

    /** {@code v * 10^scale}, which is at most 10^15, rounded to nearest, ties to even. */
    private static long scaled(double v, int scale) {
        double product = v * POWERS[scale];
        double error = Math.fma(v, POWERS[scale], -product);
        long floor = (long) product;
        double above = product - floor - 0.5 + error;
        return above > 0 || above == 0 && (floor & 1) != 0 ? floor + 1 : floor;
    }
}
