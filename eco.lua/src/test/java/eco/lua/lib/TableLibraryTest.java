package eco.lua.lib;

import static org.junit.jupiter.api.Assertions.assertEquals;

import eco.lua.Arguments;
import eco.lua.Builtin;
import eco.lua.LuaTable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code table}. Expectations are the reference's answers. */
@Timeout(60)
class TableLibraryTest {
    private final LibraryScript lua = new LibraryScript();

    @BeforeEach
    void defineSetmetatable() {
        lua.define("setmetatable", Builtin.of("setmetatable", (co, args) -> {
            LuaTable table = Arguments.table(co, args, 0);
            table.metatable(Arguments.table(co, args, 1));
            return table;
        }));
    }

    @Test
    void concatJoinsStringsAndNumbers() {
        assertEquals("1, 2.5, x", lua.values("table.concat({1, 2.5, 'x'}, ', ')"));
        assertEquals("2,3", lua.values("table.concat({1, 2, 3}, ',', 2)"));
        assertEquals("", lua.values("table.concat({}, 'x', math.maxinteger, math.maxinteger - 1)"));
        assertEquals("invalid value (table) at index 2 in table for 'concat'", lua.error("table.concat({1, {}, 3})"));
        assertEquals(
                "invalid value (nil) at index 9223372036854775807 in table for 'concat'",
                lua.error("table.concat({}, 'x', math.maxinteger, math.maxinteger)"));
        assertEquals(
                "1-2-3",
                lua.values("table.concat(setmetatable({}, {__len = function() return 3 end,"
                        + " __index = function(t, i) return i end}), '-')"));
        assertEquals(
                "object length is not an integer",
                lua.error("table.concat(setmetatable({}, {__len = function() return 1.5 end}))"));
    }

    @Test
    void insertMovesUpAndRemoveMovesDown() {
        assertEquals("0,1,2", lua.run("local t = {1, 2} table.insert(t, 1, 0) return table.concat(t, ',')"));
        assertEquals("1,2,3", lua.run("local t = {1, 2} table.insert(t, 3) return table.concat(t, ',')"));
        assertEquals(
                "1|2,3", lua.run("local t = {1, 2, 3} local r = table.remove(t, 1) return r, table.concat(t, ',')"));
        assertEquals("3|1,2", lua.run("local t = {1, 2, 3} local r = table.remove(t) return r, table.concat(t, ',')"));
        assertEquals("z|nil", lua.run("local t = {[0] = 'z'} return table.remove(t, 0), t[0]"));
        assertEquals("nil|nil", lua.values("table.remove({}), table.remove({1}, 2)"));
    }

    @Test
    void positionsOutOfBoundsAreRefused() {
        assertEquals("bad argument #2 to 'insert' (position out of bounds)", lua.error("table.insert({}, 2, 0)"));
        assertEquals("bad argument #2 to 'insert' (position out of bounds)", lua.error("table.insert({1, 2}, -1, 0)"));
        assertEquals("bad argument #1 to 'remove' (position out of bounds)", lua.error("table.remove({1, 2, 3}, 5)"));
        assertEquals("wrong number of arguments to 'insert'", lua.error("table.insert({}, 1, 2, 3)"));
        assertEquals("wrong number of arguments to 'insert'", lua.error("table.insert({})"));
        assertEquals("bad argument #1 to 'insert' (table expected, got nil)", lua.error("table.insert(nil, 1)"));
    }

    @Test
    void everyFunctionHonoursMetamethods() {
        String proxy = "local real = {1, 2, 3} local log = {} local p = setmetatable({}, {"
                + "__index = real, __len = function() return #real end,"
                + "__newindex = function(_, k, v) real[k] = v end}) ";
        assertEquals("9,1,2,3", lua.run(proxy + "table.insert(p, 1, 9) return table.concat(real, ',')"));
        assertEquals("1|2,3", lua.run(proxy + "local r = table.remove(p, 1) return r, table.concat(real, ',')"));
        assertEquals(
                "3,2,1",
                lua.run(proxy + "table.sort(p, function(a, b) return a > b end) return table.concat(real, ',')"));
        assertEquals("1|2|3", lua.run(proxy + "return table.unpack(p)"));
        assertEquals("1,2,3", lua.run(proxy + "return table.concat(table.move(p, 1, 3, 1, {}), ',')"));
    }

    @Test
    void moveCopiesInTheSafeDirection() {
        assertEquals("1,1,2,3", lua.values("table.concat(table.move({1, 2, 3}, 1, 3, 2), ',')"));
        assertEquals("2,3,3", lua.values("table.concat(table.move({1, 2, 3}, 2, 3, 1), ',')"));
        assertEquals(
                "bad argument #3 to 'move' (too many elements to move)",
                lua.error("table.move({}, 0, math.maxinteger, 2)"));
        assertEquals(
                "bad argument #4 to 'move' (destination wrap around)",
                lua.error("table.move({}, 1, math.maxinteger, 2)"));
        assertEquals("bad argument #5 to 'move' (table expected, got number)", lua.error("table.move({}, 1, 2, 3, 4)"));
    }

    @Test
    void unpackStopsBeforeTooManyResults() {
        assertEquals("1|2|nil", lua.values("table.unpack({1, 2}, 1, 3)"));
        assertEquals("", lua.values("table.unpack({}, 2, 1)"));
        assertEquals("nil", lua.values("table.unpack({}, math.maxinteger, math.maxinteger)"));
        assertEquals("too many results to unpack", lua.error("table.unpack({}, 1, 1e7)"));
        assertEquals("too many results to unpack", lua.error("table.unpack({}, math.mininteger, math.maxinteger)"));
        assertEquals("attempt to get length of a nil value", lua.error("table.unpack(nil)"));
        assertEquals("2|nil", lua.run("local t = table.pack(nil, nil) return t.n, t[1]"));
    }

    @Test
    void sortOrdersByTheLanguageOrTheFunction() {
        assertEquals("1,2,3", lua.run("local t = {3, 1, 2} table.sort(t) return table.concat(t, ',')"));
        assertEquals("1,1.5,2", lua.run("local t = {2, 1.5, 1} table.sort(t) return table.concat(t, ',')"));
        assertEquals("B,a,b", lua.run("local t = {'b', 'a', 'B'} table.sort(t) return table.concat(t, ',')"));
        assertEquals(
                "3,2,1",
                lua.run(
                        "local t = {1, 3, 2} table.sort(t, function(a, b) return a > b end) return table.concat(t, ',')"));
        assertEquals("attempt to compare string with number", lua.error("table.sort({3, 1, 'x'})"));
        assertEquals("attempt to compare two table values", lua.error("table.sort({{}, {}})"));
        assertEquals("bad argument #2 to 'sort' (function expected, got number)", lua.error("table.sort({1, 2}, 1)"));
        assertEquals("", lua.values("table.sort({1}, 1)"));
        assertEquals(
                "bad argument #1 to 'sort' (array too big)",
                lua.error("table.sort(setmetatable({}, {__len = function() return math.maxinteger end}))"));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5, 6, 50, 1000})
    void orderThatIsAlwaysTrueIsRefused(int size) {
        lua.define("size", (long) size);
        assertEquals(
                "invalid order function for sorting",
                lua.error("(function() local t = {} for i = 1, size do t[i] = i end"
                        + " table.sort(t, function(a, b) return a ~= nil and b ~= nil end) end)()"));
    }

    @Test
    void unluckyInputsSortInReasonableTime() {
        String sort = "local n = 0 table.sort(t, function(a, b) n = n + 1 return a < b end)"
                + " for i = 2, #t do if t[i] < t[i - 1] then return 'wrong' end end return n < 40 * #t";
        assertEquals("true", lua.run("local t = {} for i = 1, 20000 do t[i] = i end " + sort));
        assertEquals("true", lua.run("local t = {} for i = 1, 20000 do t[i] = -i end " + sort));
        assertEquals("true", lua.run("local t = {} for i = 1, 20000 do t[i] = 0 end " + sort));
        assertEquals("true", lua.run("local t = {} for i = 1, 20000 do t[i] = i % 2 == 0 and i or -i end " + sort));
    }
}
