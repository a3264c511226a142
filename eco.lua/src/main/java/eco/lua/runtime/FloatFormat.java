package eco.lua.runtime;

import java.util.Locale;

/** Floats as C's {@code printf} writes them, correctly rounded at any precision. Signs and widths are the caller's. */
public final class FloatFormat {
    private static final int MANTISSA_BITS = 52;
    private static final int DEFAULT_PRECISION = 6;

    private FloatFormat() {}

    /**
     * The value as the conversion writes it, with a minus sign where it has one.
     *
     * @param conversion one of {@code e E f F g G a A}
     * @param precision digits as the conversion counts them, or -1 for its default
     * @param alternative the flag {@code #}: always a point, and {@code g} keeps trailing zeros
     */
    public static String format(double value, char conversion, int precision, boolean alternative) {
        StringBuilder out = new StringBuilder();
        // Which sign a NaN has differs between processors and between tiers of the JVM; this is the usual one in C.
        if (value < 0 || value == 0 && 1 / value < 0 || Double.isNaN(value)) {
            out.append('-');
        }
        double magnitude = Math.abs(value);
        if (Double.isNaN(value)) {
            out.append("nan");
        } else if (magnitude == Double.POSITIVE_INFINITY) {
            out.append("inf");
        } else {
            int digits = precision < 0 ? DEFAULT_PRECISION : precision;
            switch (conversion | 0x20) {
                case 'a' -> hexadecimal(out, magnitude, precision, alternative);
                case 'e' -> exponential(out, magnitude, digits, alternative);
                case 'f' -> fixed(out, magnitude, digits, alternative);
                case 'g' -> general(out, magnitude, Math.max(digits, 1), alternative);
                default -> throw new IllegalArgumentException("conversion " + conversion);
            }
        }
        String text = out.toString();
        return conversion < 'a' ? upperCase(text) : text;
    }

    private static void fixed(StringBuilder out, double value, int precision, boolean alternative) {
        plain(out, value == 0 ? new Decimal("", 0) : Decimal.fixed(value, precision), precision, alternative);
    }

    private static void exponential(StringBuilder out, double value, int precision, boolean alternative) {
        Decimal decimal = value == 0 ? new Decimal("", 1) : Decimal.significant(value, precision + 1);
        scientific(out, decimal, precision, alternative);
    }

    private static void general(StringBuilder out, double value, int precision, boolean alternative) {
        Decimal decimal = value == 0 ? new Decimal("", 1) : Decimal.significant(value, precision);
        int exponent = decimal.point() - 1;
        int significant = precision;
        if (!alternative) {
            significant = decimal.digits().length();
            while (significant > 1 && decimal.digit(significant - 1) == '0') {
                significant--;
            }
        }
        if (exponent < -4 || exponent >= precision) {
            scientific(out, decimal, Math.max(significant, 1) - 1, alternative);
        } else {
            plain(out, decimal, Math.max(significant - decimal.point(), 0), alternative);
        }
    }

    private static void plain(StringBuilder out, Decimal decimal, int fraction, boolean alternative) {
        int whole = Math.max(decimal.point(), 0);
        if (whole == 0) {
            out.append('0');
        }
        for (int i = 0; i < whole; i++) {
            out.append(decimal.digit(i));
        }
        if (fraction > 0 || alternative) {
            out.append('.');
        }
        for (int i = 0; i < fraction; i++) {
            out.append(decimal.digit(decimal.point() + i));
        }
    }

    private static void scientific(StringBuilder out, Decimal decimal, int fraction, boolean alternative) {
        out.append(decimal.digit(0));
        if (fraction > 0 || alternative) {
            out.append('.');
        }
        for (int i = 1; i <= fraction; i++) {
            out.append(decimal.digit(i));
        }
        int exponent = decimal.point() - 1;
        out.append('e').append(exponent < 0 ? '-' : '+');
        if (Math.abs(exponent) < 10) {
            out.append('0');
        }
        out.append(Math.abs(exponent));
    }

    private static void hexadecimal(StringBuilder out, double value, int precision, boolean alternative) {
        long bits = Double.doubleToRawLongBits(value);
        int exponent = Math.max(Math.getExponent(value), Double.MIN_EXPONENT);
        long mantissa = bits & (1L << MANTISSA_BITS) - 1;
        if (value >= Double.MIN_NORMAL) {
            mantissa |= 1L << MANTISSA_BITS;
        }
        int digits = MANTISSA_BITS / 4;
        if (precision >= 0 && precision < digits) {
            int dropped = MANTISSA_BITS - 4 * precision;
            long kept = mantissa >>> dropped;
            long rest = mantissa - (kept << dropped);
            long half = 1L << dropped - 1;
            if (rest > half || rest == half && (kept & 1) != 0) {
                kept++;
            }
            mantissa = kept << dropped;
            digits = precision;
        } else if (precision < 0) {
            while (digits > 0 && (mantissa >>> MANTISSA_BITS - 4 * digits & 15) == 0) {
                digits--;
            }
        }
        out.append("0x").append(mantissa >>> MANTISSA_BITS);
        if (digits > 0 || precision > 0 || alternative) {
            out.append('.');
        }
        for (int i = 1; i <= digits; i++) {
            out.append(Character.forDigit((int) (mantissa >>> MANTISSA_BITS - 4 * i & 15), 16));
        }
        for (int i = digits; i < precision; i++) {
            out.append('0');
        }
        out.append('p').append(value == 0 || exponent >= 0 ? '+' : '-').append(value == 0 ? 0 : Math.abs(exponent));
    }

    private static String upperCase(String text) {
        return text.toUpperCase(Locale.ROOT);
    }
}
