package eco.scheduler;

/** Where an event loop takes the time from. Tests give it one that stands still until told otherwise. */
public interface Clock {
    /** The real one: {@code CLOCK_MONOTONIC}, in nanoseconds. */
    Clock MONOTONIC = new Clock() {
        @Override
        public long now() {
            return System.nanoTime();
        }
    };

    /** Nanoseconds since some fixed moment; never goes back. */
    long now();

    /**
     * The loop has nothing to do before {@code deadline}. A virtual clock moves there and answers true, and the loop
     * does not wait; a real one answers false.
     */
    default boolean skipTo(long deadline) {
        return false;
    }
}
