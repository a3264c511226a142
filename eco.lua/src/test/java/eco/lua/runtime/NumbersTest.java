package eco.lua.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import eco.lua.LuaString;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class NumbersTest {
    private static Object parse(String text) {
        return Numbers.parse(LuaString.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void integersWrapInHexadecimalAndBecomeFloatsInDecimal() {
        assertEquals(Long.MAX_VALUE, parse("9223372036854775807"));
        assertEquals(Long.MIN_VALUE, parse("-9223372036854775808"));
        assertEquals(9223372036854775808.0, parse("9223372036854775808"));
        assertEquals(-92233720368547758080.0, parse("-92233720368547758080"));
        assertEquals(-1L, parse("0xffffffffffffffff"));
        assertEquals(-1L, parse("0x1ffffffffffffffff"));
        assertEquals(-16L, parse("-0x10"));
        assertEquals(7L, parse(" \t\n\013\f\r+007 "));
    }

    @Test
    void floatsAreTheNearestOnes() {
        assertEquals(0.1, parse(".1"));
        assertEquals(1.0, parse("1."));
        assertEquals(-0.0, parse("-0.0"));
        assertEquals(1e23, parse("1e23"));
        assertEquals(9007199254740994.0, parse("9007199254740993.00000000000000000000001"));
        assertEquals(Double.POSITIVE_INFINITY, parse("1e99999999999"));
        assertEquals(0.0, parse("1e-99999999999"));
        assertEquals(1.5, parse("0x1.8"));
        assertEquals(0.5, parse("0x1p-1"));
        assertEquals(Double.MIN_VALUE, parse("0x1p-1074"));
        assertEquals(0.0, parse("0x1p-1075"));
        assertEquals(Double.MIN_VALUE, parse("0x1.8p-1075"));
        assertEquals(1.0, parse("0x1.00000000000008p0"));
        assertEquals(Math.nextUp(1.0), parse("0x1.00000000000008000000000000000001p0"));
        assertEquals(Double.MAX_VALUE, parse("0x1.fffffffffffff7fp1023"));
        assertEquals(Double.POSITIVE_INFINITY, parse("0x1.fffffffffffff8p1023"));
        assertEquals(0.0, parse("0x0p99999999999"));
    }

    @Test
    void whatIsNoNumeralIsRefused() {
        for (String text : new String[] {
            "",
            " ",
            "+",
            "-",
            ".",
            "e1",
            "1e",
            "1e+",
            "0x",
            "0x.",
            "0xp1",
            "0x1p",
            "1 1",
            "- 1",
            "--1",
            "1d",
            "1f",
            "inf",
            "nan",
            "Infinity",
            "NaN",
            "1\0",
            "\0001",
            "0b1",
            "1_0",
            "1e5.5",
            "0x1.8p1.0",
            "1,5",
            "\u00a01",
            "0x1e+1",
            "abc"
        }) {
            assertNull(parse(text), text);
        }
    }

    @Test
    void numbersAreShownAsTheReferenceShowsThem() {
        Object[][] shown = {
            {0L, "0"},
            {-1L, "-1"},
            {Long.MIN_VALUE, "-9223372036854775808"},
            {1234567890123L, "1234567890123"},
            {0.0, "0.0"},
            {-0.0, "-0.0"},
            {1.0, "1.0"},
            {-123.0, "-123.0"},
            {1e13, "10000000000000.0"},
            {1e14, "1e+14"},
            {1e15, "1e+15"},
            {0.1, "0.1"},
            {1.0 / 3, "0.33333333333333"},
            {2.0 / 3, "0.66666666666667"},
            {1e100, "1e+100"},
            {1e-5, "1e-05"},
            {0.0001, "0.0001"},
            {123456.789, "123456.789"},
            {11632890708714.33, "11632890708714.0"},
            {99999999999999.5, "1e+14"},
            {5e-324, "4.9406564584125e-324"},
            {Double.MAX_VALUE, "1.7976931348623e+308"},
            {Math.PI, "3.1415926535898"},
            {0x1p53, "9.007199254741e+15"},
            {Double.POSITIVE_INFINITY, "inf"},
            {Double.NEGATIVE_INFINITY, "-inf"},
            {Double.longBitsToDouble(0xfff8L << 48), "-nan"}
        };
        for (Object[] row : shown) {
            assertEquals(row[1], Numbers.format(row[0]).toString());
        }
    }

    @Test
    void onlyIntegralFloatsInRangeAreIntegers() {
        assertEquals(3L, Numbers.toInteger(3.0));
        assertEquals(0L, Numbers.toInteger(-0.0));
        assertEquals(Long.MIN_VALUE, Numbers.toInteger(-0x1p63));
        assertNull(Numbers.toInteger(0x1p63));
        assertNull(Numbers.toInteger(3.5));
        assertNull(Numbers.toInteger(Double.NaN));
        assertNull(Numbers.toInteger(Double.NEGATIVE_INFINITY));
        assertEquals(16L, Numbers.toInteger(LuaString.of(" 0x10 ")));
        assertEquals(10L, Numbers.toInteger(LuaString.of("1e1")));
        assertNull(Numbers.toInteger(null));
    }

    @Property
    void integersComeBackFromTheirText(@ForAll long integer) {
        assertEquals(integer, parse(Numbers.format(integer).toString()));
        assertEquals(integer, parse("0x" + Long.toHexString(integer)));
    }

    @Property
    void floatsComeBackFromEnoughDigits(@ForAll long bits) {
        double real = Double.longBitsToDouble(bits);
        if (Double.isFinite(real)) {
            assertEquals(real, parse(FloatFormat.format(real, 'e', 16, false)));
            assertEquals(real, parse(FloatFormat.format(real, 'a', -1, false)));
        }
    }

    @Property
    void hexadecimalRoundsAsTheJdkDoes(@ForAll long mantissa, @ForAll @IntRange(min = -1200, max = 1100) int exponent) {
        String text = "0x" + Long.toHexString(mantissa) + ".8001p" + exponent;
        assertEquals(Double.parseDouble(text), parse(text));
    }
}
