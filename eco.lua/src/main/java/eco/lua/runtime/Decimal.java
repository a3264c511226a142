package eco.lua.runtime;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A positive finite double rounded to some number of decimal digits, half to even on its exact value:
 * {@code 0.d1d2d3... * 10^point}.
 *
 * <p>The shortest digits that tell a double from its neighbours, which the JDK finds fast, round to 15 digits or fewer as
 * the exact value does: a tie between the two would itself be a shorter or a nearer decimal for the same double. Only
 * when they end in such a tie, for subnormal numbers, and for more digits is the exact value written out.
 *
 * @param digits the digits; trailing zeros may be missing; empty for a value that was rounded to zero
 * @param point where the decimal point stands: after so many digits, before the first if 0, further left if negative
 */
record Decimal(String digits, int point) {
    /** Digits that all normal doubles have. */
    private static final int SAFE_DIGITS = 15;

    /** Rounded to {@code count} significant digits, at least 1. */
    static Decimal significant(double value, int count) {
        if (count <= SAFE_DIGITS && value >= Double.MIN_NORMAL) {
            Decimal shortest = shortest(value);
            if (!shortest.endsInTie(count)) {
                return shortest.rounded(count);
            }
        }
        BigDecimal exact = new BigDecimal(value);
        return of(exact.setScale(count - (exact.precision() - exact.scale()), RoundingMode.HALF_EVEN));
    }

    /** Rounded to {@code count} digits after the decimal point. */
    static Decimal fixed(double value, int count) {
        if (value >= Double.MIN_NORMAL) {
            Decimal shortest = shortest(value);
            int significant = shortest.point + count;
            if (significant >= 1 && significant <= SAFE_DIGITS && !shortest.endsInTie(significant)) {
                return shortest.rounded(significant);
            }
        }
        return of(new BigDecimal(value).setScale(count, RoundingMode.HALF_EVEN));
    }

    private static Decimal of(BigDecimal rounded) {
        if (rounded.signum() == 0) {
            return new Decimal("", 0);
        }
        String unscaled = rounded.unscaledValue().toString();
        return new Decimal(unscaled, unscaled.length() - rounded.scale());
    }

    /** The digits of {@link Double#toString(double)}. */
    private static Decimal shortest(double value) {
        String text = Double.toString(value);
        int mark = text.indexOf('E');
        int end = mark < 0 ? text.length() : mark;
        int exponent = mark < 0 ? 0 : Integer.parseInt(text, mark + 1, text.length(), 10);
        int dot = text.indexOf('.');
        String all = text.substring(0, dot).concat(text.substring(dot + 1, end));
        int first = 0;
        while (all.charAt(first) == '0') {
            first++;
        }
        int last = all.length();
        while (all.charAt(last - 1) == '0') {
            last--;
        }
        return new Decimal(all.substring(first, last), dot + exponent - first);
    }

    private boolean endsInTie(int count) {
        return digits.length() == count + 1 && digits.charAt(count) == '5';
    }

    private Decimal rounded(int count) {
        if (digits.length() <= count) {
            return this;
        }
        if (digits.charAt(count) < '5') {
            return new Decimal(digits.substring(0, count), point);
        }
        int last = count - 1;
        while (last >= 0 && digits.charAt(last) == '9') {
            last--;
        }
        return last < 0
                ? new Decimal("1", point + 1)
                : new Decimal(digits.substring(0, last) + (char) (digits.charAt(last) + 1), point);
    }

    /** Digit {@code i} as a character, zero beyond those that there are. */
    char digit(int i) {
        return i >= 0 && i < digits.length() ? digits.charAt(i) : '0';
    }
}
