package eco.net;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import eco.lua.LuaRuntime;
import eco.lua.LuaString;
import eco.lua.LuaTasks;
import eco.scheduler.Carrier;
import eco.scheduler.EventLoop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each Lua file under {@code src/test/lua} is a test: it passes when it runs to its end. On both carriers. */
final class ScriptTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TestFactory
    Stream<DynamicTest> scripts() throws IOException {
        List<Path> scripts;
        try (Stream<Path> files = Files.walk(Path.of("src/test/lua"))) {
            scripts = files.filter(f -> f.toString().endsWith(".lua")).sorted().toList();
        }
        List<DynamicTest> tests = new ArrayList<>();
        for (Carrier carrier : carriers()) {
            for (Path script : scripts) {
                tests.add(DynamicTest.dynamicTest(
                        script.getFileName() + " on " + carrier,
                        () -> assertTimeoutPreemptively(LIMIT, () -> run(carrier, script))));
            }
        }
        return tests.stream();
    }

    private static List<Carrier> carriers() {
        return Carrier.best() == Carrier.CONTINUATION ? List.of(Carrier.values()) : List.of(Carrier.VIRTUAL_THREAD);
    }

    /** An uncaught error is on standard error, and ends in an {@link eco.lua.ExitRequest}. */
    static void run(Carrier carrier, Path script) throws Exception {
        EventLoop.callOnLargeStack(script.toString(), () -> {
            LuaRuntime runtime = LuaRuntime.create();
            try (EventLoop loop = EventLoop.open(EventLoop.Options.defaults().withCarrier(carrier))) {
                LuaTasks tasks = runtime.attach(loop);
                byte[] source = Files.readAllBytes(script);
                tasks.start(null, runtime.load(source, LuaString.of("@" + script.getFileName())));
                loop.run();
                runtime.close();
            }
            return true;
        });
    }

    /** Runs one script; for trying things out. */
    public static void main(String[] args) throws Exception {
        run(args.length > 1 ? Carrier.valueOf(args[1]) : Carrier.best(), Path.of(args[0]));
        System.out.flush();
    }
}
