package eco.lua.lib;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Patterns, in {@code find}, {@code match}, {@code gmatch} and {@code gsub}. Expectations are the reference's answers. */
@Timeout(60)
class PatternTest {
    private final LibraryScript lua = new LibraryScript();

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "[; malformed pattern (missing ']')",
                "[]; malformed pattern (missing ']')",
                "[^]; malformed pattern (missing ']')",
                "[%; malformed pattern (missing ']')",
                "[a%]; malformed pattern (missing ']')",
                "%; malformed pattern (ends with '%')",
                "a%; malformed pattern (ends with '%')",
                "%f; missing '[' after '%f' in pattern",
                "%fa; missing '[' after '%f' in pattern",
                "%f[; malformed pattern (missing ']')",
                "%b; malformed pattern (missing arguments to '%b')",
                "%ba; malformed pattern (missing arguments to '%b')",
                "(; unfinished capture",
                "(a; unfinished capture",
                "a(); no error but 1|1|2",
                "%1; invalid capture index %1",
                "(%1); invalid capture index %1",
                "(a)%2; invalid capture index %2",
                "%0; invalid capture index %0",
                "a-); invalid pattern capture",
                "b[; no error but nil",
            })
    void malformedPatternFailsWhereAMatchMeetsIt(String pattern, String message) {
        assertEquals(message, lua.error("string.find('az', [==[" + pattern + "]==])"));
    }

    @Test
    void tooManyCapturesAreRefused() {
        assertEquals("too many captures", lua.error("string.find('a', ('()'):rep(33))"));
        assertEquals("1|0", lua.run("local s, e = string.find('a', ('()'):rep(32)) return s, e"));
    }

    @Test
    void findGivesPositionsAndCaptures() {
        assertEquals("1|0|1", lua.values("string.find('az', '()')"));
        assertEquals("2|4|bc", lua.values("string.find('abcd', '(b.)d')"));
        assertEquals("4|3", lua.values("string.find('abc', '', 4)"));
        assertEquals("nil", lua.values("string.find('abc', '', 5)"));
        assertEquals("2|2", lua.values("string.find('abc', 'b', -5)"));
        assertEquals("nil", lua.values("string.find('abc', 'b', -1)"));
        assertEquals("2|2", lua.values("string.find('a.c', '.', 1, true)"));
        assertEquals("3|3", lua.values("string.find('az)', ')')"));
        assertEquals("2|2", lua.values("string.find('a\\0b', '\\0')"));
    }

    @Test
    void anchorHoldsAtTheStartingPosition() {
        assertEquals("2|2", lua.values("string.find('abc', '^b', 2)"));
        assertEquals("nil", lua.values("string.find('abc', '^b')"));
        assertEquals("xaa|1", lua.values("string.gsub('aaa', '^a', 'x')"));
        assertEquals(
                "", lua.run("local t = {} for s in string.gmatch('abc', '^a') do t[1] = s end return table.concat(t)"));
    }

    @Test
    void classesAreThoseOfTheCLocale() {
        String count =
                "local n = 0 for b = 0, 255 do if string.find(string.char(b), '%s') then n = n + 1 end end return n";
        assertEquals("52", lua.run(count.replace("%s", "%a")));
        assertEquals("33", lua.run(count.replace("%s", "%c")));
        assertEquals("10", lua.run(count.replace("%s", "%d")));
        assertEquals("94", lua.run(count.replace("%s", "%g")));
        assertEquals("26", lua.run(count.replace("%s", "%l")));
        assertEquals("32", lua.run(count.replace("%s", "%p")));
        assertEquals("6", lua.run(count));
        assertEquals("26", lua.run(count.replace("%s", "%u")));
        assertEquals("62", lua.run(count.replace("%s", "%w")));
        assertEquals("22", lua.run(count.replace("%s", "%x")));
        assertEquals("204", lua.run(count.replace("%s", "%A")));
        assertEquals("255", lua.run(count.replace("%s", "[^%z]")));
    }

    @Test
    void setsTakeBracketsRangesAndEscapes() {
        assertEquals("]", lua.values("string.match('a]', '[]]')"));
        assertEquals("-", lua.values("string.match('b-', '[a-]')"));
        assertEquals("a", lua.values("string.match('a', '[]-a]')"));
        assertEquals("]", lua.values("string.match('x]', '[%]]')"));
        assertEquals("^", lua.values("string.match('a^', '[x^]')"));
        assertEquals("nil", lua.values("string.match('m', '[z-a]')"));
        assertEquals("\u00e9", lua.values("string.match('a\u00e9', '[\u00e0-\u00ff]')"));
    }

    @Test
    void repetitionsBacktrack() {
        assertEquals("aab", lua.values("string.match('xaab', 'a*ab')"));
        assertEquals("a.b.|c", lua.values("string.match('a.b.c', '^(.*%.)(.*)$')"));
        assertEquals("key|value", lua.values("string.match('key = value', '^(%w+)%s*=%s*(%w+)$')"));
        assertEquals("", lua.values("string.match('aaa', 'a-')"));
        assertEquals("10|10", lua.values("string.find(('a'):rep(9) .. 'b', 'a?b', 10)"));
    }

    @Test
    void balanceFrontierAndBackReferences() {
        assertEquals("(a(b)c)", lua.values("string.match('x(a(b)c)d', '%b()')"));
        assertEquals("xaax", lua.values("string.match('xaax', '%bxx')"));
        assertEquals("x (x) x|3", lua.values("string.gsub('THE (quick) fox', '%f[%a]%a+%f[%A]', 'x')"));
        assertEquals("'|a\"b", lua.run("return string.match([['a\"b']], [[(['\"])(.-)%1]])"));
        assertEquals("nil", lua.values("string.match('ab', '()%1')"));
    }

    @Test
    void depthGrowsWithThePatternOnly() {
        assertEquals("300000", lua.values("#string.match(('a'):rep(300000), '^a*.?$')"));
        assertEquals("300000", lua.values("#string.match(('a'):rep(300000), '^a-.?$')"));
        assertEquals("199", lua.values("#string.match(('a'):rep(250), ('.?'):rep(199))"));
        assertEquals("pattern too complex", lua.error("string.match(('a'):rep(250), ('.?'):rep(200))"));
        assertEquals("pattern too complex", lua.error("string.match(('a'):rep(250000), ('.?'):rep(200000))"));
        assertEquals("0", lua.values("#string.match('b', ('a*'):rep(250))"));
    }

    @Test
    void emptyMatchesDoNotFollowAMatch() {
        assertEquals("-a-b-c-|4", lua.values("string.gsub('abc', '', '-')"));
        assertEquals("-a-b-c-d-|5", lua.values("string.gsub('abc d', ' *', '-')"));
        assertEquals("xaxcx|3", lua.values("string.gsub('abc', 'b*', 'x')"));
        assertEquals(
                "abc,d",
                lua.run(
                        "local t = {} for w in string.gmatch('abc d', '%a*') do t[#t + 1] = w end return table.concat(t, ',')"));
        assertEquals(
                "1,2,3,4",
                lua.run(
                        "local t = {} for p in string.gmatch('abc', '()') do t[#t + 1] = p end return table.concat(t, ',')"));
    }

    @Test
    void gmatchStartsWhereTold() {
        assertEquals(
                "b,c",
                lua.run(
                        "local t = {} for w in string.gmatch('abc', '%w', -2) do t[#t + 1] = w end return table.concat(t, ',')"));
        assertEquals(
                "",
                lua.run(
                        "local t = {} for w in string.gmatch('abc', '%w', 10) do t[#t + 1] = w end return table.concat(t, ',')"));
    }

    @Test
    void replacementsAreStringsTablesOrFunctions() {
        assertEquals("%a%b%c|3", lua.values("string.gsub('abc', '%w', '%%%0')"));
        assertEquals("acb|1", lua.values("string.gsub('abc', '(b)(c)', '%2%1')"));
        assertEquals("1a2b3c4|4", lua.values("string.gsub('abc', '()', '%1')"));
        assertEquals("121212|3", lua.values("string.gsub('abc', '%w', 12)"));
        assertEquals("1bc|3", lua.values("string.gsub('abc', '%w', {a = 1, c = false})"));
        assertEquals("abc|3", lua.values("string.gsub('abc', '%w', function() end)"));
        assertEquals(
                "b=a c=|2",
                lua.values("string.gsub('a=b =c', '(%w*)=(%w*)', function(k, v) return v .. '=' .. k end)"));
        assertEquals("xxc|2", lua.values("string.gsub('abc', '%w', 'x', 2)"));
        assertEquals("abc|0", lua.values("string.gsub('abc', '%w', 'x', -1)"));
    }

    @Test
    void wrongReplacementsAreNamed() {
        assertEquals("invalid capture index %2", lua.error("string.gsub('abc', '%w', '%2')"));
        assertEquals("invalid use of '%' in replacement string", lua.error("string.gsub('abc', '%w', '%')"));
        assertEquals("invalid use of '%' in replacement string", lua.error("string.gsub('abc', '%w', '%x')"));
        assertEquals("invalid replacement value (a boolean)", lua.error("string.gsub('abc', '%w', {a = true})"));
        assertEquals(
                "invalid replacement value (a table)", lua.error("string.gsub('abc', '%w', function() return {} end)"));
        assertEquals(
                "bad argument #3 to 'gsub' (string/function/table expected, got nil)",
                lua.error("string.gsub('abc', '%w', nil)"));
    }

    @Test
    void searchForAnUnluckyNeedleStaysLinear() {
        assertEquals("nil", lua.values("string.find(('a'):rep(2000000), ('a'):rep(100000) .. 'b', 1, true)"));
        assertEquals(
                "1900001", lua.values("(string.find(('a'):rep(2000000) .. 'b', ('a'):rep(100000) .. 'b', 1, true))"));
    }
}
