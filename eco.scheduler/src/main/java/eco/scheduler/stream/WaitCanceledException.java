package eco.scheduler.stream;

import java.io.IOException;

/** Someone cancelled the wait, or closed the descriptor under it. */
public final class WaitCanceledException extends IOException {
    private static final long serialVersionUID = 1L;

    /** {@code what} was going on. */
    public WaitCanceledException(String what) {
        super(what + ": canceled");
    }
}
