package eco.lua.interp;

import eco.lua.LuaRuntime;
import eco.lua.LuaString;
import eco.scheduler.EventLoop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs every script under {@code src/test/lua/language}; each asserts for itself. */
class LanguageTest {
    static Stream<Path> scripts() throws IOException {
        return Files.list(Path.of("src/test/lua/language"))
                .filter(p -> p.toString().endsWith(".lua"))
                .sorted();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scripts")
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void scriptHolds(Path script) throws Exception {
        byte[] source = Files.readAllBytes(script);
        EventLoop.callOnLargeStack("lua", () -> {
            LuaRuntime runtime = LuaRuntime.create();
            return runtime.call(runtime.load(source, LuaString.of("@" + script.getFileName())));
        });
    }
}
