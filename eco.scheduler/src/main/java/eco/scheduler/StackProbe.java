package eco.scheduler;

/**
 * Makes sure that a change that must not stop half-way has the stack it needs: overflows here instead, before anything
 * has changed. Each level keeps six longs across its call, so that its frame is no smaller compiled than the frames of cold
 * code are interpreted; the levels are several times the call depth of what follows.
 */
final class StackProbe {
    /** For a task that is about to park: about 1 KiB. */
    static final int PARK = 12;
    /** For a thread that is about to hand over to another, through the JDK's own scheduling: about 10 KiB. */
    static final int HAND_OVER = 96;

    private StackProbe() {}

    /** Throws StackOverflowError if there is not that much left. The answer only keeps the compiler from dropping it. */
    static long require(int levels) {
        return descend(levels, 1, 2, 3, 4, 5, 6);
    }

    private static long descend(int levels, long a, long b, long c, long d, long e, long f) {
        if (levels == 0) {
            return a;
        }
        long below = descend(levels - 1, b, c, d, e, f, a);
        return below + (a ^ b ^ c ^ d ^ e ^ f ^ levels);
    }
}
