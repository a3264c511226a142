package eco.lua.lib.io;

import eco.lua.LuaString;
import eco.scheduler.Errno;
import eco.scheduler.kernel.Kernel;
import eco.scheduler.kernel.Linux;
import java.io.IOException;
import java.nio.file.Path;

/**
 * File names that Java cannot spell: bytes that are no text in the locale's character set, which in the plain C locale is
 * all that is not ASCII. The kernel takes any bytes, so these names go to it directly; what it opened, Java can reach by
 * number.
 */
final class RawName {
    private static final int MODE = 0666;
    private static final int READABLE = 4;

    private RawName() {}

    /** What is done with a file while it is open. */
    @FunctionalInterface
    interface Use<T> {
        T with(Path file) throws IOException;
    }

    /** Opens the file with C's flags, and passes a path on that leads to it. */
    static <T> T use(LuaString name, int flags, Use<T> use) throws IOException {
        Kernel kernel = Kernel.open();
        int fd = checked(kernel.openat(Linux.AT_FDCWD, bytes(name), flags | Linux.O_CLOEXEC, MODE));
        try {
            return use.with(Path.of("/proc/self/fd/" + fd));
        } finally {
            kernel.close(fd);
        }
    }

    static void remove(LuaString name) throws SystemError {
        Kernel kernel = Kernel.open();
        int result = kernel.unlinkat(Linux.AT_FDCWD, bytes(name), 0);
        if (result == -Errno.EISDIR || result == -Errno.EPERM) {
            result = kernel.unlinkat(Linux.AT_FDCWD, bytes(name), Linux.AT_REMOVEDIR);
        }
        checked(result);
    }

    static void rename(LuaString from, LuaString to) throws SystemError {
        checked(Kernel.open().rename(bytes(from), bytes(to)));
    }

    static boolean isReadable(LuaString name) {
        return Kernel.open().faccessat(Linux.AT_FDCWD, bytes(name), READABLE) == 0;
    }

    private static byte[] bytes(LuaString name) {
        return name.substring(0, SystemPath.length(name)).bytes();
    }

    private static int checked(int result) throws SystemError {
        if (result < 0) {
            throw new SystemError(-result);
        }
        return result;
    }
}
