package conformance.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged program as a test runs it: a command with its environment, and what came of it. */
public final class Eco {
    private static final long LIMIT_SECONDS = 120;

    private final Path program;
    private final Map<String, String> environment = new HashMap<>();
    private Path directory = Path.of(".");

    private Eco(Path program) {
        this.program = program;
    }

    /** The image that the build has made. */
    public static Eco image() {
        return at(home().resolve("bin/eco"));
    }

    /** The folder of the image that the build has made. */
    public static Path home() {
        return Path.of(System.getProperty("eco.image")).toAbsolutePath().normalize();
    }

    /** The start script at the given place. */
    public static Eco at(Path program) {
        return new Eco(program);
    }

    /** Sets a variable of its environment. */
    public Eco with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Sets its working directory. */
    public Eco in(Path folder) {
        directory = folder;
        return this;
    }

    /** How it ended: its status (128 + number after a signal), and what it wrote. */
    public record Outcome(int status, String out, String err) {}

    /** Runs to the end, with nothing on standard input. */
    public Outcome run(String... arguments) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        return runCommand(command);
    }

    /** Runs a line of sh in which {@code $ECO} is the program. */
    public Outcome shell(String line) {
        environment.put("ECO", program.toString());
        return runCommand(List.of("/bin/sh", "-c", line));
    }

    private Outcome runCommand(List<String> command) {
        try {
            Path out = Files.createTempFile("eco", ".out");
            Path err = Files.createTempFile("eco", ".err");
            try {
                ProcessBuilder builder = new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectInput(Path.of("/dev/null").toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
                builder.environment().putAll(environment);
                Process process = builder.start();
                if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly().waitFor();
                    throw new AssertionError(
                            "still running after " + LIMIT_SECONDS + " s: " + command + "\n" + text(out) + text(err));
                }
                return new Outcome(process.exitValue(), text(out), text(err));
            } finally {
                Files.delete(out);
                Files.delete(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
