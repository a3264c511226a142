package eco.lua.lib.text;

import eco.lua.LuaString;
import org.jspecify.annotations.Nullable;

/** The patterns that a runtime used last, parsed. A pattern's hash says where it goes; the newest one stays there. */
public final class PatternCache {
    private static final int SIZE = 128;

    /** Longer patterns are not kept. */
    public static final int MAX_LENGTH = 256;

    private final @Nullable LuaString[] texts = new LuaString[SIZE];
    private final LuaPattern[] patterns = new LuaPattern[SIZE];

    /** An empty cache. */
    public PatternCache() {}

    /** The pattern, in which a leading {@code ^} is an anchor. */
    public LuaPattern get(LuaString text) {
        if (text.length() > MAX_LENGTH) {
            return LuaPattern.of(text);
        }
        int place = text.hashCode() & SIZE - 1;
        if (text.equals(texts[place])) {
            return patterns[place];
        }
        LuaPattern pattern = LuaPattern.of(text);
        texts[place] = text;
        patterns[place] = pattern;
        return pattern;
    }
}
