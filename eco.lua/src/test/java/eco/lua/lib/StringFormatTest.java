package eco.lua.lib;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code string.format}. Expectations are the reference's answers. */
@Timeout(60)
class StringFormatTest {
    private final LibraryScript lua = new LibraryScript();

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "'%d', 3;3",
                "'%+d', 5;+5",
                "'% d', 5; 5",
                "'%05d', -3;-0003",
                "'%5.2d|', 1;   01|",
                "'%05.2d|', 1;   01|",
                "'%.0d|', 0;|",
                "'%-5d|', 7;7    |",
                "'%.3d', -5;-005",
                "'%d', math.mininteger;-9223372036854775808",
                "'%d', '10';10",
                "'%d', 3.0;3",
                "'%u', -1;18446744073709551615",
                "'%x', -1;ffffffffffffffff",
                "'%#x', 255;0xff",
                "'%#X', 255;0XFF",
                "'%#x', 0;0",
                "'%#o', 8;010",
                "'%#o', 0;0",
                "'%#.0o', 0;0",
                "'%#12o', 10;         012",
                "'%#-17X|', 100;0X64             |",
                "'%5c|', 65;    A|",
                "'%-5c|', 65;A    |",
                "'%s', 'a\\0b';a\u0000b",
                "'%10s|', 'ab';        ab|",
                "'%-10.1s|', 'ab';a         |",
                "'%.s', 'ab';",
                "'%q', 1/0;1e9999",
                "'%q', 0/0;(0/0)",
                "'%q', math.mininteger;0x8000000000000000",
                "'%q', 0.1;0x1.999999999999ap-4",
                "'%q', 'a\\r\\0001\\200\\\"\\\\';\"a\\13\\0001\u00c8\\\"\\\\\"",
                "'%p', 1;(null)",
                "'%10p|', nil;    (null)|",
                "'%%';%",
                "'%g', 1e20;1e+20",
                "'%g', 0.0001;0.0001",
                "'%g', 0.00001;1e-05",
                "'%#g', 1;1.00000",
                "'%G', 1e-10;1E-10",
                "'%.3f', 2/3;0.667",
                "'%.0f', 0.5;0",
                "'%.0f', 1.5;2",
                "'%.0f', 2.5;2",
                "'%.2f', 2.675;2.67",
                "'%.1f', 0.25;0.2",
                "'%.20f', 0.1;0.10000000000000000555",
                "'%.14g', 0.1 + 0.2;0.3",
                "'%.17g', 0.1;0.10000000000000001",
                "'%.3g', 5e-324;4.94e-324",
                "'%e', 0;0.000000e+00",
                "'%.0e', 12345;1e+04",
                "'%010f', 1/0;       inf",
                "'%+f', 1;+1.000000",
                "'%+#014.0f', 100;+000000000100.",
                "'%f', -0.0;-0.000000",
                "'%a', 1;0x1p+0",
                "'%.3a', 1.999999;0x2.000p+0",
                "'%a', 5e-324;0x0.0000000000001p-1022",
                "'%A', 1.7;0X1.B333333333333P+0",
                "'%020a', 1;0x000000000000001p+0",
                "'%-20a|', 1;0x1p+0              |",
                "'%#.0a', 1;0x1.p+0",
                "'%.0a', 1.5;0x2p+0",
                "'%.0a', 2.5;0x1p+1",
            })
    void conversionsAgreeWithC(String arguments, String text) {
        assertEquals(text == null ? "" : text, lua.values("string.format(" + arguments + ")"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "'%'; invalid conversion '%' to 'format'",
                "'%y'; invalid conversion '%y' to 'format'",
                "'%10'; invalid conversion '%10' to 'format'",
                "'%F'; invalid conversion '%F' to 'format'",
                "'%5%'; invalid conversion '%5%' to 'format'",
                "'%..3f'; invalid conversion specification: '%..3f'",
                "'%#d'; invalid conversion specification: '%#d'",
                "'%+x'; invalid conversion specification: '%+x'",
                "'%123d'; invalid conversion specification: '%123d'",
                "'%.123d'; invalid conversion specification: '%.123d'",
                "'%.3c'; invalid conversion specification: '%.3c'",
                "'%0c'; invalid conversion specification: '%0c'",
                "'%020s'; invalid conversion specification: '%020s'",
                "'%.3p'; invalid conversion specification: '%.3p'",
                "'%10q'; specifier '%q' cannot have modifiers",
                "'%000000000000000000000d'; invalid format (too long)",
                "'%00000000000000000000d'; no error but 3",
                "'%d %d'; bad argument #3 to 'format' (no value)",
                "'%o', 1.5; bad argument #2 to 'format' (number has no integer representation)",
                "'%+o', 1.5; bad argument #2 to 'format' (number has no integer representation)",
            })
    void wrongFormatsAreNamed(String format, String message) {
        assertEquals(message, lua.error("string.format(" + format + ", 3)"));
    }

    @Test
    void wrongArgumentsAreNamed() {
        assertEquals(
                "bad argument #2 to 'format' (number expected, got string)", lua.error("string.format('%d', 'x')"));
        assertEquals(
                "bad argument #2 to 'format' (number has no integer representation)",
                lua.error("string.format('%d', 1.5)"));
        assertEquals("bad argument #2 to 'format' (value has no literal form)", lua.error("string.format('%q', {})"));
        assertEquals("bad argument #2 to 'format' (string contains zeros)", lua.error("string.format('%5s', 'a\\0b')"));
    }

    @Test
    void longStringsWithoutPrecisionAreKeptWhole() {
        assertEquals("100", lua.values("#string.format('%50s', ('x'):rep(100))"));
        assertEquals("10", lua.values("#string.format('%.10s', ('x'):rep(100))"));
    }

    @Test
    void addressesTellObjectsApart() {
        assertEquals("false", lua.values("string.format('%p', {}) == string.format('%p', {})"));
        assertEquals("true", lua.values("string.format('%p', ('a'):rep(10)) == string.format('%p', ('aa'):rep(5))"));
        assertEquals("false", lua.values("string.format('%p', ('a'):rep(99)) == string.format('%p', ('a'):rep(99))"));
    }
}
