package eco.scheduler;

import org.jspecify.annotations.Nullable;

/**
 * One logical thread of control: a platform thread and all the coroutines that run nested on it, whatever carries them.
 * Invariant: a strand is touched only by the one thread that holds control on it, so its fields need no locks; on the
 * virtual-thread carrier the hand-over orders the accesses.
 */
final class Strand {
    private static final ThreadLocal<@Nullable Strand> CURRENT = new ThreadLocal<>();

    /** The coroutine that runs now; its {@code parent} links lead out to the thread itself. */
    @Nullable
    Coroutine innermost;

    @Nullable
    EventLoop loop;

    @Nullable
    Task task;

    /** Where the thread below all coroutines waits while a virtual thread runs. */
    final Baton root = new Baton();

    private Strand() {}

    static Strand current() {
        Strand strand = CURRENT.get();
        if (strand == null) {
            strand = new Strand();
            CURRENT.set(strand);
        }
        return strand;
    }

    static @Nullable Strand peek() {
        return CURRENT.get();
    }

    /** Makes the calling thread, which has just been handed control, a part of the strand. */
    static void bind(Strand strand) {
        if (CURRENT.get() != strand) {
            CURRENT.set(strand);
        }
    }
}
