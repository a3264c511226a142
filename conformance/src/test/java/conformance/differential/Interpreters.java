package conformance.differential;

import static org.junit.jupiter.api.Assertions.assertTrue;

import conformance.script.CapturingHost;
import eco.lua.LuaError;
import eco.lua.LuaFunction;
import eco.lua.LuaRuntime;
import eco.lua.LuaString;
import eco.scheduler.EventLoop;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Runs a program here and in the reference interpreter; what it prints, errors included, is the answer. */
final class Interpreters {
    private static final String REFERENCE = "lua5.4";

    private Interpreters() {}

    /** True where the reference can be asked; in CI it must be there. */
    static boolean referencePresent() throws IOException, InterruptedException {
        return System.getenv("CI") != null
                || new ProcessBuilder("sh", "-c", "command -v " + REFERENCE)
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                .start()
                                .waitFor()
                        == 0;
    }

    static String eco(String program) throws InterruptedException {
        CapturingHost host = new CapturingHost();
        EventLoop.callOnLargeStack("eco", () -> {
            LuaRuntime runtime = LuaRuntime.create(host);
            LuaFunction load = (LuaFunction) runtime.globals().get("load");
            Object[] loaded = runtime.call(load, LuaString.of(program), LuaString.of("=stdin"));
            try {
                runtime.call(loaded[0] == null ? loaded[1] : loaded[0]);
            } catch (LuaError e) {
                host.warn(LuaString.of(e.getMessage()));
            }
            runtime.call(runtime.globals().get("collectgarbage"), LuaString.of("step"));
            runtime.call(load(runtime, "io.stdout:flush()"));
            return null;
        });
        return host.out() + host.err();
    }

    private static LuaFunction load(LuaRuntime runtime, String source) {
        return (LuaFunction) runtime.call(runtime.globals().get("load"), LuaString.of(source))[0];
    }

    static String reference(String program) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(REFERENCE, "-").redirectErrorStream(true).start();
        process.getOutputStream().write(program.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        return output;
    }
}
