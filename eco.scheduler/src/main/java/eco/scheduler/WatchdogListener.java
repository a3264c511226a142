package eco.scheduler;

/** Told about a task that ran too long without suspending; see {@link EventLoop#watchdog}. */
@FunctionalInterface
public interface WatchdogListener {
    /**
     * The task has suspended or ended after running for {@code elapsedNanos} in one go. Called on the loop's thread,
     * outside of the task; must not suspend.
     */
    void ranTooLong(Task task, long elapsedNanos, long limitNanos);
}
