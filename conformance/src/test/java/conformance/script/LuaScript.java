package conformance.script;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A test that is a Lua file: it passes when the program runs it to its end with the status expected, 0 unless it says
 * otherwise. It runs in its own folder. Lines at its head may say more:
 *
 * <pre>
 * --! arguments: one two
 * --! status: 1
 * --! output: a line of standard output; given for each line, in order
 * --! error: text that standard error contains
 * --! image only: why it cannot run in the tests' own process
 * --! continuations only: which of the virtual threads' stated limits it meets
 * </pre>
 *
 * Files in a folder named {@code support} are no tests; they are there for {@code require}.
 */
record LuaScript(
        String name,
        Path file,
        List<String> arguments,
        int status,
        List<String> output,
        List<String> error,
        boolean imageOnly,
        boolean continuationsOnly) {

    /** Every script under {@code src/test/lua} of every module, in the order of their names. */
    static List<LuaScript> all() {
        Path root = root();
        try (Stream<Path> modules = Files.list(root)) {
            return modules.map(module -> module.resolve("src/test/lua"))
                    .filter(Files::isDirectory)
                    .sorted()
                    .flatMap(folder -> under(folder, root))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The repository. */
    static Path root() {
        return Path.of(System.getProperty("eco.root")).toAbsolutePath().normalize();
    }

    /** Every script under a folder; the names are relative to {@code base}. */
    static Stream<LuaScript> under(Path folder, Path base) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .filter(file -> file.toString().endsWith(".lua"))
                    .filter(file -> !file.getParent().endsWith("support"))
                    .map(file -> read(base.relativize(file).toString(), file))
                    .sorted(Comparator.comparing(LuaScript::name))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LuaScript read(String name, Path file) {
        List<String> head;
        try {
            head = Files.readString(file, StandardCharsets.ISO_8859_1)
                    .lines()
                    .takeWhile(line -> line.startsWith("--") || line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> words = said(head, "arguments");
        List<String> status = said(head, "status");
        return new LuaScript(
                name,
                file,
                words.isEmpty() ? List.of() : List.of(words.getFirst().split(" +")),
                status.isEmpty() ? 0 : Integer.parseInt(status.getFirst()),
                said(head, "output"),
                said(head, "error"),
                !said(head, "image only").isEmpty(),
                !said(head, "continuations only").isEmpty());
    }

    private static List<String> said(List<String> head, String key) {
        String start = "--! " + key + ":";
        return head.stream()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()).strip())
                .toList();
    }

    /** Fails unless a run ended as the script says it should. */
    void check(int actualStatus, String out, String err) {
        String all = "status " + actualStatus + "\n--- out\n" + out + "--- err\n" + err;
        if (actualStatus != status) {
            throw new AssertionError(name + ": expected status " + status + ", got " + all);
        }
        if (!output.isEmpty() && !out.lines().toList().equals(output)) {
            throw new AssertionError(name + ": expected output " + output + ", got " + all);
        }
        for (String text : error) {
            if (!err.contains(text)) {
                throw new AssertionError(name + ": expected the error " + text + ", got " + all);
            }
        }
    }
}
