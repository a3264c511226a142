package eco.scheduler.stream;

import java.io.IOException;

/** Where a writer's bytes go: a descriptor, or something layered on one. Never suspends. */
@FunctionalInterface
public interface ByteSink {
    /** How many bytes were taken, {@code -EAGAIN} if there is no room yet, else a negated error number. */
    int write(byte[] data, int offset, int length) throws IOException;
}
