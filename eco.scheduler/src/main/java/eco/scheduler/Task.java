package eco.scheduler;

import org.jspecify.annotations.Nullable;

/**
 * A coroutine that an event loop schedules. It runs until it parks; whoever wakes it puts it at the tail of the loop's
 * ready queue, never runs it there and then. Confined to the loop's thread: other threads go through
 * {@link EventLoop#execute}.
 *
 * <pre>
 *   QUEUED --(its turn)--&gt; RUNNING --park--&gt; PARKED --wake, timeout--&gt; QUEUED
 *                             \-- body ends --&gt; DONE
 * </pre>
 *
 * <p>Invariant: PARKED tasks are referenced by the loop only through an armed timeout; a task that nothing can wake is
 * plain garbage.
 */
public final class Task extends Expirable {
    static final int QUEUED = 0;
    static final int RUNNING = 1;
    static final int PARKED = 2;
    static final int DONE = 3;

    private final EventLoop loop;
    private final String name;
    final Coroutine coroutine;
    int state = QUEUED;
    private Wake cause = Wake.READY;
    private @Nullable Error thrown;
    long probed;
    private @Nullable Object local;
    /** What it is parked in, if that has to know when the task is closed. */
    @Nullable
    Waiting waiting;

    Task(EventLoop loop, String name, Runnable body) {
        this.loop = loop;
        this.name = name;
        this.coroutine = Coroutine.create(loop.carrier(), EventLoop.TASKS, body);
    }

    /**
     * The task that is running on this thread.
     *
     * @throws IllegalStateException outside of any task
     */
    public static Task current() {
        Strand strand = Strand.peek();
        Task task = strand == null ? null : strand.task;
        if (task == null) {
            throw new IllegalStateException("attempt to wait outside of a task");
        }
        return task;
    }

    /** The task that is running on this thread, or null. */
    public static @Nullable Task currentOrNull() {
        Strand strand = Strand.peek();
        return strand == null ? null : strand.task;
    }

    /**
     * Runs an action outside of any task: nothing in it can wait, though it may start tasks. For what interrupts whatever
     * task happens to run, such as a finalizer.
     */
    public static void outside(Runnable action) {
        Strand strand = Strand.peek();
        Task task = strand == null ? null : strand.task;
        if (strand == null || task == null) {
            action.run();
            return;
        }
        strand.task = null;
        try {
            action.run();
        } finally {
            strand.task = task;
        }
    }

    /** The loop that runs it. */
    public EventLoop loop() {
        return loop;
    }

    /** The name it was given, for people. */
    public String name() {
        return name;
    }

    /** Whether its body has ended or it was closed. */
    public boolean isDone() {
        return state == DONE;
    }

    /** Whether it is suspended and nothing has queued it yet. */
    public boolean isParked() {
        return state == PARKED;
    }

    /** The embedder's slot; null until set. */
    public @Nullable Object local() {
        return local;
    }

    /** Sets the embedder's slot. */
    public void local(@Nullable Object value) {
        local = value;
    }

    /**
     * Suspends the current task, which must be this one, until something wakes it or {@code timeoutNanos} have passed;
     * {@link EventLoop#FOREVER} waits without limit, 0 or less takes one trip through the loop. Never early.
     * A park without a limit does not by itself keep the loop running.
     *
     * @return why it goes on; {@link Wake#TIMEOUT} when the time was up first
     * @throws PinnedCoroutineException if the JVM cannot suspend here; the task simply goes on
     */
    public Wake park(long timeoutNanos) {
        return parkUntil(loop.deadlineAfter(timeoutNanos));
    }

    /** As {@link #park}, until a moment of {@link EventLoop#now}; equal moments time out in the order of these calls. */
    public Wake parkUntil(long deadlineNanos) {
        Strand strand = Strand.peek();
        if (strand == null || strand.task != this) {
            throw new IllegalStateException("only the current task can park: " + this);
        }
        probed = StackProbe.require(StackProbe.PARK);
        if (deadlineNanos != EventLoop.FOREVER) {
            loop.timers.add(this, deadlineNanos);
        }
        state = PARKED;
        // As Coroutine.yield does, with one frame less for each parked task to keep.
        Coroutine inner = strand.innermost;
        try {
            if (inner == null) {
                throw new IllegalStateException("the task does not run in a coroutine");
            }
            coroutine.leave(inner);
            inner.suspend(coroutine, strand);
        } catch (Throwable e) {
            // Pinned, or at the end of the stack: it has not been suspended.
            coroutine.stay();
            loop.timers.remove(this);
            state = RUNNING;
            throw e;
        }
        Error unwinding = thrown;
        if (unwinding != null) {
            thrown = null;
            throw unwinding;
        }
        return cause;
    }

    /**
     * Queues the task at the tail of the ready queue if it is parked; its {@link #park} then returns the cause.
     *
     * @return false if it was not parked: it runs, is queued already (the first cause wins), or is done
     */
    public boolean wake(Wake why) {
        if (state != PARKED) {
            return false;
        }
        loop.timers.remove(this);
        state = QUEUED;
        cause = why;
        loop.ready.addLast(this);
        return true;
    }

    /**
     * Queues it at the tail whatever it is doing. If it is not suspended when its turn comes, that is an error which
     * goes to the loop's uncaught handler: "cannot resume dead coroutine" or "cannot resume non-suspended coroutine".
     */
    public void resume() {
        if (!wake(Wake.RESUMED)) {
            loop.ready.addLast(new Resumption(this));
        }
    }

    /**
     * Runs a suspended task at once, nested in the caller, until it parks again or ends. A wait that nothing had ended
     * yet ends with {@link Wake#RESUMED}.
     *
     * @throws IllegalStateException if it is not suspended
     */
    public void resumeNow() {
        requireSuspended();
        resumed();
        loop.step(this);
    }

    /**
     * As {@link #resumeNow}, but the wait throws: the task's body is unwound from where it stands, so that what it holds
     * is released. One that has never run is simply closed.
     *
     * @throws IllegalStateException if it is not suspended
     */
    public void unwind(Error why) {
        requireSuspended();
        if (coroutine.status() == Coroutine.Status.CREATED) {
            close();
        } else {
            thrown = why;
            resumeNow();
        }
    }

    private void requireSuspended() {
        if (!isSuspended()) {
            throw new IllegalStateException("not suspended: " + this);
        }
    }

    /** Whether it is suspended: parked, or queued and not run yet. */
    public boolean isSuspended() {
        return state == PARKED || state == QUEUED;
    }

    /**
     * Abandons a task that is not running: its timeout is dropped, its stack is let go (see {@link Coroutine#close})
     * and it is done. Does nothing to one that is done.
     *
     * @throws IllegalStateException if it is running, or has started another task that is
     */
    public void close() {
        if (state == DONE) {
            return;
        }
        if (coroutine.isActive()) {
            throw new IllegalStateException("cannot close a running task");
        }
        loop.timers.remove(this);
        Waiting in = waiting;
        waiting = null;
        if (in != null) {
            in.abandoned(this);
        }
        coroutine.close();
        loop.finished(this);
    }

    /** Its turn has come by force; the queue may hold an entry of its own for it as well, which is then stale. */
    void resumed() {
        if (state == PARKED) {
            loop.timers.remove(this);
            cause = Wake.RESUMED;
        }
    }

    @Override
    void expire() {
        state = QUEUED;
        cause = Wake.TIMEOUT;
        loop.ready.addLast(this);
    }

    @Override
    public String toString() {
        return "task " + name;
    }

    /** An entry of the ready queue that resumes its task unconditionally. */
    record Resumption(Task task) {}
}
