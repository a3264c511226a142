package eco.scheduler.stream;

import java.io.IOException;

/** Where a reader's bytes come from: a descriptor, or something layered on one. Never suspends. */
@FunctionalInterface
public interface ByteSource {
    /** How many bytes were stored (at least 1), 0 at the end, {@code -EAGAIN} if none are there yet, else a negated error number. */
    int read(byte[] buffer, int offset, int length) throws IOException;
}
