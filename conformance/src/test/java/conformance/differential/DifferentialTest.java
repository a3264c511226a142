package conformance.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;

import conformance.differential.ProgramGenerator.Dialect;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.luaj.vm2.Globals;
import org.luaj.vm2.lib.jse.JsePlatform;

/** Generated programs print the same here, in the reference interpreter, and, where the languages agree, in LuaJ. */
final class DifferentialTest {
    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void programPrintsWhatTheReferencePrints(@ForAll long seed) throws Exception {
        Assume.that(Interpreters.referencePresent());
        String program = ProgramGenerator.generate(seed, Dialect.LUA_5_4);
        assertEquals(
                comparable(Interpreters.reference(program)),
                comparable(Interpreters.eco(program)),
                () -> "seed " + seed + ":\n" + program);
    }

    @Property(tries = 150, shrinking = ShrinkingMode.OFF)
    void programPrintsWhatLuaJPrints(@ForAll long seed) throws Exception {
        String program = ProgramGenerator.generate(seed, Dialect.COMMON);
        assertEquals(luaj(program), Interpreters.eco(program), () -> "seed " + seed + ":\n" + program);
    }

    /**
     * The output without addresses, and without the lines of integer divisions by zero: the 5.4 releases up to some
     * point name the line of the call before, not the division's.
     */
    private static String comparable(String output) {
        return output.replaceAll("0x[0-9a-f]{6,}", "ADDRESS")
                .replaceAll(":\\d+: (attempt to (divide by zero|perform 'n%+0'))", ": $1");
    }

    private static String luaj(String program) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Globals globals = JsePlatform.standardGlobals();
        globals.STDOUT = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        globals.load(new StringReader(program), "stdin").call();
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
