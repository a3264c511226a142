package eco.net.lua;

import eco.lua.LuaString;
import java.nio.charset.StandardCharsets;

/** Texts that the reference hands to the C library, which sees them up to the first NUL. */
final class CText {
    private CText() {}

    /** The text up to the first NUL, a character for each byte. */
    static String of(LuaString string) {
        byte[] bytes = string.bytes();
        int length = 0;
        while (length < bytes.length && bytes[length] != 0) {
            length++;
        }
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }

    static LuaString toLua(String text) {
        return LuaString.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
