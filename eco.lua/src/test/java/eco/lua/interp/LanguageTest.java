package eco.lua.interp;

import eco.lua.LuaRuntime;
import eco.lua.LuaString;
import eco.scheduler.Carrier;
import eco.scheduler.EventLoop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs every script under {@code src/test/lua/language}, on a plain thread and inside a task of either carrier. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class LanguageTest {
    static Stream<Path> scripts() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/lua/language"))) {
            return files.filter(p -> p.toString().endsWith(".lua")).sorted().toList().stream();
        }
    }

    static Stream<Arguments> scriptsAndCarriers() throws IOException {
        List<Path> scripts = scripts().toList();
        return Stream.of(Carrier.values())
                .flatMap(carrier -> scripts.stream().map(script -> Arguments.of(script, carrier)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scripts")
    void scriptHoldsOnAPlainThread(Path script) throws Exception {
        byte[] source = Files.readAllBytes(script);
        EventLoop.callOnLargeStack("lua", () -> {
            run(script, source);
            return true;
        });
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("scriptsAndCarriers")
    void scriptHoldsInATask(Path script, Carrier carrier) throws Exception {
        byte[] source = Files.readAllBytes(script);
        EventLoop.runOnThread(
                "lua", EventLoop.Options.defaults().withCarrier(carrier), (loop, task) -> run(script, source));
    }

    private static void run(Path script, byte[] source) {
        LuaRuntime runtime = LuaRuntime.create();
        runtime.call(runtime.load(source, LuaString.of("@" + script.getFileName())));
        runtime.close();
    }
}
