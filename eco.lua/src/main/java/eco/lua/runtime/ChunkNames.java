package eco.lua.runtime;

import eco.lua.LuaString;
import java.nio.charset.StandardCharsets;

/** How a chunk's name, as given to {@code load}, is shown in messages: within 59 bytes, as the reference's {@code short_src}. */
public final class ChunkNames {
    private static final int LIMIT = 59;
    private static final byte[] DOTS = {'.', '.', '.'};

    private ChunkNames() {}

    /** {@code =text} shows text, {@code @file} the file (its end if it is long), anything else {@code [string "first line..."]}. */
    public static LuaString display(LuaString source) {
        byte[] bytes = source.bytes();
        if (bytes.length > 0 && bytes[0] == '=') {
            return LuaString.copyOf(bytes, 1, Math.min(bytes.length - 1, LIMIT));
        }
        if (bytes.length > 0 && bytes[0] == '@') {
            if (bytes.length - 1 <= LIMIT) {
                return LuaString.copyOf(bytes, 1, bytes.length - 1);
            }
            int kept = LIMIT - DOTS.length;
            return LuaString.wrap(DOTS).concat(LuaString.copyOf(bytes, bytes.length - kept, kept));
        }
        return excerpt(bytes);
    }

    private static LuaString excerpt(byte[] bytes) {
        LuaString open = text("[string \"");
        LuaString close = text("\"]");
        int lineEnd = 0;
        while (lineEnd < bytes.length && bytes[lineEnd] != '\n') {
            lineEnd++;
        }
        int room = LIMIT - open.length() - DOTS.length - close.length();
        if (lineEnd == bytes.length && lineEnd < room) {
            return open.concat(LuaString.copyOf(bytes, 0, lineEnd)).concat(close);
        }
        LuaString first = LuaString.copyOf(bytes, 0, Math.min(lineEnd, room));
        return open.concat(first).concat(LuaString.wrap(DOTS)).concat(close);
    }

    private static LuaString text(String ascii) {
        return LuaString.wrap(ascii.getBytes(StandardCharsets.US_ASCII));
    }
}
