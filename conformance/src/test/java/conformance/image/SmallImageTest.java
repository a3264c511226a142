package conformance.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images with some of the modules, as {@code mvn package -Deco.image.modules=eco.lua} makes them. */
@Tag("image")
final class SmallImageTest {
    @TempDir
    static Path folder;

    private static Eco small;

    /** What the build's image step does, with the same program. */
    private static Process builder(Path destination, String modules) throws IOException {
        Path launcher = Path.of(System.getProperty("eco.root"), "eco.launcher")
                .toAbsolutePath()
                .normalize();
        Path jar = launcher.resolve("target/eco.launcher-" + System.getProperty("eco.version") + ".jar");
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        launcher.resolve("src/image/java/ImageBuilder.java").toString(),
                        launcher.resolve("src/image").toString(),
                        jar.toString(),
                        launcher.resolve("target/modules").toString(),
                        destination.toString(),
                        "modules=" + modules)
                .redirectErrorStream(true)
                .start();
    }

    @BeforeAll
    static void buildsAnImageOfTheEngineAlone() throws Exception {
        Process process = builder(folder.resolve("eco"), "eco.lua");
        String said = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), said);
        small = Eco.at(folder.resolve("eco/bin/eco"));
    }

    @Test
    void runsScripts() {
        assertEquals("1\n", small.run("-e", "print(1)").out());
    }

    @Test
    void saysWhichModulesAreAbsent() {
        List<String> lines = small.run("--modules").out().lines().toList();
        assertTrue(lines.stream().anyMatch(line -> line.matches("eco\\.time +eco\\.lua +available")), lines::toString);
        assertTrue(
                lines.stream().anyMatch(line -> line.matches("eco\\.socket +eco\\.net +absent: not in this image")),
                lines::toString);
    }

    @Test
    void requiringAnAbsentModuleFails() {
        Eco.Outcome outcome = small.run("-e", "print(pcall(require, 'eco.socket'))");
        assertTrue(outcome.out().startsWith("false\tmodule 'eco.socket' not found:"), outcome.out());
    }

    @Test
    void fullImageHasEveryModule() {
        String listing = Eco.image().run("--modules").out();
        assertFalse(listing.contains("absent"), listing);
        assertTrue(listing.lines().anyMatch(line -> line.matches("eco\\.socket +eco\\.net +available")), listing);
    }

    @Test
    void unknownModuleIsNamed() throws Exception {
        Process process = builder(folder.resolve("none"), "eco.lua,eco.nett");
        String said = new String(process.getInputStream().readAllBytes());
        assertEquals(1, process.waitFor());
        assertTrue(said.startsWith("image: no module is named eco.nett; there are: eco.launcher, eco.lua,"), said);
        assertFalse(Files.exists(folder.resolve("none")));
    }
}
