package eco.lua.lib.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/**
 * A regular file. An appending file that is also read has two channels, since Java has none that does both: writes go to
 * the end by the kernel's own rule, and set the position that reads go on from.
 */
final class ChannelMedium implements Medium {
    private final FileChannel channel;
    private final @Nullable FileChannel appending;

    ChannelMedium(FileChannel channel, @Nullable FileChannel appending) {
        this.channel = channel;
        this.appending = appending;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        return channel.read(ByteBuffer.wrap(buffer, offset, length));
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
        FileChannel target = appending == null ? channel : appending;
        ByteBuffer bytes = ByteBuffer.wrap(buffer, offset, length);
        while (bytes.hasRemaining()) {
            target.write(bytes);
        }
        if (appending != null) {
            channel.position(appending.position());
        }
    }

    @Override
    public long seek(int whence, long offset) throws IOException {
        long base = switch (whence) {
            case SET -> 0;
            case CURRENT -> channel.position();
            default -> channel.size();
        };
        long target = base + offset;
        if (target < 0 || (offset > 0 && target < base)) {
            throw new SystemError(eco.scheduler.Errno.EINVAL);
        }
        if (whence != CURRENT || offset != 0) {
            channel.position(target);
        }
        return target;
    }

    @Override
    public boolean readMayWait() {
        return false;
    }

    @Override
    public boolean writeMayWait() {
        return false;
    }

    @Override
    public void close() throws IOException {
        try (FileChannel reading = channel;
                FileChannel writing = appending) {
            // The statement closes both.
            assert reading.isOpen() && (writing == null || writing.isOpen());
        }
    }
}
