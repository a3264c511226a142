package eco.scheduler;

/** The descriptor is of a kind that never makes anyone wait, such as a regular file, so nobody can wait for it. */
public final class NotPollableException extends KernelException {
    private static final long serialVersionUID = 1L;

    NotPollableException(int fd) {
        super("wait on descriptor " + fd, Errno.EPERM);
    }
}
