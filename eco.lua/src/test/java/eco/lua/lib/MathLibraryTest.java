package eco.lua.lib;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code math}. Expectations are the reference's answers. */
@Timeout(60)
class MathLibraryTest {
    private final LibraryScript lua = new LibraryScript();

    @Test
    void seededSequencesAreTheReferences() {
        assertEquals("42|0", lua.values("math.randomseed(42)"));
        assertEquals("-1276290044721465627|8333941968102511665", lua.values("math.random(0), math.random(0)"));
        assertEquals("0.54688311243421", lua.values("math.random()"));
        assertEquals("6|8", lua.values("math.random(10), math.random(3, 17)"));
        assertEquals("-9046270629122405825", lua.values("math.random(math.mininteger, math.maxinteger)"));
        assertEquals("8557396579841723654", lua.values("math.random(0, math.maxinteger)"));
        assertEquals(
                "888927495670,276716934636,473503063435",
                lua.run("math.randomseed(5) local t = {} for i = 1, 3 do t[i] = math.random(-7, 1 << 40) end"
                        + " return table.concat(t, ',')"));
        assertEquals("-7417246856811363868", lua.run("math.randomseed(3.0, 7) return math.random(0)"));
    }

    @Test
    void seedsThatAreReturnedRepeatTheSequence() {
        assertEquals(
                "true",
                lua.run("local a, b = math.randomseed() local x = math.random(0) math.randomseed(a, b)"
                        + " return x == math.random(0)"));
    }

    @Test
    void randomRefusesEmptyIntervals() {
        assertEquals("bad argument #1 to 'random' (interval is empty)", lua.error("math.random(2, 1)"));
        assertEquals("wrong number of arguments", lua.error("math.random(0, 1, 2)"));
        assertEquals(
                "bad argument #1 to 'random' (number has no integer representation)", lua.error("math.random(0.5)"));
    }

    @Test
    void roundingGivesIntegersWhereTheyFit() {
        assertEquals(
                "3|-4|3|1e+300", lua.values("math.floor(3.7), math.floor(-3.5), math.floor('3.7'), math.floor(1e300)"));
        assertEquals("4|-3|0", lua.values("math.ceil(3.2), math.ceil(-3.5), math.ceil(-0.5)"));
        assertEquals("9.2233720368548e+18", lua.values("math.floor(2^63)"));
        assertEquals("bad argument #1 to 'floor' (number expected, got table)", lua.error("math.floor({})"));
    }

    @Test
    void integersStayIntegers() {
        assertEquals("-9223372036854775808", lua.values("math.abs(math.mininteger)"));
        assertEquals(
                "2|-2|2|0",
                lua.values("math.fmod(5, 3), math.fmod(-5, 3), math.fmod(5, -3), math.fmod(math.mininteger, -1)"));
        assertEquals("bad argument #2 to 'fmod' (zero)", lua.error("math.fmod(5, 0)"));
        assertEquals("2.0|-0.0", lua.values("math.fmod('5', 3), math.fmod(-6.0, 2)"));
        assertEquals("3|0.5|3|0.0", lua.run("local a, b = math.modf(3.5) local c, d = math.modf(3) return a, b, c, d"));
        assertEquals("-inf|0.0", lua.values("math.modf(-1/0)"));
    }

    @Test
    void conversionsAnswerNilForWhatIsNoInteger() {
        assertEquals(
                "3|3|nil|3|nil|16",
                lua.values("math.tointeger(3), math.tointeger(3.0), math.tointeger(3.5), math.tointeger('3.0'),"
                        + " math.tointeger('x'), math.tointeger('0x10')"));
        assertEquals("-9223372036854775808|nil", lua.values("math.tointeger(-2^63), math.tointeger(2^63)"));
        assertEquals("integer|float|nil", lua.values("math.type(1), math.type(1.0), math.type('1')"));
        assertEquals("bad argument #1 to 'type' (value expected)", lua.error("math.type()"));
    }

    @Test
    void extremesUseTheLanguagesOrder() {
        assertEquals(
                "2.5|1|3|b", lua.values("math.max(1, 2.5), math.min(1, 2.5), math.max(1, 3, 2), math.max('a', 'b')"));
        assertEquals("attempt to compare number with table", lua.error("math.max(1, {})"));
        assertEquals("bad argument #1 to 'max' (value expected)", lua.error("math.max()"));
    }

    @Test
    void logarithmsOfPowersAreExact() {
        assertEquals("3.0|10.0|2.0", lua.values("math.log(8, 2), math.log(1024, 2), math.log(100, 10)"));
        assertEquals("0.5|3", lua.values("math.frexp(4)"));
        assertEquals("0.5|-1073", lua.values("math.frexp(5e-324)"));
        assertEquals("4.0|4.9406564584125e-324", lua.values("math.ldexp(0.5, 3), math.ldexp(1, -1074)"));
        assertEquals("true|false", lua.values("math.ult(1, -1), math.ult(-1, 1)"));
    }
}
