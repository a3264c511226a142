package conformance.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import conformance.differential.ProgramGenerator.Dialect;
import conformance.script.CapturingHost;
import eco.lua.LuaError;
import eco.lua.LuaFunction;
import eco.lua.LuaRuntime;
import eco.lua.LuaString;
import eco.scheduler.EventLoop;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.luaj.vm2.Globals;
import org.luaj.vm2.lib.jse.JsePlatform;

/** Generated programs print the same here, in the reference interpreter, and, where the languages agree, in LuaJ. */
final class DifferentialTest {
    private static final String REFERENCE = "lua5.4";

    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void programPrintsWhatTheReferencePrints(@ForAll long seed) throws Exception {
        Assume.that(System.getenv("CI") != null || onPath());
        String program = ProgramGenerator.generate(seed, Dialect.LUA_5_4);
        assertEquals(comparable(reference(program)), comparable(eco(program)), () -> "seed " + seed + ":\n" + program);
    }

    @Property(tries = 150, shrinking = ShrinkingMode.OFF)
    void programPrintsWhatLuaJPrints(@ForAll long seed) throws Exception {
        String program = ProgramGenerator.generate(seed, Dialect.COMMON);
        assertEquals(luaj(program), eco(program), () -> "seed " + seed + ":\n" + program);
    }

    /**
     * The output without addresses, and without the lines of integer divisions by zero: the 5.4 releases up to some
     * point name the line of the call before, not the division's.
     */
    private static String comparable(String output) {
        return output.replaceAll("0x[0-9a-f]{6,}", "ADDRESS")
                .replaceAll(":\\d+: (attempt to (divide by zero|perform 'n%+0'))", ": $1");
    }

    private static boolean onPath() throws IOException, InterruptedException {
        return new ProcessBuilder("sh", "-c", "command -v " + REFERENCE)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    private static String eco(String program) throws InterruptedException {
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

    private static String reference(String program) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(REFERENCE, "-").redirectErrorStream(true).start();
        process.getOutputStream().write(program.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        return output;
    }

    private static String luaj(String program) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Globals globals = JsePlatform.standardGlobals();
        globals.STDOUT = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        globals.load(new StringReader(program), "stdin").call();
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
