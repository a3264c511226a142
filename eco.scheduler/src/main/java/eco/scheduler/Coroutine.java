package eco.scheduler;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A body with a stack of its own, that is resumed by someone and yields back to them.
 *
 * <p>Every coroutine belongs to a {@link Scope}. A yield names a scope and suspends the innermost running coroutine of
 * that scope <em>with everything nested in it</em>; the next resume goes on at the very yield. Task scope lies outside,
 * other scopes inside: a yield of another scope never reaches out of the task in which it is made.
 *
 * <pre>
 *             resume            yield (own scope)
 *  CREATED ----------&gt; RUNNING ------------------&gt; SUSPENDED
 *                       |   ^ \                        |
 *          it resumes   |   |  \  the body ends        |
 *          another one  v   |   v                      |
 *                      NORMAL   DEAD  &lt;-- close -------+   (resume leads back to RUNNING)
 * </pre>
 *
 * <p>A coroutine whose enclosing task is suspended keeps its status {@code NORMAL}. Coroutines are confined to the
 * thread, or the event loop, that resumes them; nothing here is thread-safe.
 */
public abstract sealed class Coroutine permits ContinuationCoroutine, ThreadCoroutine {
    /** A family of coroutines that yield to the resumers of that same family. Identity counts, the name is for people. */
    public static final class Scope {
        private final String name;
        /** The continuation carrier's own scope object, made on first use. */
        volatile @Nullable Object peer;

        /** Makes a new scope; any number may exist. */
        public Scope(String name) {
            this.name = Objects.requireNonNull(name, "name");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** What a coroutine is doing, as seen by the thread that runs it. */
    public enum Status {
        /** Never resumed. */
        CREATED,
        /** Has yielded, or its yield is what it waits in. */
        SUSPENDED,
        /** The one that runs now. */
        RUNNING,
        /** Has resumed another one that runs now, or waits inside a suspended task. */
        NORMAL,
        /** Its body has ended, or it was closed. */
        DEAD
    }

    private static final int CREATED = 0;
    private static final int IDLE = 1;
    private static final int ACTIVE = 2;
    private static final int DEAD = 3;

    final Scope scope;
    private @Nullable Runnable body;
    private int state = CREATED;
    private @Nullable Throwable failure;

    /** What ran on the strand when this one was resumed; meaningful while active. */
    @Nullable
    Coroutine parent;

    /** The coroutine in which to go on: the innermost at the time of the yield. */
    Coroutine tip = this;

    Coroutine(Scope scope, Runnable body) {
        this.scope = scope;
        this.body = body;
    }

    /**
     * Makes a coroutine; nothing runs before the first {@link #resume}.
     *
     * @throws IllegalStateException if the carrier is {@link Carrier#CONTINUATION} and the JVM does not allow it
     */
    public static Coroutine create(Carrier carrier, Scope scope, Runnable body) {
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(body, "body");
        return switch (carrier) {
            case CONTINUATION -> ContinuationCoroutine.create(scope, body);
            case VIRTUAL_THREAD -> new ThreadCoroutine(scope, body);
        };
    }

    /**
     * Runs the body until it yields in this coroutine's scope or ends, then returns; rethrows what the body threw.
     *
     * @throws IllegalStateException if it is dead ("cannot resume dead coroutine"), or running, normal, or part of a
     *     suspended task ("cannot resume non-suspended coroutine")
     */
    public final void resume() {
        if (state >= ACTIVE) {
            throw new IllegalStateException(
                    state == DEAD ? "cannot resume dead coroutine" : "cannot resume non-suspended coroutine");
        }
        Strand strand = Strand.current();
        Coroutine resumer = strand.innermost;
        if (resumer != null && resumer.getClass() != getClass()) {
            throw new IllegalStateException("coroutines of different carriers cannot be nested");
        }
        parent = resumer;
        strand.innermost = tip;
        state = ACTIVE;
        try {
            transfer(strand);
        } finally {
            // The strand is looked up again: the resumer itself may have been moved while it waited.
            Strand.current().innermost = parent;
            parent = null;
        }
        Throwable thrown = failure;
        if (thrown != null) {
            failure = null;
            throw Coroutine.<RuntimeException>unchecked(thrown);
        }
    }

    /**
     * Suspends the innermost running coroutine of the scope, with everything nested in it, until it is resumed.
     *
     * @throws IllegalStateException if no coroutine of that scope runs here
     * @throws PinnedCoroutineException if the JVM cannot suspend at this place; nothing has happened then
     */
    public static void yield(Scope scope) {
        Strand strand = Strand.current();
        Coroutine inner = strand.innermost;
        Coroutine target = find(inner, scope);
        if (inner == null || target == null) {
            throw new IllegalStateException("attempt to yield from outside a coroutine (scope " + scope + ")");
        }
        target.leave(inner);
        try {
            inner.suspend(target, strand);
        } catch (Throwable e) {
            target.stay();
            throw e;
        }
    }

    /** It is about to be suspended by code that runs in {@code inner}, itself or nested in it. */
    final void leave(Coroutine inner) {
        tip = inner;
        state = IDLE;
    }

    /** Pinned, or at the end of the stack: it has not been suspended after all. A closed one stays dead. */
    final void stay() {
        if (state == IDLE) {
            state = ACTIVE;
        }
    }

    /** The innermost running coroutine of the scope, or null; a task boundary hides what lies outside of it. */
    public static @Nullable Coroutine current(Scope scope) {
        Strand strand = Strand.peek();
        return strand == null ? null : find(strand.innermost, scope);
    }

    private static @Nullable Coroutine find(@Nullable Coroutine inner, Scope scope) {
        for (Coroutine c = inner; c != null; c = c.parent) {
            if (c.scope == scope) {
                return c;
            }
            if (c.scope == EventLoop.TASKS && scope != Driver.SCOPE) {
                return null;
            }
        }
        return null;
    }

    /** Whether the body has ended or the coroutine was closed. */
    public final boolean isDone() {
        return state == DEAD;
    }

    /** Whether it was resumed and has not yielded since. */
    final boolean isActive() {
        return state == ACTIVE;
    }

    /** What it is doing now. {@link Status#RUNNING} is the innermost of its scope on the calling thread. */
    public final Status status() {
        return switch (state) {
            case CREATED -> Status.CREATED;
            case IDLE -> Status.SUSPENDED;
            case DEAD -> Status.DEAD;
            default -> current(scope) == this ? Status.RUNNING : Status.NORMAL;
        };
    }

    /**
     * Abandons a suspended or never started coroutine: it is dead from now on and its stack is let go. On the
     * continuation carrier no code of the body runs; on the virtual-thread carrier the stack is unwound by a
     * {@link CoroutineClosedError}, so that its thread can end. Does nothing to a dead one.
     *
     * @throws IllegalStateException if it is running or normal
     */
    public final void close() {
        if (state == ACTIVE) {
            throw new IllegalStateException("cannot close a running coroutine");
        }
        boolean started = state == IDLE;
        state = DEAD;
        body = null;
        if (started) {
            discard();
        }
        tip = this;
    }

    /** The carrier has entered the stack: the body to run, whose outcome goes to {@link #failed} and {@link #ended}. */
    final Runnable begin() {
        Runnable run = body;
        body = null;
        return run == null ? () -> {} : run;
    }

    /** Keeps what the body threw for the resumer; one that was closed has none. */
    final void failed(Throwable e) {
        if (state != DEAD || !(e instanceof CoroutineClosedError)) {
            failure = e;
        }
    }

    final void ended() {
        state = DEAD;
    }

    /** Runs the tip until this coroutine's scope yields or its body ends. */
    abstract void transfer(Strand strand);

    /** Called on the innermost coroutine, by its own code: gives control back to whoever resumed {@code target}. */
    abstract void suspend(Coroutine target, Strand strand);

    /** Lets the stack of a started coroutine go. */
    abstract void discard();

    @SuppressWarnings("unchecked")
    static <T extends Throwable> T unchecked(Throwable t) throws T {
        throw (T) t;
    }
}
