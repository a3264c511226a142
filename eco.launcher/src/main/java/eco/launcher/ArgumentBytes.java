package eco.launcher;

import eco.lua.LuaString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The command line's words as the bytes that the caller passed. Java has decoded them by then, which loses what is not
 * text in its encoding; the kernel still has the originals.
 */
final class ArgumentBytes {
    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

    private ArgumentBytes() {}

    /** The bytes of {@code decoded}, which are the last words of this process's command line. */
    static LuaString[] of(String... decoded) {
        for (String word : decoded) {
            if (!isAscii(word)) {
                try {
                    return lastWords(Files.readAllBytes(COMMAND_LINE), decoded);
                } catch (IOException e) {
                    // Without /proc the decoded text is the best there is.
                    return encode(decoded);
                }
            }
        }
        return encode(decoded);
    }

    private static boolean isAscii(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static LuaString[] encode(String... decoded) {
        LuaString[] words = new LuaString[decoded.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = LuaString.of(decoded[i]);
        }
        return words;
    }

    /** Each word ends in a zero byte; {@code decoded.length} of them are read from the back. */
    static LuaString[] lastWords(byte[] commandLine, String... decoded) {
        LuaString[] words = new LuaString[decoded.length];
        int end = commandLine.length - 1;
        for (int i = words.length - 1; i >= 0; i--) {
            int start = end;
            while (start > 0 && commandLine[start - 1] != 0) {
                start--;
            }
            if (start == 0) {
                return encode(decoded);
            }
            words[i] = LuaString.copyOf(commandLine, start, end - start);
            end = start - 1;
        }
        return words;
    }
}
