package eco.lua.lib;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code coroutine}. Expectations are the reference's answers. */
@Timeout(60)
class CoroutineLibraryTest {
    private final Script lua = new Script();

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "pcall(coroutine.create)~false|bad argument #1 to 'coroutine.create' (function expected, got no value)",
                "pcall(coroutine.resume, 1)~false|bad argument #1 to 'coroutine.resume' (thread expected, got number)",
                "pcall(coroutine.wrap, 1)~false|bad argument #1 to 'coroutine.wrap' (function expected, got number)",
                "pcall(coroutine.close, (coroutine.running()))~false|cannot close a running coroutine",
                "pcall(coroutine.yield)~false|attempt to yield from outside a coroutine",
                "coroutine.isyieldable(), select(2, coroutine.running())~false|true",
                "pcall(table.sort, {1, 2, 3}, function() coroutine.yield() end)"
                        + "~false|attempt to yield from outside a coroutine",
                "coroutine.resume(coroutine.create(function() table.sort({1, 2, 3}, coroutine.yield) end))"
                        + "~false|attempt to yield across a C-call boundary",
                "coroutine.resume(coroutine.create(function(...) return select('#', ...), ... end), nil, nil)~true|2|nil|nil",
            })
    void answersAreTheReferences(String expressions, String expected) {
        assertEquals(expected, lua.values(expressions));
    }

    @Test
    void valuesTravelBothWays() {
        assertEquals(
                "true|1|2|true|5|6|false|cannot resume dead coroutine",
                lua.run(
                        "local co = coroutine.create(function(a) local b, c = coroutine.yield(a, a + 1) return b, c end)\n"
                                + "local t = table.pack(coroutine.resume(co, 1))\n"
                                + "local u = table.pack(coroutine.resume(co, 5, 6))\n"
                                + "return t[1], t[2], t[3], u[1], u[2], u[3], coroutine.resume(co)"));
    }

    @Test
    void wrapAddsItsPositionToTextErrors() {
        assertEquals("test:1: msg", lua.error("local w = coroutine.wrap(function() error('msg', 0) end) w()"));
        assertEquals(
                "test:1: cannot resume dead coroutine", lua.error("local w = coroutine.wrap(function() end) w() w()"));
        assertEquals(
                "true",
                lua.run("local e = {} local w = coroutine.wrap(function() error(e) end)\n"
                        + "return select(2, pcall(w)) == e"));
    }

    @Test
    void wrapClosesPendingVariablesOfAFailedCoroutine() {
        assertEquals(
                "again|first",
                lua.run("local seen\n"
                        + "local w = coroutine.wrap(function()\n"
                        + "  local x <close> = setmetatable({}, {__close = function(_, e) seen = e error('again', 0) end})\n"
                        + "  error('first', 0)\n"
                        + "end)\n"
                        + "local _, e = pcall(w) return e, seen"));
    }

    @Test
    void closeRunsPendingHandlersAndReportsTheirError() {
        assertEquals(
                "false|y|true|dead",
                lua.run("local co = coroutine.create(function()\n"
                        + "  local x <close> = setmetatable({}, {__close = function() error('y', 0) end}) coroutine.yield() end)\n"
                        + "coroutine.resume(co)\n"
                        + "local a, b = coroutine.close(co)\n"
                        + "return a, b, coroutine.close(co), coroutine.status(co)"));
    }

    @Test
    void statusIsSeenFromTheRunningCoroutine() {
        assertEquals(
                "suspended running normal suspended dead",
                lua.run("local co, log\n"
                        + "local function note() log = (log and log .. ' ' or '') .. coroutine.status(co) end\n"
                        + "co = coroutine.create(function() note() coroutine.wrap(note)() coroutine.yield() end)\n"
                        + "note() coroutine.resume(co) note() coroutine.resume(co) note() return log"));
    }
}
