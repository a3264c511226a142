package eco.scheduler;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The place where one thread waits for control. Control is a baton: whoever passes it stops at once and waits on its
 * own, so of all the threads of a strand exactly one runs. The volatile flag orders everything done before a pass before
 * everything done after it.
 */
final class Baton {
    private volatile boolean held;
    private @Nullable Thread waiter;
    private @Nullable Strand strand;

    /** Names the thread that will wait here; before the baton can be passed for the first time. */
    void belongsTo(Thread thread) {
        waiter = thread;
    }

    void pass(Strand to) {
        strand = to;
        Thread thread = waiter;
        held = true;
        LockSupport.unpark(thread);
    }

    /** Waits for control, for ever and uninterruptibly: an interrupt is kept for whoever runs next on this thread. */
    void await() {
        boolean interrupted = false;
        while (!held) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        held = false;
        Strand mine = strand;
        strand = null;
        if (mine != null) {
            Strand.bind(mine);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
