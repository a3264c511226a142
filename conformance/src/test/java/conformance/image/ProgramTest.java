package conformance.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The command line of the packaged program; the numbers are the core contract's edge cases. */
@Tag("image")
@Timeout(120)
final class ProgramTest {
    private static final String USAGE = """
             [options] [script [args]].
            Available options are:
              -h\
            """;

    @Test
    void helpIsUsageOnStandardErrorWithStatusOne() {
        // Edge case 1.
        Eco.Outcome help = Eco.image().run("-h");
        assertEquals(1, help.status());
        assertEquals("", help.out());
        assertTrue(help.err().startsWith("usage: ") && help.err().contains(USAGE), help::err);
        assertEquals(help, Eco.image().run());
    }

    @Test
    void versionIsOnStandardErrorWithStatusZero() {
        // Edge case 1.
        Eco.Outcome version = Eco.image().run("-e", "print(1)", "-v", "-h");
        assertEquals(new Eco.Outcome(0, "", "Lua 5.4.8\nLua-eco 4.1.3\n"), version);
    }

    @Test
    void onlyTheLastStatementRuns() {
        // Edge case 2.
        assertEquals(new Eco.Outcome(0, "2\n", ""), Eco.image().run("-e", "print(1)", "-eprint(2)"));
    }

    @Test
    void statementHasNoArguments() {
        // Edge case 4.
        assertEquals(
                new Eco.Outcome(0, "nil\t0\n", ""), Eco.image().run("-e", "print(arg, select('#', ...))", "a", "b"));
    }

    @Test
    void statementIsItsOwnChunkName() {
        Eco.Outcome failed = Eco.image().run("-e", "error 'boom'");
        assertEquals(1, failed.status());
        assertTrue(failed.err().startsWith("[string \"error 'boom'\"]:1: boom\nstack traceback:\n"), failed::err);
    }

    @Test
    void everyModuleIsListedAsAvailable() {
        Eco.Outcome listed = Eco.image().run("--modules");
        assertEquals(0, listed.status());
        for (String name : new String[] {"eco", "eco.time", "eco.sync", "eco.channel", "eco.cli", "eco.socket"}) {
            assertTrue(
                    listed.out().lines().anyMatch(line -> line.matches(name.replace(".", "\\.") + " .* available")),
                    listed::out);
        }
    }

    @Test
    void programIsFoundOnThePathUnderItsName() {
        // Edge case 12.
        Eco.Outcome outcome = Eco.image()
                .shell("PATH=${ECO%/*}:$PATH; cd /tmp && printf 'x = = 1\\n' > eco-$$.lua; eco eco-$$.lua; s=$?;"
                        + " rm eco-$$.lua; exit $s");
        assertEquals(1, outcome.status());
        assertEquals("", outcome.out());
        assertTrue(outcome.err().matches("eco-\\d+\\.lua:1: unexpected symbol near '='\n"), outcome::err);
    }

    @Test
    void interruptEndsAlsoABackgroundJob() {
        // Edge case 10, where the shell has the signal ignored.
        Path scripts = Path.of(System.getProperty("eco.root"), "conformance/src/test/lua/program");
        Eco.Outcome outcome =
                Eco.image().in(scripts).shell("trap '' INT; exec \"$ECO\" an-interrupt-ends-the-program-quietly.lua");
        assertEquals(new Eco.Outcome(0, "finalizer\n", ""), outcome);
    }
}
