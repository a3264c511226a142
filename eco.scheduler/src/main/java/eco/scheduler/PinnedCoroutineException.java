package eco.scheduler;

/**
 * A coroutine was asked to suspend where the JVM cannot take its stack away: below a native frame, a static
 * initialiser or a critical section. Nothing was suspended and the coroutine goes on; the caller sees this exception.
 */
public final class PinnedCoroutineException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    PinnedCoroutineException(String reason) {
        super("cannot suspend here: the coroutine is pinned (" + reason + " on its stack)");
    }
}
