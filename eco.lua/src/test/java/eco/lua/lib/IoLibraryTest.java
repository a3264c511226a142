package eco.lua.lib;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import eco.lua.LuaTable;
import eco.scheduler.EventLoop;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code io}. Expectations are the reference's answers. */
@Timeout(60)
class IoLibraryTest {
    private final Script lua = new Script();

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameAFile() {
        file = folder.resolve("f");
        lua.run("F = '" + file + "'");
    }

    private void write(String text) throws Exception {
        Files.writeString(file, text, StandardCharsets.ISO_8859_1);
    }

    private String read() throws Exception {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "io.open('/nonexistent/x', 'w')~nil|/nonexistent/x: No such file or directory|2",
                "io.open('/tmp', 'w')~nil|/tmp: Is a directory|21",
                "io.open('/tmp'):read()~nil|Is a directory|21",
                "pcall(io.open, '/tmp/x', 'rz')~false|bad argument #2 to 'io.open' (invalid mode)",
                "pcall(io.lines, '/nonexistent')~false|cannot open file '/nonexistent' (No such file or directory)",
                "pcall(io.input, '/nonexistent')~false|cannot open file '/nonexistent' (No such file or directory)",
                "pcall(io.type)~false|bad argument #1 to 'io.type' (value expected)",
                "io.type(1), io.type(io.stdout)~nil|file",
                "io.stdout:close()~nil|cannot close standard file",
                "io.stdin:write('x')~nil|Bad file descriptor|9",
                "io.stdout:read()~nil|Bad file descriptor|9",
                "io.stdout:seek()~nil|Illegal seek|29",
                "pcall(io.write, {})~false|bad argument #1 to 'io.write' (string expected, got table)",
                "pcall(io.lines, '/dev/null', table.unpack({}, 1, 251))"
                        + "~false|bad argument #252 to 'io.lines' (too many arguments)",
                "pcall(io.popen, 'x', 'rw')~false|bad argument #2 to 'io.popen' (invalid mode)",
                "getmetatable(io.stdout).__name~FILE*",
            })
    void failuresAreReportedInTheReferencesWords(String expressions, String expected) {
        assertEquals(expected, lua.values(expressions));
    }

    @Test
    void aClosedFileSaysSo() {
        lua.run("f = io.open(F, 'w') f:close()");
        assertEquals("file (closed)|closed file", lua.values("f, io.type(f)"));
        assertEquals("test:1: attempt to use a closed file", lua.error("f:read()"));
        assertEquals("test:1: attempt to use a closed file", lua.error("io.close(f)"));
        assertEquals(
                "test:1: default output file is closed", lua.error("io.output(F) io.output():close() io.write('x')"));
        assertTrue(lua.values("tostring(io.stdout)").matches("file \\(0x[0-9a-f]+\\)"));
    }

    @Test
    void argumentsOfMethodsAreCountedWithoutTheFile() {
        assertEquals("test:1: bad argument #1 to 'read' (invalid format)", lua.error("io.stdin:read('x')"));
        assertEquals("test:1: bad argument #1 to 'seek' (invalid option 'foo')", lua.error("io.stdin:seek('foo')"));
        assertEquals("test:1: bad argument #1 to 'seek' (FILE* expected, got no value)", lua.error("io.stdout.seek()"));
    }

    @Test
    void formatsReadLinesCountsNumbersAndAll() throws Exception {
        write("first\n12 0x1p4 -.5e1\nlast line\n\nrest\nend");
        assertEquals(
                "first|12|16.0|-5.0|\n|last l|ine|\n|rest\nend||nil",
                lua.run("local f = io.open(F) return f:read('l', 'n', 'n', 'n', 'L', 6, 'l', 'L', 'a', 'a', 'l')"));
        assertEquals("|nil", lua.run("local f = io.open(F) local a = f:read(0) f:read('a') return a, f:read(0)"));
        assertEquals("first", lua.run("return io.open(F):read('*line')"));
    }

    @Test
    void aNumberTakesNoMoreThanItCanUse() throws Exception {
        write("12abc 0x nan 1e+");
        assertEquals("12|abc", lua.run("local f = io.open(F) return f:read('n'), f:read(3)"));
        assertEquals("nil| nan", lua.run("local f = io.open(F) f:seek('set', 6) return f:read('n'), f:read(4)"));
        write("1".repeat(201) + " 5");
        assertEquals("nil|1 5", lua.run("local f = io.open(F) return f:read('n'), f:read('a')"));
        write("0x.8p1");
        assertEquals("1.0", lua.run("return io.open(F):read('n')"));
    }

    @Test
    void numbersAreWrittenAsPrintfDoes() throws Exception {
        lua.run("local f <close> = io.open(F, 'w') f:write(1, ' ', 1.0, ' ', 2^53, ' ', 0.1, ' ', -0.0)");
        assertEquals("1 1 9.007199254741e+15 0.1 -0", read());
    }

    @Test
    void positionsCountWhatIsBuffered() throws Exception {
        write("abcdef");
        assertEquals(
                "2|2|cd|4|6|f|nil|Invalid argument|22",
                lua.run("local f = io.open(F) f:read(2)\n"
                        + "local here = f:seek() local set = f:seek('set', 2) local cd = f:read(2)\n"
                        + "return here, set, cd, f:seek('cur', 0), f:seek('end'), (f:seek('end', -1) and f:read(1)),"
                        + " f:seek('set', -1)"));
    }

    @Test
    void readingAndWritingMayAlternate() throws Exception {
        write("abcdef");
        assertEquals(
                "a|3|aXXdef",
                lua.run("local f = io.open(F, 'r+') local a = f:read(1) f:write('XX')\n"
                        + "local at = f:seek() f:seek('set') return a, at, f:read('a')"));
    }

    @Test
    void appendingAlwaysGoesToTheEnd() throws Exception {
        write("abc");
        assertEquals(
                "abc|4|abcZ",
                lua.run("local f = io.open(F, 'a+') local all = f:read('a') f:seek('set', 1)\n"
                        + "f:write('Z') local at = f:seek() f:seek('set') return all, at, f:read('a')"));
        lua.run("local f <close> = io.open(F, 'a') f:write('!')");
        assertEquals("abcZ!", read());
    }

    @Test
    void outputIsBufferedAsSetvbufSays() throws Exception {
        lua.run("f = io.open(F, 'w') f:write('a')");
        assertEquals("", read());
        lua.run("f:flush() f:setvbuf('line') f:write('b') ");
        assertEquals("a", read());
        lua.run("f:write('c\\n')");
        assertEquals("abc\n", read());
        lua.run("f:setvbuf('no') f:write('d')");
        assertEquals("abc\nd", read());
        lua.run("f:setvbuf('full', 1024) f:write(('x'):rep(1023))");
        assertEquals("abc\nd", read());
        lua.run("f:close()");
        assertEquals(6 + 1023 - 1, read().length());
    }

    @Test
    void theEndOfTheRuntimeWritesOutWhatFilesHold() throws Exception {
        lua.run("f = io.open(F, 'w') f:write('kept')");
        lua.runtime().flush();
        assertEquals("kept", read());
    }

    @Test
    void aFullDeviceIsReportedWhenTheBufferGoesOut() {
        assertEquals(
                "true|nil|No space left on device|28",
                lua.run("local f = io.open('/dev/full', 'w')\n" + "return io.type(f:write('x')) == 'file', f:flush()"));
        assertEquals(
                "nil|No space left on device|28",
                lua.run("local f = io.open('/dev/full', 'w') f:write('x') return f:close()"));
    }

    @Test
    void linesEndsWithoutAValueAndClosesWhatItOpened() throws Exception {
        write("a\nb");
        assertEquals(
                "a|b|0|test:1: file is already closed",
                lua.run("local it = io.lines(F)\n"
                        + "local a, b = it(), it() return a, b, select('#', it()),"
                        + " select(2, pcall(function()\nit() end)):gsub('test:3', 'test:1') .. ''"));
        assertEquals("a|\nb", lua.run("for a, b in io.lines(F, 1, 'a') do return a, b end"));
    }

    @Test
    void defaultFilesCanBeReplaced() throws Exception {
        write("line one\nline two\n");
        assertEquals(
                "line one|line two", lua.run("io.input(F) local a = io.read() for l in io.lines() do return a, l end"));
        lua.run("io.output(F) io.write('new') io.close() io.output(io.stdout)");
        assertEquals("new", read());
    }

    @Test
    void standardInputIsRead() {
        lua.type("one\n2 three\n");
        assertEquals("one|2| three\n|nil", lua.run("return io.read('l', 'n', 'L', 'l')"));
    }

    @Test
    void temporaryFilesReadBackWhatWasWritten() {
        assertEquals("abc", lua.run("local f = io.tmpfile() f:write('abc') f:seek('set') return f:read('a')"));
    }

    @Test
    void childProcessesTalkThroughTheirFiles() {
        assertEquals("hi\n|nil|exit|2", lua.run("local p = io.popen('echo hi; exit 2') return p:read('a'), p:close()"));
        assertEquals("true|exit|0", lua.run("local p = io.popen('cat > ' .. F, 'w') p:write('x') return p:close()"));
        assertEquals("x", lua.run("return io.open(F):read('a')"));
        assertEquals("nil|signal|9", lua.run("return io.popen('kill -9 $$'):close()"));
    }

    @Test
    void namesAndCommandsAreBytesThatNeedNotBeText() {
        lua.run("N = F .. '\\xe4\\xff' f = io.open(N, 'w+') f:write('x') f:seek('set')");
        assertEquals("x|true", lua.run("return f:read('a'), f:close()"));
        assertEquals(
                "ok",
                lua.run("local f = io.open(N, 'a') f:write('return \"ok\"') f:close()\n"
                        + "f = io.open(N, 'r+') f:write(' ') f:close() return dofile(N)"));
        assertEquals(
                "true|true|nil|2",
                lua.run("local a, b = os.rename(N, N .. '2'), os.remove(N .. '2')\n"
                        + "return a, b, (io.open(N)), select(3, io.open(N))"));
        assertEquals(
                "\u00e4\u00ff|nil|exit|3",
                lua.run("local p = io.popen('printf \"\\xe4\\xff\"; exit 3') return p:read('a'), p:close()"));
    }

    @Test
    void aTaskThatWaitsForAChildLetsOthersRun() throws Exception {
        assertEquals(
                "other ran first, then hi",
                inTasks("local order = ''\n"
                        + "eco.run(function() local p = io.popen('sleep 0.2; echo hi') local line = p:read() order = order .. ', then ' .. line"
                        + " done = order end)\n"
                        + "eco.run(function() order = order .. 'other ran first' end)"));
    }

    @Test
    void aTaskThatWaitsForStandardInputLetsOthersRun() throws Exception {
        PipedOutputStream keyboard = new PipedOutputStream();
        lua.type(new PipedInputStream(keyboard));
        lua.runtime().define("press", (co, args) -> {
            try {
                keyboard.write("key\n".getBytes(StandardCharsets.US_ASCII));
                keyboard.flush();
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            return null;
        });
        assertEquals("key", inTasks("eco.run(function() done = io.read() end) eco.run(press)"));
    }

    @Test
    void aTaskThatOpensAFifoLetsItsWriterRun() throws Exception {
        lua.run("os.execute('mkfifo ' .. F)");
        assertEquals(
                "through",
                inTasks("eco.run(function() done = io.open(F):read('a') end)\n"
                        + "eco.run(function() local f = io.open(F, 'w') f:write('through') f:close() end)"));
    }

    /** Runs a chunk as a task and the loop to its end; the global {@code done}. */
    private String inTasks(String chunk) throws Exception {
        return EventLoop.callOnLargeStack("test", () -> {
            try (EventLoop loop = EventLoop.open()) {
                lua.runtime().attach(loop);
                lua.run("eco = require 'eco'");
                LuaTable eco = (LuaTable) lua.runtime().globals().get("eco");
                lua.runtime().call(eco.get("run"), lua.runtime().load(chunk, "task"));
                loop.run();
                return lua.values("done");
            }
        });
    }
}
