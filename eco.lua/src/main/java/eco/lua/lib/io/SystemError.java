package eco.lua.lib.io;

import eco.lua.LuaString;
import eco.scheduler.Errno;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/**
 * What the operating system refused, as Lua reports it: a text and an error number. Java's exceptions carry the text (or a
 * class that stands for it) but no number, so the number is found by the text.
 */
public final class SystemError extends IOException {
    private static final long serialVersionUID = 1L;
    private static final int LAST_ERRNO = 133;

    private final int errno;

    /** The failure with the given number. */
    public SystemError(int errno) {
        this(errno, Errno.text(errno));
    }

    private SystemError(int errno, String text) {
        super(text);
        this.errno = errno;
    }

    /** The error number; 5 (EIO) where Java does not tell. */
    public int errno() {
        return errno;
    }

    /** The same failure with number and text. */
    public static SystemError of(IOException e) {
        // Tests, not a pattern switch: linking one takes longer than a start may, and this is where a missing file ends
        // up.
        if (e instanceof SystemError known) {
            return known;
        }
        if (e instanceof NoSuchFileException) {
            return new SystemError(Errno.ENOENT);
        }
        if (e instanceof AccessDeniedException) {
            return new SystemError(Errno.EACCES);
        }
        if (e instanceof FileAlreadyExistsException) {
            return new SystemError(Errno.EEXIST);
        }
        if (e instanceof DirectoryNotEmptyException) {
            return new SystemError(Errno.ENOTEMPTY);
        }
        if (e instanceof AtomicMoveNotSupportedException) {
            return new SystemError(Errno.EXDEV);
        }
        if (e instanceof FileSystemException refused) {
            return byText(refused.getReason());
        }
        if (e instanceof FileNotFoundException parenthesized) {
            return byText(reason(String.valueOf(parenthesized.getMessage())));
        }
        return byText(e.getMessage());
    }

    /** {@code java.io} says {@code name (reason)}. */
    private static String reason(String message) {
        int open = message.lastIndexOf(" (");
        return open < 0 ? message : message.substring(open + 2, message.length() - 1);
    }

    private static SystemError byText(@Nullable String message) {
        if (message == null) {
            return new SystemError(Errno.EIO);
        }
        for (int errno = 1; errno <= LAST_ERRNO; errno++) {
            if (message.startsWith(Errno.text(errno))) {
                return new SystemError(errno);
            }
        }
        return new SystemError(Errno.EIO, message);
    }

    /** The results {@code nil, "name: text", errno}; without a name, the text alone. */
    public static Object[] results(IOException e, @Nullable LuaString name) {
        SystemError error = of(e);
        LuaString text = LuaString.of(String.valueOf(error.getMessage()));
        LuaString message =
                name == null ? text : name.concat(LuaString.of(": ")).concat(text);
        return new Object[] {null, message, (long) error.errno};
    }
}
