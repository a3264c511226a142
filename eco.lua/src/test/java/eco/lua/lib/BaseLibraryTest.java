package eco.lua.lib;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The basic functions. Expectations are the reference's answers. */
@Timeout(60)
class BaseLibraryTest {
    private final Script lua = new Script();

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "assert()~bad argument #1 to 'assert' (value expected)",
                "assert(false)~test:1: assertion failed!",
                "assert(nil, 'why')~test:1: why",
                "setmetatable({})~test:1: bad argument #2 to 'setmetatable' (nil or table expected, got no value)",
                "setmetatable({}, 3)~test:1: bad argument #2 to 'setmetatable' (nil or table expected, got number)",
                "setmetatable(setmetatable({}, {__metatable = 1}), {})~test:1: cannot change a protected metatable",
                "next({}, 1)~invalid key to 'next'",
                "rawset({}, nil, 1)~table index is nil",
                "rawset({}, 0/0, 1)~table index is NaN",
                "rawset({})~test:1: bad argument #2 to 'rawset' (value expected)",
                "rawlen(1)~test:1: bad argument #1 to 'rawlen' (table or string expected, got number)",
                "rawequal(1)~test:1: bad argument #2 to 'rawequal' (value expected)",
                "select(0)~test:1: bad argument #1 to 'select' (index out of range)",
                "select(-1)~test:1: bad argument #1 to 'select' (index out of range)",
                "select(1.5)~test:1: bad argument #1 to 'select' (number has no integer representation)",
                "tonumber()~test:1: bad argument #1 to 'tonumber' (value expected)",
                "tonumber('10', 99)~test:1: bad argument #2 to 'tonumber' (base out of range)",
                "tonumber(10, 10)~test:1: bad argument #1 to 'tonumber' (string expected, got number)",
                "error('x', 2)~x",
                "error('x', 0)~x",
                "error('x')~test:1: x",
                "xpcall(print)~test:1: bad argument #2 to 'xpcall' (function expected, got no value)",
                "warn()~test:1: bad argument #1 to 'warn' (string expected, got no value)",
                "warn('a', {})~test:1: bad argument #2 to 'warn' (string expected, got table)",
                "pairs()~test:1: bad argument #1 to 'pairs' (value expected)",
                "for i in pairs(nil) do end~test:1: bad argument #1 to 'for iterator' (table expected, got nil)",
                "tostring(setmetatable({}, {__tostring = function() return {} end}))~'__tostring' must return a string",
                "collectgarbage('foo')~test:1: bad argument #1 to 'collectgarbage' (invalid option 'foo')",
            })
    void misuseIsRefusedInTheReferencesWords(String chunk, String message) {
        String expected = message.startsWith("bad") || message.startsWith("'__") ? "test:1: " + message : message;
        assertEquals(expected, lua.error(chunk));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "tonumber('zz', 36), tonumber('-ff', 16), tonumber('  +1Z  ', 36), tonumber('12', 2)~1295|-255|71|nil",
                "tonumber('7fffffffffffffffff', 16), tonumber('', 10), tonumber('- 1', 10)~-1|nil|nil",
                "tonumber('1e1'), tonumber('0x'), tonumber({}), tonumber(' 10 '), tonumber('10', nil)~10.0|nil|nil|10|10",
                "select('#'), select('#', nil, nil), select(2, 1, 2, 3)~0|2|2|3",
                "select(-1, 1, 2)~2",
                "rawlen({1, 2}), rawlen('abc'), rawequal('a', 'a'), rawget({5}, 1)~2|3|true|5",
                "pcall(error)~false|nil",
                "pcall(error, nil)~false|nil",
                "xpcall(error, function(m) return m .. '!' end, 'hi')~false|hi!",
                "xpcall(function(...) return select('#', ...) end, print, nil, nil)~true|2",
                "getmetatable(setmetatable({}, {__metatable = false}))~false",
                "getmetatable('').__index == string~true",
                "tostring(1e15), tostring(-0.0), tostring(2^63), tostring(nil)~1e+15|-0.0|9.2233720368548e+18|nil",
                "select('#', pairs(setmetatable({}, {__pairs = function() return 1 end})))~3",
                "_VERSION, _G == _G._G~Lua 5.4|true",
                "load('x=')~nil|[string \"x=\"]:1: unexpected symbol near <eof>",
                "load('return 1', 'n', 'b')~nil|attempt to load a text chunk (mode is 'b')",
                "load('\\27Lua', 'n', 't')~nil|attempt to load a binary chunk (mode is 't')",
                "load(function() return {} end)~nil|reader function must return a string",
                "load(function() error('oops', 0) end)~nil|oops",
                "load('return x', 'n', 't', {x = 7})()~7",
                "pcall(load('return x', 'n', 't', nil))~false|[string \"n\"]:1: attempt to index a nil value (upvalue '_ENV')",
                "loadfile('/nonexistent')~nil|cannot open /nonexistent: No such file or directory",
                "loadfile('/tmp')~nil|cannot read /tmp: Is a directory",
            })
    void answersAreTheReferences(String expressions, String expected) {
        assertEquals(expected, lua.values(expressions));
    }

    @Test
    void printShowsValuesWithTabsAndMetamethods() {
        lua.run("print(1, 2.0, 'x', nil, setmetatable({}, {__tostring = function() return 'T' end})) print()");
        assertEquals("1\t2.0\tx\tnil\tT\n\n", lua.out());
    }

    @Test
    void printAndWriteShareABufferThatPrintFlushes() {
        lua.run("io.write('a', 1)");
        assertEquals("", lua.out());
        lua.run("print('b')");
        assertEquals("a1b\n", lua.out());
    }

    @Test
    void printingWhereNobodyReadsIsAnError() {
        lua.outTo(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        });
        assertEquals("test:1: cannot print: Broken pipe", lua.error("while true do print('y') end"));
    }

    @Test
    void warningsAreOffUntilSwitchedOn() {
        lua.run("warn('lost') warn('@on') warn('a', 'b') warn('@off') warn('lost', 'too')");
        assertEquals("Lua warning: ab\n", lua.err());
    }

    @Test
    void loadJoinsThePiecesOfAReader() {
        assertEquals(
                "3",
                lua.run("local p = {'return ', '1', '+', '2'} local i = 0"
                        + " return load(function() i = i + 1 return p[i] end)()"));
    }

    @Test
    void aFileMayStartWithAByteOrderMarkAndAHashLine(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("x.lua");
        Files.writeString(file, "#!/bin/eco\nreturn debug.getinfo(1, 'l').currentline", StandardCharsets.UTF_8);
        assertEquals("2", lua.values("dofile('" + file + "')"));
        Files.write(file, new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf, 'r', 'e', 't', 'u', 'r', 'n', ' ', '5'});
        assertEquals("5", lua.values("dofile('" + file + "')"));
        Files.writeString(file, "x = = 1", StandardCharsets.UTF_8);
        assertEquals("nil|" + file + ":1: unexpected symbol near '='", lua.values("loadfile('" + file + "')"));
    }

    @Test
    void dofileWithoutANameReadsStandardInput() {
        lua.type("return 1 + 1, ...");
        assertEquals("2", lua.values("dofile()"));
    }
}
