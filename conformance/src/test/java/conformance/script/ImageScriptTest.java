package conformance.script;

import conformance.image.Eco;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Every Lua test, run by the packaged program. */
@Tag("image")
final class ImageScriptTest {
    @TestFactory
    Stream<DynamicTest> scriptRunsInTheImage() {
        return LuaScript.all().stream().map(script -> DynamicTest.dynamicTest(script.name(), () -> run(script)));
    }

    private static void run(LuaScript script) {
        String[] words = Stream.concat(Stream.of(script.file().getFileName().toString()), script.arguments().stream())
                .toArray(String[]::new);
        Eco.Outcome outcome = Eco.image().in(script.file().getParent()).run(words);
        script.check(outcome.status(), outcome.out(), outcome.err());
    }
}
