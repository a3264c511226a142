package conformance.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/**
 * The string, utf8, math and table libraries against the reference's. The scripts draw their own cases: seeded alike,
 * {@code math.random} gives both sides the same.
 */
final class LibraryDifferentialTest {
    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    void libraryAnswersAsTheReferences(@ForAll("scripts") String script, @ForAll int seed) throws Exception {
        Assume.that(Interpreters.referencePresent());
        String program = "(function(...) " + source(script) + "\nend)(" + seed + ")";
        assertEquals(Interpreters.reference(program), Interpreters.eco(program), () -> script + " with seed " + seed);
    }

    @Provide
    Arbitrary<String> scripts() {
        return Arbitraries.of("formats", "packing", "patterns", "tables");
    }

    private static String source(String script) throws IOException {
        String name = "/differential/" + script + ".lua";
        try (InputStream in = Objects.requireNonNull(LibraryDifferentialTest.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
