package eco.lua.syntax;

import java.util.Arrays;

/** What comes before the chunk in a file: a UTF-8 byte order mark, a first line that starts with {@code #}. */
public final class ScriptFile {
    private static final int ESCAPE = 0x1b;

    private ScriptFile() {}

    /**
     * The chunk in a file. Of a skipped first line a text keeps the line end, so that lines count as in the file; a binary
     * chunk starts at its signature.
     *
     * @param file the whole file; given back itself if there is nothing to skip
     */
    public static byte[] chunk(byte[] file) {
        int at = 0;
        if (file.length >= 3 && file[0] == (byte) 0xef && file[1] == (byte) 0xbb && file[2] == (byte) 0xbf) {
            at = 3;
        }
        if (at < file.length && file[at] == '#') {
            while (at < file.length && file[at] != '\n') {
                at++;
            }
            if (at + 1 < file.length && file[at + 1] == ESCAPE) {
                at++;
            }
        }
        return at == 0 ? file : Arrays.copyOfRange(file, at, file.length);
    }
}
