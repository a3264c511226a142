package eco.lua.lib.io;

import eco.lua.LuaString;
import eco.scheduler.Errno;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * A file name's bytes as a Java path. Java encodes paths with the locale's character set, so the name is decoded with
 * the same one; a name that it cannot spell fails as the C library's own conversions do.
 */
public final class SystemPath {
    private SystemPath() {}

    /** The path; what follows a zero byte is not part of a C string, so not of the name either. */
    public static Path of(LuaString name) throws SystemError {
        byte[] bytes = name.bytes();
        int length = 0;
        while (length < bytes.length && bytes[length] != 0) {
            length++;
        }
        if (length == 0) {
            throw new SystemError(Errno.ENOENT);
        }
        try {
            return Path.of(charset()
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString());
        } catch (CharacterCodingException | InvalidPathException e) {
            throw new SystemError(Errno.EILSEQ);
        }
    }

    private static Charset charset() {
        return Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
    }
}
