package eco.net;

import eco.scheduler.Descriptor;
import eco.scheduler.kernel.Kernel;
import eco.scheduler.kernel.Linux;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The file that binding a UNIX socket has made, which goes when the socket does. Only that very file is removed: if
 * another server has taken the path meanwhile, its file stays.
 */
final class UnixName implements Runnable {
    private static final int STATX_INO_MASK = 0x100;
    private static final int DEVICE_AT = 136;
    private static final int DEVICE_END = 144;

    private final Kernel kernel;
    private final byte[] path;
    private final byte[] identity;

    private UnixName(Kernel kernel, byte[] path, byte[] identity) {
        this.kernel = kernel;
        this.path = path;
        this.identity = identity;
    }

    /** Notes the file that was just bound; null if the name is not in the file system. */
    static @Nullable UnixName bound(Kernel kernel, Descriptor descriptor, UnixAddress address) {
        byte[] path = address.path();
        if (path.length == 0) {
            return null;
        }
        byte[] identity = identify(kernel, path);
        if (identity == null) {
            return null;
        }
        UnixName name = new UnixName(kernel, path, identity);
        descriptor.whenAbandoned(name);
        return name;
    }

    /** Device and inode of a path, or null if there is nothing. */
    private static byte @Nullable [] identify(Kernel kernel, byte[] path) {
        byte[] statx = new byte[Linux.STATX_SIZE];
        int result = kernel.statx(Linux.AT_FDCWD, path, Linux.AT_SYMLINK_NOFOLLOW, STATX_INO_MASK, statx);
        if (result < 0) {
            return null;
        }
        byte[] identity = Arrays.copyOfRange(statx, DEVICE_AT, DEVICE_END + Long.BYTES);
        System.arraycopy(statx, Linux.STATX_INO, identity, DEVICE_END - DEVICE_AT, Long.BYTES);
        return identity;
    }

    /** Removes the file. */
    @Override
    public void run() {
        if (Arrays.equals(identity, identify(kernel, path))) {
            // Nobody is left to be told if that fails; the file then stays, as any other would.
            int ignored = kernel.unlinkat(Linux.AT_FDCWD, path, 0);
        }
    }
}
