package eco.scheduler;

/**
 * Unwinds the stack of a coroutine that was closed while it was suspended; only the virtual-thread carrier needs it.
 * A body must let it pass: code that catches {@link Throwable} rethrows it.
 */
public final class CoroutineClosedError extends Error {
    private static final long serialVersionUID = 1L;

    CoroutineClosedError() {
        super("coroutine closed", null, false, false);
    }
}
