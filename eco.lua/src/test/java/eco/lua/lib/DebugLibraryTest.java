package eco.lua.lib;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code debug}. Expectations are the reference's answers. */
@Timeout(60)
class DebugLibraryTest {
    private final Script lua = new Script();

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "debug.getinfo(50), debug.getinfo(-1)~nil|nil",
                "pcall(debug.getinfo, 1, 'X')~false|bad argument #2 to 'debug.getinfo' (invalid option)",
                "pcall(debug.getinfo, 1, '>')~false|bad argument #2 to 'debug.getinfo' (invalid option '>')",
                "pcall(debug.getinfo, {})~false|bad argument #1 to 'debug.getinfo' (number expected, got table)",
                "pcall(debug.getlocal, 50, 1)~false|bad argument #1 to 'debug.getlocal' (level out of range)",
                "pcall(debug.setlocal, 50, 1, 1)~false|bad argument #1 to 'debug.setlocal' (level out of range)",
                "pcall(debug.getupvalue, 1, 1)~false|bad argument #1 to 'debug.getupvalue' (function expected, got number)",
                "pcall(debug.upvaluejoin, print, 1, print, 1)"
                        + "~false|bad argument #2 to 'debug.upvaluejoin' (invalid upvalue index)",
                "debug.getuservalue(1), debug.setuservalue(io.stdin, 1)~nil|nil",
                "pcall(debug.setuservalue, 1, 1)~false|bad argument #1 to 'debug.setuservalue' (userdata expected, got number)",
                "debug.setcstacklimit(10), debug.gethook()~200|nil",
                "debug.traceback('x', 100)~x\\nstack traceback:",
                "debug.traceback(coroutine.create(print), 'm')~m\\nstack traceback:",
                "type(debug.traceback({}))~table",
                "pcall(debug.setmetatable, 1, 1)~false|bad argument #2 to 'debug.setmetatable' (nil or table expected, got number)",
                "pcall(debug.sethook, print)~false|bad argument #2 to 'debug.sethook' (string expected, got no value)",
                "debug.getmetatable(1), debug.getregistry()._LOADED == package.loaded~nil|true",
            })
    void answersAreTheReferences(String expressions, String expected) {
        assertEquals(expected.replace("\\n", "\n"), lua.values(expressions));
    }

    @Test
    void infoTellsFunctionsApart() {
        assertEquals(
                "=[C]|[C]|C|-1|-1|true|0|0",
                lua.run("local i = debug.getinfo(print) return i.source, i.short_src, i.what, i.linedefined,"
                        + " i.currentline, i.isvararg, i.nparams, i.nups"));
        assertEquals(
                "=test|Lua|2|4|2|false|1|nil|",
                lua.run("local up\nlocal function f(a, b)\n  return up\nend local i = debug.getinfo(f)\n"
                        + "return i.source, i.what, i.linedefined, i.lastlinedefined, i.nparams, i.isvararg, i.nups,"
                        + " i.name, i.namewhat"));
        assertEquals("main|1", lua.run("local i = debug.getinfo(1) return i.what, i.currentline"));
        assertEquals(
                "f|local|false|2",
                lua.run("local function f() local i = debug.getinfo(1, 'nt')\n"
                        + "return i.name, i.namewhat, i.istailcall, debug.getinfo(1, 'l').currentline end\n"
                        + "local a, b, c, d = f() return a, b, c, d"));
        assertEquals(
                "true|",
                lua.run("local function t() return debug.getinfo(1, 'tn') end\n"
                        + "local function f() return t() end local i = f() return i.istailcall, i.namewhat"));
    }

    @Test
    void localsAreReadAndSetByNumber() {
        assertEquals(
                "a|1|b|2|nil|(vararg)|7|5",
                lua.run("local function f(a, ...) local b = 2\n"
                        + "local n1, v1 = debug.getlocal(1, 1) local n2, v2 = debug.getlocal(1, 2)\n"
                        + "local none = debug.getlocal(1, 100) local nv, vv = debug.getlocal(1, -1)\n"
                        + "debug.setlocal(1, 2, 5) return n1, v1, n2, v2, none, nv, vv, b end\n"
                        + "return f(1, 7)"));
        assertEquals(
                "a|b|nil",
                lua.run("local function f(a, b) local c end\n"
                        + "return debug.getlocal(f, 1), debug.getlocal(f, 2), debug.getlocal(f, 3)"));
    }

    @Test
    void localsOfASuspendedCoroutineAreSeen() {
        assertEquals(
                "a|1|b|9",
                lua.run("local co = coroutine.create(function(a) local b = 2 coroutine.yield() end)\n"
                        + "coroutine.resume(co, 1) debug.setlocal(co, 1, 2, 9)\n"
                        + "local n, v = debug.getlocal(co, 1, 1) return n, v, debug.getlocal(co, 1, 2)"));
    }

    @Test
    void upvaluesAreReadSetComparedAndJoined() {
        assertEquals(
                "x|1|x|5|true|false|true",
                lua.run("local x, y = 1, 2 local function f() return x end local function g() return x, y end\n"
                        + "local n, v = debug.getupvalue(f, 1) local s = debug.setupvalue(f, 1, 5)\n"
                        + "local same = debug.upvalueid(f, 1) == debug.upvalueid(g, 1)\n"
                        + "local other = debug.upvalueid(f, 1) == debug.upvalueid(g, 2)\n"
                        + "local now = x debug.upvaluejoin(f, 1, g, 2)\n"
                        + "return n, v, s, now, same, other, f() == 2"));
    }

    @Test
    void aMetatableForAWholeTypeIsSharedByItsValues() {
        assertEquals(
                "5|true",
                lua.run(
                        "debug.setmetatable(1, {__index = function(n, k) return n + k end})\n"
                                + "local r = (2)[3] debug.setmetatable(1, nil) return r, not pcall(function() return (2)[3] end)"));
    }

    @Test
    void hooksReportCallsReturnsAndLines() {
        assertEquals(
                "return 1,line 3,call 1,line 1,return 1,line 4,call 1",
                lua.run("local log = {} local function f() return 1 end\n"
                        + "debug.sethook(function(e, l) log[#log + 1] = e .. ' ' .. (l or 1) end, 'crl')\n"
                        + "f()\n"
                        + "debug.sethook()\n"
                        + "return table.concat(log, ',')"));
        assertEquals(
                "true",
                lua.run("local n = 0 debug.sethook(function() n = n + 1 end, '', 100)\n"
                        + "for i = 1, 10000 do end debug.sethook() return n > 10"));
    }

    @Test
    void theConsoleRunsLinesUntilCont() {
        lua.type("x = 1 + 1\nerror('oops', 0)\nx = = 2\ncont\nx = 3\n");
        lua.run("debug.debug()");
        assertEquals(
                "lua_debug> lua_debug> oops\nlua_debug> (debug command):1: unexpected symbol near '='\nlua_debug> ",
                lua.err());
        assertEquals("2", lua.values("x"));
    }
}
