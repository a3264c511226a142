package eco.lua.lib.io;

import eco.lua.LuaBuffer;
import eco.lua.LuaString;
import eco.scheduler.kernel.Linux;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A file that holds a chunk. A byte order mark is dropped, and a first line that starts with {@code #} is emptied, so that
 * scripts can start with {@code #!} and line numbers stay right.
 */
public final class SourceFile {
    private static final int DUMP_MARK = 0x1b;

    private SourceFile() {}

    /** The chunk name of a file; of standard input for null. */
    public static LuaString chunkName(@Nullable LuaString fileName) {
        return fileName == null ? LuaString.of("=stdin") : LuaString.of("@").concat(fileName);
    }

    /**
     * The source in the file, or in standard input for null.
     *
     * @throws IOException with the text {@code cannot open x: reason} or {@code cannot read x: reason}
     */
    public static byte[] read(@Nullable LuaString fileName, StandardFiles files) throws IOException {
        if (fileName == null) {
            return source(readStandardInput(files));
        }
        byte[] bytes;
        try {
            Path path = SystemPath.of(fileName);
            bytes = path == null
                    ? RawName.use(fileName, Linux.O_RDONLY, Files::readAllBytes)
                    : Files.readAllBytes(path);
        } catch (IOException e) {
            SystemError error = SystemError.of(e);
            String verb = error.errno() == eco.scheduler.Errno.EISDIR ? "read" : "open";
            throw new IOException("cannot " + verb + " " + fileName + ": " + error.getMessage(), e);
        }
        return source(bytes);
    }

    private static byte[] readStandardInput(StandardFiles files) throws IOException {
        FileStream stream = files.standardInput();
        LuaBuffer text = new LuaBuffer();
        try {
            while (stream.fill()) {
                int count = stream.inputEnd() - stream.inputStart();
                text.append(stream.input(), stream.inputStart(), count);
                stream.take(count);
            }
        } catch (IOException e) {
            throw new IOException("cannot read stdin: " + SystemError.of(e).getMessage(), e);
        }
        return text.toLuaString().bytes();
    }

    private static byte[] source(byte[] bytes) {
        int start = hasByteOrderMark(bytes) ? 3 : 0;
        if (start < bytes.length && bytes[start] == '#') {
            while (start < bytes.length && bytes[start] != '\n') {
                start++;
            }
            // A dump starts after the line; source keeps the line's end, for the line numbers.
            if (start + 1 < bytes.length && bytes[start + 1] == DUMP_MARK) {
                start++;
            }
        }
        return start == 0 ? bytes : Arrays.copyOfRange(bytes, start, bytes.length);
    }

    private static boolean hasByteOrderMark(byte[] bytes) {
        return bytes.length >= 3 && bytes[0] == (byte) 0xef && bytes[1] == (byte) 0xbb && bytes[2] == (byte) 0xbf;
    }
}
