package eco.lua.lib.io;

import eco.lua.LuaString;
import eco.scheduler.Errno;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Names and commands as Java takes them: text in the locale's character set, in which Java hands it on to the system. A C
 * string ends at its first zero byte, so what follows one is no part of it.
 */
final class SystemPath {
    private SystemPath() {}

    /** The path, or null if Java cannot spell it; then {@link RawName} can. */
    static @Nullable Path of(LuaString name) throws SystemError {
        if (length(name) == 0) {
            throw new SystemError(Errno.ENOENT);
        }
        String text = text(name);
        return text == null ? null : Path.of(text);
    }

    /** The bytes as text that turns into the same bytes again, or null if there is none. */
    static @Nullable String text(LuaString bytes) {
        try {
            return Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"))
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes.bytes(), 0, length(bytes)))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** The length as a C string. */
    static int length(LuaString bytes) {
        int length = 0;
        while (length < bytes.length() && bytes.byteAt(length) != 0) {
            length++;
        }
        return length;
    }
}
