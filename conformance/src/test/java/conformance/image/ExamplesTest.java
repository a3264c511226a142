package conformance.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every example does what it says, in the packaged program. */
@Tag("image")
@Timeout(120)
final class ExamplesTest {
    private static final Path EXAMPLES = Path.of(System.getProperty("eco.root"), "examples");

    private static String output(String... words) {
        Eco.Outcome outcome = Eco.image().in(EXAMPLES).run(words);
        assertEquals(0, outcome.status(), outcome::err);
        assertEquals("", outcome.err());
        return outcome.out();
    }

    @Test
    void helloTakesTurns() {
        List<String> lines = output("hello.lua").lines().toList();
        assertEquals("hello from a task\t1", lines.get(0));
        assertEquals("hello from the main chunk, which is a task too", lines.get(1));
        assertTrue(lines.contains("hello from a task\t3"), lines::toString);
    }

    @Test
    void timersFireOnceAgainAndNotAfterCancel() {
        List<String> lines = output("timers.lua").lines().toList();
        assertEquals(5, lines.size(), lines::toString);
        assertTrue(lines.contains("once, for you") && lines.contains("beat\t3"), lines::toString);
        assertEquals("the appointed time", lines.getLast());
    }

    @Test
    void pipelineSumsItsSquares() {
        assertEquals("20 squares, sum 2870\n", output("pipeline.lua"));
    }

    @Test
    void generatorWaitsWithoutItsConsumerNoticing() {
        assertEquals("""
                reading 1: 20.1 degrees
                reading 2: 20.2 degrees
                reading 3: 20.3 degrees
                meanwhile another task ticked\ttrue
                """, output("generator.lua"));
    }

    @Test
    void echoClientHearsTheEchoServer() throws IOException {
        Process server = start("echo-server.lua");
        try {
            String port = after("listening on port ", firstLine(server));
            assertEquals("one\ntwo\n", output("echo-client.lua", port, "one", "two"));
        } finally {
            server.destroyForcibly();
        }
    }

    @Test
    void httpResponderAnswersTwoRequestsOnOneConnection() throws IOException, InterruptedException {
        Process server = start("http-hello.lua");
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(firstLine(server))).build();
            for (int i = 0; i < 2; i++) {
                HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
                assertEquals(200, response.statusCode());
                assertEquals("hello from eco\n", response.body());
            }
        } finally {
            server.destroyForcibly();
        }
    }

    private static Process start(String script) throws IOException {
        return new ProcessBuilder(Eco.home().resolve("bin/eco").toString(), script)
                .directory(EXAMPLES.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String firstLine(Process process) throws IOException {
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        if (line == null) {
            throw new AssertionError("the example ended without a word");
        }
        return line;
    }

    private static String after(String prefix, String line) {
        assertTrue(line.startsWith(prefix), line);
        return line.substring(prefix.length());
    }
}
