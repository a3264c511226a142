package conformance.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the program is given, it ends with one clear message and the right status; no one sees a Java stack trace. */
@Tag("image")
final class BadInputTest {
    @TempDir
    Path folder;

    private Eco eco() {
        return Eco.image().in(folder);
    }

    private Path script(String name, String text) throws IOException {
        return Files.write(folder.resolve(name), text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void assertFails(String message, Eco.Outcome outcome) {
        assertEquals(message, outcome.err());
        assertEquals("", outcome.out());
        assertEquals(1, outcome.status());
    }

    /** The message is the first line, once; below it stand Lua tracebacks and nothing of Java. */
    private static void assertFailsWithTraceback(String message, Eco.Outcome outcome) {
        String err = outcome.err();
        String first = err.lines().findFirst().orElse("");
        assertTrue(first.contains(message), err);
        assertEquals(err.indexOf(message), err.lastIndexOf(message), err);
        assertTrue(err.contains("\nstack traceback:\n"), err);
        assertNoJava(err);
        assertEquals(1, outcome.status(), err);
    }

    private static void assertNoJava(String err) {
        assertFalse(err.contains("java.") || err.contains("\tat ") || err.contains("Exception"), err);
    }

    @Test
    void missingScript() {
        assertFails("cannot open x.lua: No such file or directory\n", eco().run("x.lua"));
    }

    @Test
    void folderAsScript() {
        assertFails("cannot read /: Is a directory\n", eco().run("/"));
    }

    @Test
    void scriptThatMayNotBeRead() throws IOException {
        Path script = script("s.lua", "print(1)");
        Files.setPosixFilePermissions(script, java.util.Set.of());
        Eco.Outcome outcome = eco().run("s.lua");
        if (!"root".equals(System.getProperty("user.name"))) {
            assertFails("cannot open s.lua: Permission denied\n", outcome);
        }
    }

    @Test
    void syntaxError() throws IOException {
        script("s.lua", "print(1)\nx =");
        assertFails("s.lua:2: unexpected symbol near <eof>\n", eco().run("s.lua"));
        assertFails("[string \"x =\"]:1: unexpected symbol near <eof>\n", eco().run("-e", "x ="));
    }

    @Test
    void scriptThatIsNotUtf8IsBytes() throws IOException {
        script("s.lua", "print(#'\u00e4', ('\u00e4'):byte())");
        assertEquals("1\t228\n", eco().run("s.lua").out());
    }

    @Test
    void bytesThatAreNoTokenAreASyntaxError() throws IOException {
        script("s.lua", "x = 1\n\u00e4 = 2\n");
        assertFails("s.lua:2: unexpected symbol near '<\\228>'\n", eco().run("s.lua"));
    }

    @Test
    void binaryRubbish() throws IOException {
        Files.write(folder.resolve("s.lua"), new byte[] {0x1b, 'L', 'u', 'a', 1, 2, 3});
        Eco.Outcome outcome = eco().run("s.lua");
        assertEquals(1, outcome.err().lines().count(), outcome.err());
        assertTrue(outcome.err().startsWith("s.lua: "), outcome.err());
        assertEquals(1, outcome.status());
    }

    @Test
    void recursionForEver() throws IOException {
        script("s.lua", "local function f(n) return 1 + f(n + 1) end\nf(1)\n");
        assertFailsWithTraceback("s.lua:1: stack overflow", eco().run("s.lua"));
    }

    @Test
    void recursionForEverThroughJava() throws IOException {
        script("s.lua", "local t = setmetatable({}, {__index = function(t, k) return t[k + 1] end})\nprint(t[1])\n");
        Eco.Outcome outcome = eco().run("s.lua");
        assertTrue(outcome.err().contains("stack overflow"), outcome.err());
        assertNoJava(outcome.err());
        assertEquals(1, outcome.status());
    }

    @Test
    void recursionForEverIsCaught() {
        Eco.Outcome outcome =
                eco().run("-e", "local function f() return 1 + f() end print(pcall(f)) print(select('#', pcall(f)))");
        assertTrue(outcome.out().startsWith("false\t"), outcome.out());
        assertTrue(outcome.out().contains("stack overflow"), outcome.out());
        assertTrue(outcome.out().endsWith("\n2\n"), outcome.out());
        assertEquals(0, outcome.status(), outcome.err());
    }

    @Test
    void allocationForEver() throws IOException {
        script("s.lua", "local t = {}\nfor i = 1, math.huge do t[i] = ('x'):rep(100) .. i end\n");
        Eco.Outcome outcome = eco().with("ECO_JAVA_OPTS", "-Xmx64m").run("s.lua");
        assertTrue(outcome.err().lines().findFirst().orElse("").contains("not enough memory"), outcome.err());
        assertNoJava(outcome.err());
        assertEquals(1, outcome.status());
    }

    @Test
    void allocationForEverOfOneString() throws IOException {
        script("s.lua", "local s = 'x'\nwhile true do s = s .. s end\n");
        Eco.Outcome outcome = eco().with("ECO_JAVA_OPTS", "-Xmx64m").run("s.lua");
        assertTrue(outcome.err().lines().findFirst().orElse("").contains("not enough memory"), outcome.err());
        assertNoJava(outcome.err());
        assertEquals(1, outcome.status());
    }

    @Test
    void exhaustionIsCaughtAndTheScriptGoesOn() throws IOException {
        script("s.lua", """
                local function fill() local t = {} for i = 1, math.huge do t[i] = ('x'):rep(100) .. i end end
                print(pcall(fill))
                collectgarbage()
                print(#('y'):rep(1000000))
                """);
        Eco.Outcome outcome = eco().with("ECO_JAVA_OPTS", "-Xmx64m").run("s.lua");
        assertEquals("false\tnot enough memory\n1000000\n", outcome.out(), outcome.err());
        assertEquals(0, outcome.status());
    }

    @Test
    void tasksForEver() throws IOException {
        script("s.lua", "local eco = require 'eco'\nwhile true do eco.run(function() eco.sleep(1000) end) end\n");
        Eco.Outcome outcome = eco().with("ECO_JAVA_OPTS", "-Xmx64m").run("s.lua");
        assertTrue(outcome.err().lines().findFirst().orElse("").contains("not enough memory"), outcome.err());
        assertNoJava(outcome.err());
        assertEquals(1, outcome.status());
    }

    @Test
    void writingToAClosedPipe() throws IOException {
        script("s.lua", "for i = 1, 1e6 do assert(io.write(i, '\\n')) end\n");
        Eco.Outcome outcome = eco().shell("{ \"$ECO\" s.lua; echo status $? >&2; } | head -n 1");
        assertEquals("1\n", outcome.out());
        assertTrue(outcome.err().contains("Broken pipe\nstack traceback:"), outcome.err());
        assertTrue(outcome.err().endsWith("status 1\n"), outcome.err());
        assertNoJava(outcome.err());
    }

    @Test
    void printingToAClosedPipe() throws IOException {
        script("s.lua", "for i = 1, 1e6 do print(i) end\n");
        Eco.Outcome outcome = eco().shell("{ \"$ECO\" s.lua; echo status $? >&2; } | head -n 1");
        assertEquals("1\n", outcome.out());
        assertNoJava(outcome.err());
    }

    @Test
    void closedStandardStreamsAreNobodyElsesFiles() {
        assertEquals(
                "nil\tBad file descriptor\t9\n",
                eco().shell("\"$ECO\" -e 'print(io.read(1))' <&-").out());
        Eco.Outcome outcome = eco().shell("\"$ECO\" -e 'print(1)' >&-");
        assertTrue(
                outcome.err().startsWith("[string \"print(1)\"]:1: cannot print: Bad file descriptor\n"),
                outcome.err());
        assertEquals(1, outcome.status());
        assertEquals(1, eco().shell("\"$ECO\" -e 'error(1)' 2>&-").status());
    }

    @Test
    void errorValueThatIsNoText() {
        Eco.Outcome outcome = eco().run("-e", "error(setmetatable({}, {__tostring = function() return 'x' end}))");
        assertTrue(outcome.err().startsWith("stack traceback:\n"), outcome.err());
        assertEquals(1, outcome.status());
    }

    @Test
    void errorInATaskThatSleptEndsTheProgram() throws IOException {
        script("a.lua", """
                local eco = require 'eco'
                eco.run(function()
                    eco.sleep(0.001) error('boom')
                end)
                """);
        Eco.Outcome outcome = eco().run("a.lua");
        assertEquals("""
                a.lua:3: boom
                stack traceback:
                \t[C]: in function 'error'
                \ta.lua:3: in function <a.lua:2>
                stack traceback:
                \t[C]: in function 'eco.loop'
                """, outcome.err());
        assertEquals("", outcome.out());
        assertEquals(1, outcome.status());
    }

    @Test
    void unknownOptions() {
        Eco.Outcome outcome = eco().run("-x");
        assertTrue(outcome.err().startsWith("eco: invalid option -- 'x'\nusage: "), outcome.err());
        assertEquals(1, outcome.status());
    }

    @Test
    void virtualMachineOptionThatIsWrong() {
        Eco.Outcome outcome = eco().with("ECO_JAVA_OPTS", "-XX:NoSuchOption").run("-e", "print(1)");
        assertTrue(outcome.err().contains("NoSuchOption"), outcome.err());
        assertEquals(1, outcome.status());
    }
}
