package eco.scheduler;

/** Counts work that is going on; tasks wait until the count is 0. May be used again afterwards. Confined to one loop. */
public final class WaitGroup {
    private final WaitQueue waiters = new WaitQueue();
    private int count;

    /** Makes one with nothing going on. */
    public WaitGroup() {}

    /**
     * Changes the count; whoever waits is released if it becomes 0.
     *
     * @throws IllegalStateException if it would become negative; the count stays
     */
    public void add(int delta) {
        int sum = Math.addExact(count, delta);
        if (sum < 0) {
            throw new IllegalStateException("negative waitgroup counter");
        }
        count = sum;
        if (sum == 0) {
            waiters.wakeAll(Wake.READY);
        }
    }

    /** Takes 1 away. */
    public void done() {
        add(-1);
    }

    /** The count. */
    public int count() {
        return count;
    }

    /**
     * Waits until the count has been 0; at once if it is. One that was released goes on though the count may have been
     * raised again meanwhile.
     *
     * @param timeoutNanos {@link EventLoop#FOREVER} for no limit; 0 or less does not wait
     * @return false if the time was up first
     */
    public boolean await(long timeoutNanos) {
        if (count == 0) {
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
}
