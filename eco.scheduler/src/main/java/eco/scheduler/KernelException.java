package eco.scheduler;

import java.io.IOException;

/** The kernel refused something. The message says what was tried, and the error's name and text. */
public sealed class KernelException extends IOException permits NotPollableException {
    private static final long serialVersionUID = 1L;

    private final int errno;

    /** {@code what} was tried and answered {@code errno}, of either sign. */
    public KernelException(String what, int errno) {
        super(what + ": " + Errno.text(errno) + " (" + Errno.name(errno) + ")");
        this.errno = Math.abs(errno);
    }

    /** The positive error number. */
    public int errno() {
        return errno;
    }
}
