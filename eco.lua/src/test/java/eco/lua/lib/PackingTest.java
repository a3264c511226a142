package eco.lua.lib;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code string.pack}, {@code packsize} and {@code unpack}. Expectations are the reference's answers. */
@Timeout(60)
class PackingTest {
    private final LibraryScript lua = new LibraryScript();

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "i0; integral size (0) out of limits [1,16]",
                "i17; integral size (17) out of limits [1,16]",
                "!17; integral size (17) out of limits [1,16]",
                "i99999999999999999999; integral size (999999999) out of limits [1,16]",
                "!4i3; bad argument #1 to 'packsize' (format asks for alignment not power of 2)",
                "c; missing size for format option 'c'",
                "r; invalid format option 'r'",
                "c2147483647; invalid format option '7'",
                "X; bad argument #1 to 'packsize' (invalid next option for option 'X')",
                "XX; bad argument #1 to 'packsize' (invalid next option for option 'X')",
                "Xz; bad argument #1 to 'packsize' (invalid next option for option 'X')",
                "X i; bad argument #1 to 'packsize' (invalid next option for option 'X')",
                "Xc1; bad argument #1 to 'packsize' (invalid next option for option 'X')",
                "s; bad argument #1 to 'packsize' (variable-length format)",
                "z; bad argument #1 to 'packsize' (variable-length format)",
                "i3i4; no error but 7",
                "b!8 Xi8; no error but 8",
                "!4 b i4; no error but 8",
                "bhilj; no error but 23",
                "T; no error but 8",
                "Xi3; no error but 0",
            })
    void formatsAreMeasuredOrRefused(String format, String result) {
        assertEquals(result, lua.error("string.packsize('" + format + "')"));
    }

    @Test
    void sizeStopsBefore2To31() {
        assertEquals(
                "bad argument #1 to 'packsize' (format result too large)",
                lua.error("string.packsize(('c268435456'):rep(8))"));
        assertEquals("2147483647", lua.values("string.packsize(('c268435456'):rep(7) .. 'c268435455')"));
    }

    @Test
    void numbersAreWrittenInTheOrderAsked() {
        assertEquals("\1\2\0\0\0\3", lua.values("string.pack('>B<i2>i3', 1, 2, 3)"));
        assertEquals(
                "\u00fe\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff",
                lua.values("string.pack('i16', -2)"));
        assertEquals("?\u00f8\0\0\0\0\0\0", lua.values("string.pack('>n', '1.5')"));
        assertEquals("\0\0\u00c0?", lua.values("string.pack('f', 1.5)"));
    }

    @Test
    void stringsAreWrittenFixedCountedOrEnded() {
        assertEquals("ab\0", lua.values("string.pack('c3', 'ab')"));
        assertEquals("\3abc", lua.values("string.pack('s1', 'abc')"));
        assertEquals("a\0\1b", lua.values("string.pack('zs1', 'a', 'b')"));
    }

    @Test
    void alignmentPadsWithZeros() {
        assertEquals("\1\0\0\0\2\0\0\0", lua.values("string.pack('!4 i1 i4', 1, 2)"));
        assertEquals("\1\0\0\0\2", lua.values("string.pack('!4 i1 Xi4 i1', 1, 2)"));
        assertEquals("1|2|9", lua.values("string.unpack('!4i1i4', '\\1\\0\\0\\0\\2\\0\\0\\0')"));
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertEquals("bad argument #2 to 'pack' (integer overflow)", lua.error("string.pack('i1', 128)"));
        assertEquals("bad argument #2 to 'pack' (unsigned overflow)", lua.error("string.pack('I1', -1)"));
        assertEquals(
                "bad argument #2 to 'pack' (string longer than given size)", lua.error("string.pack('c3', 'abcd')"));
        assertEquals("bad argument #2 to 'pack' (string contains zeros)", lua.error("string.pack('z', 'a\\0b')"));
        assertEquals(
                "bad argument #2 to 'pack' (string length does not fit in given size)",
                lua.error("string.pack('s1', ('x'):rep(256))"));
        assertEquals("bad argument #3 to 'pack' (number expected, got nil)", lua.error("string.pack('i4 i4', 1)"));
    }

    @Test
    void shortOrWrongDataIsRefused() {
        String tooShort = "bad argument #2 to 'unpack' (data string too short)";
        assertEquals(tooShort, lua.error("string.unpack('i4', 'abc')"));
        assertEquals(tooShort, lua.error("string.unpack('s1', '\\5abc')"));
        assertEquals(tooShort, lua.error("string.unpack('<s8', ('\\255'):rep(8))"));
        assertEquals(tooShort, lua.error("string.unpack('c2147483647', 'x')"));
        assertEquals(
                "bad argument #2 to 'unpack' (unfinished string for format 'z')",
                lua.error("string.unpack('z', 'abc')"));
        assertEquals(
                "bad argument #3 to 'unpack' (initial position out of string)",
                lua.error("string.unpack('i4', 'abcd', 6)"));
        assertEquals(
                "16-byte integer does not fit into Lua Integer", lua.error("string.unpack('I16', ('\\255'):rep(16))"));
    }

    @Test
    void notANumberKeepsItsSign() {
        assertEquals("nan|5", lua.values("string.unpack('<f', '\\0\\0\\xc0\\x7f')"));
        assertEquals("-nan|5", lua.values("string.unpack('<f', '\\0\\0\\xc0\\xff')"));
    }

    @Test
    void resultsBeyondAnyStackAreRefused() {
        assertEquals(
                "stack overflow (too many results)",
                lua.error("string.unpack(('b'):rep(1000000), ('x'):rep(1000000))"));
        assertEquals(
                "999", lua.values("(string.unpack('j' .. ('b'):rep(999), string.pack('j', 999) .. ('x'):rep(999)))"));
    }

    @Test
    void positionsCountFromTheEndToo() {
        assertEquals("1684234849|5", lua.values("string.unpack('i4', 'abcd', -4)"));
        assertEquals("1684234849|5", lua.values("string.unpack('i4', 'abcd', -9)"));
        assertEquals("-1|17", lua.values("string.unpack('i16', ('\\255'):rep(16))"));
        assertEquals("16777215|4", lua.values("string.unpack('I3', '\\255\\255\\255')"));
        assertEquals("-1|4", lua.values("string.unpack('i3', '\\255\\255\\255')"));
    }
}
