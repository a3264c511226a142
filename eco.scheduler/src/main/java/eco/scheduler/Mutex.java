package eco.scheduler;

/**
 * A lock that tasks hand to one another in the order of their waiting. From the unlock on it belongs to the chosen waiter,
 * though that one runs later; nobody can take it in between. It has no owner otherwise: any task may unlock it, and a second
 * lock by the same task waits. Confined to one loop.
 */
public final class Mutex {
    private boolean locked;
    private final WaitQueue waiters = new WaitQueue(() -> locked = false);

    /** Makes an unlocked one. */
    public Mutex() {}

    /**
     * Takes the lock, waiting up to {@code timeoutNanos} ({@link EventLoop#FOREVER}: without limit; 0 or less: not at
     * all). A free lock is taken without suspending.
     *
     * @return false if the time was up first
     */
    public boolean lock(long timeoutNanos) {
        if (!locked) {
            locked = true;
            return true;
        }
        if (timeoutNanos <= 0) {
            return false;
        }
        long deadline = Task.current().loop().deadlineAfter(timeoutNanos);
        Wake cause;
        do {
            cause = waiters.await(deadline);
        } while (cause != Wake.READY && cause != Wake.TIMEOUT);
        return cause == Wake.READY;
    }

    /**
     * Hands it to the task that has waited longest, or frees it.
     *
     * @throws IllegalStateException if it is not locked
     */
    public void unlock() {
        if (!locked) {
            throw new IllegalStateException("unlock of unlocked mutex");
        }
        if (!waiters.wakeFirst(Wake.READY, null)) {
            locked = false;
        }
    }

    /** Whether someone holds it, or it is on its way to someone. */
    public boolean isLocked() {
        return locked;
    }

    /** How many wait for it. */
    public int waiterCount() {
        return waiters.size();
    }
}
