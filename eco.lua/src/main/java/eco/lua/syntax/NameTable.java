package eco.lua.syntax;

import eco.lua.LuaString;
import java.util.Arrays;

/**
 * The names and strings of one chunk, each as one {@code LuaString}, so that the parser compares names by identity
 * and equal constants share their bytes and their hash. Open addressing, at most half full.
 */
final class NameTable {
    private LuaString[] strings = new LuaString[32];
    private int[] hashes = new int[32];
    private int size;

    /** The string of {@code source[from..to)}, whose hash, see {@link #spread}, is given. */
    LuaString intern(byte[] source, int from, int to, int hash) {
        int mask = strings.length - 1;
        int at = hash & mask;
        while (strings[at] != null) {
            LuaString s = strings[at];
            if (hashes[at] == hash && Arrays.equals(s.bytes(), 0, s.length(), source, from, to)) {
                return s;
            }
            at = at + 1 & mask;
        }
        LuaString made = LuaString.copyOf(source, from, to - from);
        strings[at] = made;
        hashes[at] = hash;
        if (++size * 2 > strings.length) {
            grow();
        }
        return made;
    }

    /** The string of those bytes. */
    LuaString intern(byte[] source, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + source[i];
        }
        return intern(source, from, to, spread(hash));
    }

    /** The last step of a hash computed as {@code h = h * 31 + byte} over the bytes. */
    static int spread(int hash) {
        return hash ^ hash >>> 15;
    }

    private void grow() {
        LuaString[] oldStrings = strings;
        int[] oldHashes = hashes;
        strings = new LuaString[oldStrings.length * 2];
        hashes = new int[strings.length];
        int mask = strings.length - 1;
        for (int i = 0; i < oldStrings.length; i++) {
            if (oldStrings[i] != null) {
                int at = oldHashes[i] & mask;
                while (strings[at] != null) {
                    at = at + 1 & mask;
                }
                strings[at] = oldStrings[i];
                hashes[at] = oldHashes[i];
            }
        }
    }
}
