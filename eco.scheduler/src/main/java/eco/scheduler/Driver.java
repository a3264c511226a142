package eco.scheduler;

import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs a loop of the virtual-thread carrier on a virtual thread of its own, since handing over between two of those costs a
 * tenth of what it costs between one and a platform thread. Only when the loop has to wait does it come back to the platform
 * thread: waiting in the kernel on a virtual thread would take one of the JVM's few carrier threads away from everyone.
 *
 * <p>The driver is itself a coroutine, of an outermost scope; a wait yields it with everything nested in it.
 */
final class Driver {
    static final Coroutine.Scope SCOPE = new Coroutine.Scope("driver");

    private @Nullable IntSupplier wanted;
    private int answer;
    private @Nullable Throwable failure;
    private boolean interrupted;

    /** Whether a loop of that carrier, run from the calling code, is better driven. */
    static boolean isBetterFor(Carrier carrier, Strand strand) {
        return carrier == Carrier.VIRTUAL_THREAD
                && strand.innermost == null
                && !Thread.currentThread().isVirtual();
    }

    /** Whether the platform thread was interrupted while it waited. */
    boolean isInterrupted() {
        return interrupted;
    }

    /** Runs the loop; from the platform thread. What the loop throws is thrown here. */
    void drive(Runnable loop) {
        Coroutine driver = Coroutine.create(Carrier.VIRTUAL_THREAD, SCOPE, loop);
        driver.resume();
        while (!driver.isDone()) {
            IntSupplier wait = wanted;
            if (wait != null) {
                try {
                    answer = wait.getAsInt();
                } catch (Throwable e) {
                    failure = e;
                }
            }
            interrupted |= Thread.currentThread().isInterrupted();
            driver.resume();
        }
    }

    /** Has the platform thread make a blocking call; from anywhere inside the loop. */
    int await(IntSupplier wait) {
        wanted = wait;
        Coroutine.yield(SCOPE);
        wanted = null;
        Throwable thrown = failure;
        if (thrown != null) {
            failure = null;
            throw Coroutine.<RuntimeException>unchecked(thrown);
        }
        return answer;
    }
}
