package conformance.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The image works wherever it lies, and keeps its AOT cache there: {@code AOTMode=on} ends the start without it. */
@Tag("image")
final class RelocationTest {
    @TempDir
    Path folder;

    @Test
    void copyUnderAPathWithSpacesKeepsItsCache() throws Exception {
        Path copy = copyTo(folder.resolve("a path with  spaces"));
        assertSaysOne(Eco.at(copy.resolve("bin/eco")));
    }

    @Test
    void movedImageKeepsItsCache() throws Exception {
        Path copy = copyTo(folder.resolve("before"));
        Path moved = Files.move(copy, folder.resolve("after"));
        assertSaysOne(Eco.at(moved.resolve("bin/eco")));
    }

    @Test
    void runsThroughALinkToTheProgram() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("eco"), Eco.home().resolve("bin/eco"));
        assertSaysOne(Eco.at(link));
    }

    @Test
    void runsThroughALinkToALinkThatIsRelative() throws Exception {
        Files.createSymbolicLink(folder.resolve("first"), Eco.home().resolve("bin/eco"));
        Path second = Files.createSymbolicLink(folder.resolve("second"), Path.of("first"));
        assertSaysOne(Eco.at(second));
    }

    @Test
    void runsThroughALinkToTheImage() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("image"), Eco.home());
        assertSaysOne(Eco.at(link.resolve("bin/eco")));
    }

    @Test
    void isFoundOnThePath() {
        Eco.Outcome outcome = Eco.image()
                .with("PATH", Eco.home().resolve("bin") + ":/usr/bin:/bin")
                .shell("eco -e 'print(1)'");
        assertEquals("1\n", outcome.out(), outcome::err);
    }

    @Test
    void needsNoJavaOnTheMachine() throws Exception {
        // Nothing but the two programs that the start script may call.
        Path bin = Files.createDirectory(folder.resolve("bin"));
        for (String program : new String[] {"sh", "readlink"}) {
            Files.createSymbolicLink(bin.resolve(program), Path.of("/bin").resolve(program));
        }
        Eco.Outcome outcome = Eco.image().shell("env -i PATH='" + bin + "' \"$ECO\" -e 'print(1)'");
        assertEquals("1\n", outcome.out(), outcome::err);
    }

    private static void assertSaysOne(Eco eco) {
        Eco.Outcome outcome = eco.with("ECO_JAVA_OPTS", "-XX:AOTMode=on").run("-e", "print(1)");
        assertEquals("1\n", outcome.out(), outcome::err);
        assertEquals("", outcome.err());
        assertEquals(0, outcome.status());
    }

    private static Path copyTo(Path target) throws IOException, InterruptedException {
        Process copy = new ProcessBuilder("cp", "-r", Eco.home().toString(), target.toString())
                .inheritIO()
                .start();
        assertTrue(copy.waitFor() == 0, "cp failed");
        return target;
    }
}
