package eco.lua.lib;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code utf8}. Expectations are the reference's answers. */
@Timeout(60)
class Utf8LibraryTest {
    private final LibraryScript lua = new LibraryScript();

    @Test
    void codesAreEncodedInUpToSixBytes() {
        assertEquals(
                "H\u00e2\u0082\u00ac\u00fd\u00bf\u00bf\u00bf\u00bf\u00bf",
                lua.values("utf8.char(72, 0x20ac, 0x7fffffff)"));
        assertEquals("bad argument #1 to 'char' (value out of range)", lua.error("utf8.char(-1)"));
        assertEquals("bad argument #1 to 'char' (value out of range)", lua.error("utf8.char(0x80000000)"));
    }

    @Test
    void overlongSurrogateAndTooLargeFormsAreInvalid() {
        for (String bytes : new String[] {
            "\\xc0\\x80",
            "\\xc1\\xbf",
            "\\xe0\\x9f\\xbf",
            "\\xf0\\x8f\\xbf\\xbf",
            "\\xf4\\x90\\x80\\x80",
            "\\xed\\xa0\\x80",
            "\\x80",
            "\\xfe",
            "\\xe2\\x82"
        }) {
            assertEquals("invalid UTF-8 code", lua.error("utf8.codepoint('" + bytes + "')"));
            assertEquals("nil|1", lua.values("utf8.len('" + bytes + "')"));
        }
        assertEquals("55296", lua.values("utf8.codepoint('\\xed\\xa0\\x80', 1, 1, true)"));
        assertEquals("1", lua.values("utf8.len('\\u{7FFFFFFF}', 1, -1, true)"));
    }

    @Test
    void lengthCountsFromCharacterToCharacter() {
        assertEquals("3", lua.values("utf8.len('a\\u{20ac}b')"));
        assertEquals("nil|2", lua.values("utf8.len('a\\xff')"));
        assertEquals("0", lua.values("utf8.len('abc', 4)"));
        assertEquals("bad argument #2 to 'len' (initial position out of bounds)", lua.error("utf8.len('abc', 5)"));
        assertEquals("bad argument #3 to 'len' (final position out of bounds)", lua.error("utf8.len('abc', 1, 4)"));
    }

    @Test
    void codepointGivesEachCodeOfARange() {
        assertEquals("97|8364|98", lua.values("utf8.codepoint('a\\u{20ac}b', 1, -1)"));
        assertEquals("", lua.values("utf8.codepoint('abc', 3, 2)"));
        assertEquals("bad argument #2 to 'codepoint' (out of bounds)", lua.error("utf8.codepoint('abc', -4)"));
        assertEquals("bad argument #3 to 'codepoint' (out of bounds)", lua.error("utf8.codepoint('abc', 1, 4)"));
    }

    @Test
    void offsetFindsTheNthCharacter() {
        assertEquals("5", lua.values("utf8.offset('a\\u{20ac}b', 3)"));
        assertEquals("2", lua.values("utf8.offset('a\\u{20ac}b', -2)"));
        assertEquals("2", lua.values("utf8.offset('a\\u{20ac}b', 0, 3)"));
        assertEquals("4|nil", lua.values("utf8.offset('abc', 4), utf8.offset('abc', 5)"));
        assertEquals("nil", lua.values("utf8.offset('abc', -4)"));
        assertEquals("initial position is a continuation byte", lua.error("utf8.offset('\\u{20ac}', 1, 2)"));
        assertEquals("bad argument #3 to 'offset' (position out of bounds)", lua.error("utf8.offset('abc', 1, 5)"));
    }

    @Test
    void codesWalksAndStopsAtWhatIsInvalid() {
        String walk =
                "local t = {} for p, c in utf8.codes(%s) do t[#t + 1] = p .. ':' .. c end return table.concat(t, ' ')";
        assertEquals("1:97 2:8364 5:98", lua.run(walk.replace("%s", "'a\\u{20ac}b'")));
        assertEquals("1:2097152", lua.run(walk.replace("%s", "'\\u{200000}', true")));
        String count = "(function() for _ in utf8.codes(%s) do end end)()";
        assertEquals("invalid UTF-8 code", lua.error(count.replace("%s", "'a\\xff'")));
        assertEquals("invalid UTF-8 code", lua.error(count.replace("%s", "'in\\x80valid'")));
        assertEquals("bad argument #1 to 'codes' (invalid UTF-8 code)", lua.error(count.replace("%s", "'\\xbf'")));
    }

    @Test
    void patternMatchesOneCharacter() {
        assertEquals("a-\u00e2\u0082\u00ac-|2", lua.values("string.gsub('a\\u{20ac}', utf8.charpattern, '%0-')"));
    }
}
