package eco.lua.lib.io;

import eco.lua.Host;
import eco.scheduler.Errno;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** One of the host's three standard streams, asked for again at each use. */
final class StandardMedium implements Medium {
    /** The three, by number. */
    static final int STDIN = 0;

    static final int STDOUT = 1;
    static final int STDERR = 2;

    private final Host host;
    private final int number;
    private @Nullable Boolean isFile;

    StandardMedium(Host host, int number) {
        this.host = host;
        this.number = number;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        return host.stdin().read(buffer, offset, length);
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
        OutputStream out = number == STDOUT ? host.stdout() : host.stderr();
        out.write(buffer, offset, length);
        out.flush();
    }

    @Override
    public long seek(int whence, long offset) throws IOException {
        FileChannel channel = channel();
        if (channel == null) {
            throw new SystemError(Errno.ESPIPE);
        }
        return new ChannelMedium(channel, null).seek(whence, offset);
    }

    private @Nullable FileChannel channel() {
        Object stream = number == STDIN ? host.stdin() : number == STDOUT ? host.stdout() : host.stderr();
        if (stream instanceof FileInputStream in) {
            return in.getChannel();
        }
        return stream instanceof FileOutputStream out ? out.getChannel() : null;
    }

    /** A regular file never makes a reader wait, not even at its end, where nothing is available. */
    @Override
    public boolean readMayWait() throws IOException {
        InputStream in = host.stdin();
        if (in.available() > 0) {
            return false;
        }
        if (isFile == null) {
            isFile = in instanceof FileInputStream && Files.isRegularFile(Path.of("/proc/self/fd/0"));
        }
        return !isFile;
    }

    @Override
    public boolean writeMayWait() {
        return false;
    }

    @Override
    public void close() throws IOException {
        throw new SystemError(Errno.EBADF);
    }
}
