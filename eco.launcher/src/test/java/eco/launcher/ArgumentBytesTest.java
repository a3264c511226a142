package eco.launcher;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import eco.lua.LuaString;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class ArgumentBytesTest {
    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void wordsThatAreNotTextKeepTheirBytes() {
        LuaString[] words = ArgumentBytes.lastWords(latin1("java\0Main\0\u00e4.lua\0\0\u00ff\0"), "?", "", "?");
        assertArrayEquals(
                new LuaString[] {LuaString.wrap(latin1("\u00e4.lua")), LuaString.EMPTY, LuaString.wrap(latin1("\u00ff"))
                },
                words);
    }

    @Test
    void commandLineWithTooFewWordsIsNotBelieved() {
        LuaString[] words = ArgumentBytes.lastWords(latin1("a\0b\0"), "x", "y", "z");
        assertArrayEquals(new LuaString[] {LuaString.of("x"), LuaString.of("y"), LuaString.of("z")}, words);
    }
}
