package eco.lua.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FloatFormatTest {
    /** Value, conversion with precision and flag, what C prints. */
    private static final Object[][] PRINTED = {
        {0.0, "f", "0.000000"},
        {-0.0, ".0f", "-0"},
        {0.5, ".0f", "0"},
        {1.5, ".0f", "2"},
        {2.5, ".0f", "2"},
        {2.675, ".2f", "2.67"},
        {1.005, ".2f", "1.00"},
        {0.125, ".2f", "0.12"},
        {0.375, ".2f", "0.38"},
        {1e22, ".1f", "10000000000000000000000.0"},
        {1e-10, ".3f", "0.000"},
        {99.995, ".2f", "100.00"},
        {0.1, ".20f", "0.10000000000000000555"},
        {3.0, "#.0f", "3."},
        {123456.0, "e", "1.234560e+05"},
        {9.5, ".0e", "1e+01"},
        {8.5, ".0e", "8e+00"},
        {0.0, ".3e", "0.000e+00"},
        {5e-324, ".2e", "4.94e-324"},
        {1e100, "#.0e", "1.e+100"},
        {100000.0, "g", "100000"},
        {1e6, "g", "1e+06"},
        {0.0001, "g", "0.0001"},
        {0.00001, "g", "1e-05"},
        {999999.5, "g", "1e+06"},
        {0.0, "#g", "0.00000"},
        {1.0, "#.3g", "1.00"},
        {0.1, ".17g", "0.10000000000000001"},
        {100.0, ".0g", "1e+02"},
        {1.0, "a", "0x1p+0"},
        {0.5, "a", "0x1p-1"},
        {0.1, "a", "0x1.999999999999ap-4"},
        {0.0, "a", "0x0p+0"},
        {5e-324, "a", "0x0.0000000000001p-1022"},
        {1.5, ".0a", "0x2p+0"},
        {2.5, ".0a", "0x1p+1"},
        {1.0, ".3a", "0x1.000p+0"},
        {1.0, "#.0a", "0x1.p+0"},
        {1.999, ".1a", "0x2.0p+0"},
        {0.1, ".15a", "0x1.999999999999a00p-4"},
        {-0.1, "A", "-0X1.999999999999AP-4"},
        {1e100, "G", "1E+100"},
        {Double.POSITIVE_INFINITY, "f", "inf"},
        {Double.NEGATIVE_INFINITY, "E", "-INF"},
        {Double.longBitsToDouble(0x7ff8L << 48), "g", "nan"},
        {Double.longBitsToDouble(0xfff8L << 48), "g", "-nan"}
    };

    @Test
    void floatsArePrintedAsByC() {
        for (Object[] row : PRINTED) {
            String specification = (String) row[1];
            boolean alternative = specification.startsWith("#");
            int dot = specification.indexOf('.');
            int last = specification.length() - 1;
            int precision = dot < 0 ? -1 : Integer.parseInt(specification.substring(dot + 1, last));
            String printed = FloatFormat.format((double) row[0], specification.charAt(last), precision, alternative);
            assertEquals(row[2], printed, row[0] + " as " + specification);
        }
    }

    @Property(tries = 5000)
    void shortWayRoundsAsTheLongOne(@ForAll long bits, @ForAll @IntRange(min = 1, max = 15) int digits) {
        double v = Math.abs(Double.longBitsToDouble(bits));
        if (v > 0 && Double.isFinite(v)) {
            same(v, digits);
        }
    }

    @Property(tries = 5000)
    void shortWayRoundsTiesAsTheLongOne(
            @ForAll @IntRange(min = 1, max = 2_000_000_000) int numerator,
            @ForAll @IntRange(min = -40, max = 50) int exponent,
            @ForAll @IntRange(min = 1, max = 15) int digits) {
        same(numerator * Math.scalb(1.0, exponent), digits);
        same(numerator / Math.pow(10, digits), digits);
        same(Math.pow(10, digits % 10 - 5) * (1 - 0x1p-53 * (numerator % 3)), digits);
    }

    private static void same(double v, int digits) {
        Decimal fast = Decimal.significant(v, digits);
        Decimal exact = Decimal.exact(v, digits);
        assertEquals(exact.exponent, fast.exponent);
        assertArrayEquals(exact.digits, fast.digits);
        assertEquals(Decimal.exactFixed(v, digits), Decimal.fixed(v, digits));
    }
}
