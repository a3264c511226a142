package eco.scheduler;

/**
 * Makes sure that a change that must not stop half-way has the stack it needs: overflows here instead, before anything
 * has changed. The levels are a multiple of the call depth of what follows; cold code has large frames, but then so has the probe.
 */
final class StackProbe {
    /** For a task that is about to park. */
    static final int PARK = 24;
    /** For a thread that is about to hand over to another. */
    static final int HAND_OVER = 128;

    private StackProbe() {}

    /** Throws StackOverflowError if there are not that many calls left. The answer only keeps the compiler from dropping it. */
    static int require(int levels) {
        return levels == 0 ? 0 : require(levels - 1) + 1;
    }
}
