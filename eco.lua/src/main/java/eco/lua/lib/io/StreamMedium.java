package eco.lua.lib.io;

import eco.scheduler.Errno;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/** A stream: standard input and output, a pipe, a device. The channel, where there is one, seeks (a redirected file can). */
final class StreamMedium implements Medium {
    private final @Nullable InputStream in;
    private final @Nullable OutputStream out;
    private final @Nullable FileChannel position;
    private final boolean writeMayWait;

    StreamMedium(
            @Nullable InputStream in,
            @Nullable OutputStream out,
            @Nullable FileChannel position,
            boolean writeMayWait) {
        this.in = in;
        this.out = out;
        this.position = position;
        this.writeMayWait = writeMayWait;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (in == null) {
            throw new SystemError(Errno.EBADF);
        }
        return in.read(buffer, offset, length);
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
        if (out == null) {
            throw new SystemError(Errno.EBADF);
        }
        out.write(buffer, offset, length);
        out.flush();
    }

    @Override
    public long seek(int whence, long offset) throws IOException {
        if (position == null) {
            throw new SystemError(Errno.ESPIPE);
        }
        return new ChannelMedium(position, null).seek(whence, offset);
    }

    @Override
    public boolean readMayWait() throws IOException {
        return in != null && in.available() == 0;
    }

    @Override
    public boolean writeMayWait() {
        return writeMayWait;
    }

    @Override
    public void close() throws IOException {
        try (InputStream reading = in;
                OutputStream writing = out) {
            // The statement closes both.
            assert reading != null || writing != null;
        }
    }
}
