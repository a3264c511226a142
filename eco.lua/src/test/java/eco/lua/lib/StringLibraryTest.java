package eco.lua.lib;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is left of {@code string} beside patterns, formats and packing. Expectations are the reference's answers. */
@Timeout(60)
class StringLibraryTest {
    private final LibraryScript lua = new LibraryScript();

    @Test
    void positionsCountFromBothEnds() {
        assertEquals(
                "bc|bc|abc||",
                lua.values(
                        "('abc'):sub(2), ('abc'):sub(-2, -1), ('abc'):sub(math.mininteger, math.maxinteger), ('abc'):sub(0, 0), ('abc'):sub(4)"));
        assertEquals(
                "98|99|99|97|98",
                lua.values("('abc'):byte(2), ('abc'):byte(-1), ('abc'):byte(3, 9), ('abc'):byte(-10, 2)"));
        assertEquals("", lua.values("('abc'):byte(10)"));
        assertEquals("", lua.values("('abc'):byte(0)"));
        assertEquals("bad argument #1 to 'sub' (number expected, got no value)", lua.error("('abc'):sub()"));
        assertEquals("23", lua.values("string.sub(123, 2)"));
    }

    @Test
    void charactersAreBytes() {
        assertEquals("AB|", lua.values("string.char('65', 66.0), string.char()"));
        assertEquals("bad argument #1 to 'char' (value out of range)", lua.error("string.char(256)"));
        assertEquals("bad argument #2 to 'char' (value out of range)", lua.error("string.char(1, -1)"));
        assertEquals(
                "A\u00c3\u00a9|a\u00c3\u0089|cba|3",
                lua.values("('a\u00c3\u00a9'):upper(), ('A\u00c3\u0089'):lower(), ('abc'):reverse(), #'abc'"));
    }

    @Test
    void repetitionIsBoundedBeforeItAllocates() {
        assertEquals("ab, ab, ab||", lua.values("('ab'):rep(3, ', '), ('ab'):rep(0), ('ab'):rep(-1, 'x')"));
        assertEquals("resulting string too large", lua.error("('aa'):rep(1 << 30)"));
        assertEquals("resulting string too large", lua.error("('a'):rep(1 << 30, ',')"));
        assertEquals("resulting string too large", lua.error("('a'):rep(1 << 62)"));
        assertEquals("", lua.values("(''):rep(1 << 60)"));
        assertEquals("not enough memory", lua.error("('a'):rep((1 << 31) - 1)"));
    }

    @Test
    void numeralsHaveArithmetic() {
        assertEquals(
                "13|7|30|1|1000.0|3|-2",
                lua.values("'10' + '3', '10' - 3, 10 * '3', '10' % '3', '10' ^ 3, '10' // 3, -'2'"));
        assertEquals("1.0|3.3333333333333", lua.values("'1.5' // 1, '10' / 3"));
        assertEquals("attempt to add a 'string' with a 'number'", lua.error("'abc' + 1"));
        assertEquals("attempt to sub a 'table' with a 'string'", lua.error("{} - '1'"));
        assertEquals("attempt to unm a 'string' with a 'string'", lua.error("-'abc'"));
        assertEquals("attempt to perform 'n%0'", lua.error("'1' % '0'"));
    }

    @Test
    void resultsBeyondAnyStackAreRefused() {
        assertEquals("stack overflow (string slice too long)", lua.error("('x'):rep(1000000):byte(1, -1)"));
        assertEquals("stack overflow (string slice too long)", lua.error("utf8.codepoint(('x'):rep(1000000), 1, -1)"));
    }

    @Test
    void methodsAreFoundInStrings() {
        assertEquals("nil|3", lua.values("('x').y, ('abc'):len()"));
    }

    @Test
    void hostFunctionsCannotBeDumped() {
        assertEquals("unable to dump given function", lua.error("string.dump(string.dump)"));
        assertEquals("bad argument #1 to 'dump' (function expected, got number)", lua.error("string.dump(1)"));
    }
}
