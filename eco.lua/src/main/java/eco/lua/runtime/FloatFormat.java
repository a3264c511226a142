package eco.lua.runtime;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Floats as C's {@code printf} shows them under {@code %e %f %g %a}, exactly: digits are those of the binary value. */
public final class FloatFormat {
    private static final long SIGNIFICAND = (1L << 52) - 1;
    private static final int HEX_DIGITS = 13;

    private FloatFormat() {}

    /**
     * Formats without width, and without flags but {@code #}.
     *
     * @param conversion one of {@code e E f F g G a A}
     * @param precision digits after the point ({@code g}: significant digits); -1 if not given
     * @param alternative the {@code #} flag: keep the point, and the zeros of {@code g}
     * @return ASCII text; negative values, also zero and NaN, start with a minus sign; {@code inf} and {@code nan} have no
     *     digits
     */
    public static String format(double v, char conversion, int precision, boolean alternative) {
        // A NaN has a sign too, the one that the processor gave it, as in C.
        boolean negative = Double.doubleToRawLongBits(v) < 0;
        double magnitude = Math.abs(v);
        String text;
        if (Double.isNaN(v)) {
            text = "nan";
        } else if (Double.isInfinite(v)) {
            text = "inf";
        } else {
            text = switch (conversion) {
                case 'e', 'E' -> exponential(magnitude, precision < 0 ? 6 : precision, alternative);
                case 'f', 'F' -> fixed(magnitude, precision < 0 ? 6 : precision, alternative);
                case 'g', 'G' -> general(magnitude, precision < 0 ? 6 : Math.max(1, precision), alternative);
                case 'a', 'A' -> hexadecimal(magnitude, precision, alternative);
                default -> throw new IllegalArgumentException("no float conversion: " + conversion);
            };
        }
        text = negative ? "-" + text : text;
        return conversion <= 'Z' ? text.toUpperCase(Locale.ROOT) : text;
    }

    private static String fixed(double v, int precision, boolean alternative) {
        String text = v == 0 ? zero(precision) : Decimal.fixed(v, precision);
        return alternative && precision == 0 ? text + "." : text;
    }

    private static String zero(int precision) {
        return precision == 0 ? "0" : "0." + "0".repeat(precision);
    }

    private static String exponential(double v, int precision, boolean alternative) {
        StringBuilder out = new StringBuilder(precision + 8);
        int exponent = 0;
        if (v == 0) {
            out.append("0".repeat(precision + 1));
        } else {
            Decimal decimal = Decimal.significant(v, precision + 1);
            out.append(ascii(decimal.digits, decimal.digits.length));
            exponent = decimal.exponent;
        }
        if (precision > 0 || alternative) {
            out.insert(1, '.');
        }
        return exponent(out, exponent).toString();
    }

    private static StringBuilder exponent(StringBuilder out, int exponent) {
        int size = Math.abs(exponent);
        out.append('e').append(exponent < 0 ? '-' : '+');
        return (size < 10 ? out.append('0') : out).append(size);
    }

    private static String general(double v, int precision, boolean alternative) {
        if (v == 0) {
            return alternative ? "0." + "0".repeat(precision - 1) : "0";
        }
        Decimal decimal = Decimal.significant(v, precision);
        byte[] digits = decimal.digits;
        int count = digits.length;
        if (!alternative) {
            while (count > 1 && digits[count - 1] == '0') {
                count--;
            }
        }
        int exponent = decimal.exponent;
        String shown = ascii(digits, count);
        StringBuilder out = new StringBuilder(precision + 8);
        if (exponent < -4 || exponent >= precision) {
            out.append(shown, 0, 1);
            if (count > 1 || alternative) {
                out.append('.').append(shown, 1, count);
            }
            return exponent(out, exponent).toString();
        }
        if (exponent < 0) {
            return out.append("0.").repeat('0', -exponent - 1).append(shown).toString();
        }
        if (count <= exponent) {
            return out.append(shown).repeat('0', exponent + 1 - count).toString();
        }
        out.append(shown, 0, exponent + 1);
        if (count > exponent + 1 || alternative) {
            out.append('.').append(shown, exponent + 1, count);
        }
        return out.toString();
    }

    private static String ascii(byte[] digits, int count) {
        return new String(digits, 0, count, StandardCharsets.US_ASCII);
    }

    private static String hexadecimal(double v, int precision, boolean alternative) {
        long bits = Double.doubleToRawLongBits(v);
        long significand = bits & SIGNIFICAND;
        int biased = (int) (bits >>> 52);
        long lead = biased == 0 ? 0 : 1;
        int exponent = v == 0 ? 0 : biased == 0 ? Double.MIN_EXPONENT : biased - Double.MAX_EXPONENT;
        int digits = HEX_DIGITS;
        if (precision < 0) {
            while (digits > 0 && (significand & 0xf) == 0) {
                significand >>>= 4;
                digits--;
            }
        } else if (precision < HEX_DIGITS) {
            int drop = 4 * (HEX_DIGITS - precision);
            long all = lead << 52 | significand;
            long kept = all >>> drop;
            long rest = all - (kept << drop);
            long half = 1L << (drop - 1);
            if (rest > half || rest == half && (kept & 1) != 0) {
                kept++;
            }
            digits = precision;
            lead = kept >>> 4 * precision;
            significand = kept - (lead << 4 * precision);
        }
        StringBuilder out = new StringBuilder(32).append("0x").append(lead);
        if (digits > 0 || precision > 0 || alternative) {
            out.append('.');
        }
        for (int i = digits - 1; i >= 0; i--) {
            out.append(Character.forDigit((int) (significand >>> 4 * i & 0xf), 16));
        }
        out.repeat('0', Math.max(0, precision - HEX_DIGITS));
        return out.append('p')
                .append(exponent < 0 ? '-' : '+')
                .append(Math.abs(exponent))
                .toString();
    }
}
