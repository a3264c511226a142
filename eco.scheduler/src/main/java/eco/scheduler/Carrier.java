package eco.scheduler;

/** What a coroutine's stack is made of. Both kinds behave alike; they differ in speed and in what they need. */
public enum Carrier {
    /**
     * {@code jdk.internal.vm.Continuation}, run by the loop's own thread: about 150 ns for a resume and a yield. Needs
     * {@code --add-exports java.base/jdk.internal.vm=eco.scheduler} (on the class path {@code =ALL-UNNAMED}).
     */
    CONTINUATION,
    /**
     * A virtual thread for each coroutine, handing over to one another so that exactly one runs at a time. Needs no
     * flag. Slower; recursion is as deep as the JVM's default thread stack allows; an abandoned coroutine is kept by
     * the JVM until it is closed.
     */
    VIRTUAL_THREAD;

    /** The fastest carrier that this JVM allows: {@link #CONTINUATION} where the internal package is exported to us. */
    public static Carrier best() {
        Module ours = Carrier.class.getModule();
        return Object.class.getModule().isExported("jdk.internal.vm", ours)
                        && !Thread.currentThread().isVirtual()
                ? CONTINUATION
                : VIRTUAL_THREAD;
    }
}
