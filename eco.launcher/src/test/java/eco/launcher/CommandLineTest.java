package eco.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import eco.lua.LuaString;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CommandLineTest {
    private static CommandLine parse(String... words) {
        return CommandLine.parse(lua(words));
    }

    private static LuaString[] lua(String... words) {
        return Arrays.stream(words).map(LuaString::of).toArray(LuaString[]::new);
    }

    private static CommandLine script(String path, String... arguments) {
        return new CommandLine.Script(LuaString.of(path), false, List.of(lua(arguments)));
    }

    private static CommandLine chunk(String source) {
        return new CommandLine.Script(LuaString.of(source), true, List.of());
    }

    @Test
    void firstWordThatIsNoOptionIsTheScript() {
        assertEquals(script("a.lua"), parse("a.lua"));
        assertEquals(script("a.lua", "-v", "-e", "x"), parse("a.lua", "-v", "-e", "x"));
    }

    @Test
    void lastOfSeveralChunksWinsAndTheScriptIsIgnored() {
        assertEquals(chunk("print(1)"), parse("-e", "print(1)"));
        assertEquals(chunk("b"), parse("-e", "a", "-eb", "script.lua", "-v"));
    }

    @Test
    void versionActsAtOnce() {
        assertEquals(new CommandLine.Version(), parse("-v"));
        assertEquals(new CommandLine.Version(), parse("-e", "x", "-v", "-q"));
        assertEquals(new CommandLine.Version(), parse("-vq", "-h"));
    }

    @Test
    void helpAndNothingAtAllExplainTheUsage() {
        assertEquals(new CommandLine.Usage(null), parse());
        assertEquals(new CommandLine.Usage(null), parse("-h", "-v"));
    }

    @Test
    void unknownOptionIsNamed() {
        assertEquals(new CommandLine.Usage("invalid option -- 'x'"), parse("-x"));
        assertEquals(new CommandLine.Usage("invalid option -- 'i'"), parse("-e", "a", "-iv"));
        assertEquals(new CommandLine.Usage("invalid option -- '-'"), parse("--help"));
    }

    @Test
    void chunkWithoutTextIsRefused() {
        assertEquals(new CommandLine.Usage("option requires an argument -- 'e'"), parse("-e"));
        assertEquals(chunk(""), parse("-e", ""));
    }

    @Test
    void dashesAloneAreFileNames() {
        assertEquals(script("-", "-v"), parse("-", "-v"));
        assertEquals(script("--", "a.lua"), parse("--", "a.lua"));
    }

    @Test
    void modulesAreListed() {
        assertEquals(new CommandLine.Modules(), parse("--modules"));
    }
}
