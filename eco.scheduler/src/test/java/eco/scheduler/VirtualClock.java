package eco.scheduler;

/** Time that moves only when the loop has nothing else to do, or when a test says so. */
final class VirtualClock implements Clock {
    private long now = 1_000_000_000L;

    @Override
    public long now() {
        return now;
    }

    @Override
    public boolean skipTo(long deadline) {
        if (deadline == EventLoop.FOREVER) {
            return false;
        }
        now = Math.max(now, deadline);
        return true;
    }

    void pass(long nanos) {
        now += nanos;
    }
}
