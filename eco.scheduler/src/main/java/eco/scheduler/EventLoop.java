package eco.scheduler;

import eco.scheduler.kernel.EpollEvents;
import eco.scheduler.kernel.Kernel;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiConsumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks, one at a time, on the thread that calls {@link #run}.
 *
 * <p>One turn of the loop:
 * <ol>
 *   <li>timers that are due, in the order of (deadline, arming), put their tasks at the tail of the ready queue;
 *   <li>what other threads have given to {@link #execute} runs;
 *   <li>the ready queue is drained, first in first out, with what is appended meanwhile;
 *   <li>if {@link #stop} was asked for, or nothing is left to wait for, the loop ends;
 *   <li>it waits for descriptors until the next timer; timers that are due come first again, then each event's reader is
 *       queued and the queue drained at once.
 * </ol>
 *
 * <p>Invariant: a task runs only from the ready queue, or nested in {@link #start}; everything that wakes a task appends
 * to the queue. Except for {@link #execute}, {@link #stop} and {@link #current}, the methods are for the loop's thread.
 */
public final class EventLoop implements AutoCloseable {
    /** No limit. As a timeout or a deadline: never. */
    public static final long FOREVER = Long.MAX_VALUE;

    /** The scope in which tasks yield to their loop. */
    public static final Coroutine.Scope TASKS = new Coroutine.Scope("tasks");

    /** A drain that lasts longer than this lets timers and descriptors have a turn, once all that was queued has run. */
    private static final long DRAIN_LIMIT_NANOS = 10_000_000;

    /** Bounded, so that a thread that floods the loop does not starve its tasks. */
    private static final int SUBMITTED_PER_TURN = 4096;

    private static final int EVENTS_PER_POLL = 128;
    private static final long LARGE_STACK_BYTES = 1L << 30;

    final TimerHeap timers = new TimerHeap();
    final ArrayDeque<Object> ready = new ArrayDeque<>();

    private final Carrier carrier;
    private final Clock clock;
    private final ConcurrentLinkedQueue<Runnable> submitted = new ConcurrentLinkedQueue<>();
    private final Supplier<Kernel> kernels;
    private final Poller poller = new Poller(this);
    private final Signals signals = new Signals(this);
    // Made on first use: a loop that only sleeps touches no native call, nor the classes around them.
    private @Nullable Kernel kernel;
    private @Nullable DescriptorTable descriptors;
    private @Nullable Offload offload;
    private @Nullable Run innermostRun;
    private @Nullable Driver driver;
    private BiConsumer<? super Task, ? super Throwable> uncaught = EventLoop::rethrow;
    private @Nullable WatchdogListener watchdog;
    private long watchdogLimit;
    private long resumedAt;
    private int tasks;
    /** Threads that have to be ended with the loop; continuations are simply dropped. */
    private final @Nullable Set<Task> unfinished;

    private int holds;
    private boolean closed;

    private EventLoop(Options options) {
        carrier = options.carrier();
        clock = options.clock();
        kernels = options.kernel();
        unfinished = carrier == Carrier.VIRTUAL_THREAD ? new HashSet<>() : null;
    }

    /** Opens a loop with the best carrier, the monotonic clock and the Linux kernel. */
    public static EventLoop open() {
        return open(Options.defaults());
    }

    /** Opens a loop. It is bound to no thread before {@link #run}. */
    public static EventLoop open(Options options) {
        return new EventLoop(options);
    }

    /** The loop that runs the calling code, or null. Any thread may ask, on any carrier. */
    public static @Nullable EventLoop current() {
        Strand strand = Strand.peek();
        return strand == null ? null : strand.loop;
    }

    /** What its coroutines are made of. */
    public Carrier carrier() {
        return carrier;
    }

    /**
     * Makes a task and queues it at the tail of the ready queue.
     *
     * @param name for people; need not be unique
     */
    public Task spawn(String name, Runnable body) {
        Task task = create(name, body);
        ready.addLast(task);
        return task;
    }

    /**
     * Makes a task and runs it at once, nested in the caller, until it first suspends or ends. What its body throws goes
     * to the uncaught handler.
     */
    public Task start(String name, Runnable body) {
        Task task = create(name, body);
        step(task);
        return task;
    }

    private Task create(String name, Runnable body) {
        Strand strand = Strand.peek();
        if (innermostRun != null && (strand == null || strand.loop != this)) {
            throw new IllegalStateException("the loop runs on another thread; use execute()");
        }
        if (closed) {
            throw new IllegalStateException("the loop is closed");
        }
        Task task = new Task(this, name, body);
        tasks++;
        if (unfinished != null) {
            unfinished.add(task);
        }
        return task;
    }

    /**
     * Runs until nothing is left that could wake a task (ready tasks, armed timers, waits on descriptors and
     * synchronisation objects, offloaded calls, holds), or until {@link #stop}. May be called inside a task: then it runs
     * everything else meanwhile. It also ends when it finds its thread interrupted, and leaves the status set; another
     * thread ends it at once by {@code loop.execute(loop::stop)}.
     *
     * <p>What the uncaught handler throws comes out of here; the loop stays usable.
     */
    public void run() {
        if (closed) {
            throw new IllegalStateException("the loop is closed");
        }
        if (Driver.isBetterFor(carrier, Strand.current())) {
            Driver mine = new Driver();
            driver = mine;
            try {
                mine.drive(this::turnUntilDone);
            } finally {
                driver = null;
            }
        } else {
            turnUntilDone();
        }
    }

    private void turnUntilDone() {
        Strand strand = Strand.current();
        EventLoop outer = strand.loop;
        Run run = new Run(innermostRun);
        innermostRun = run;
        strand.loop = this;
        try {
            boolean more = true;
            while (more) {
                more = turn(run);
            }
        } finally {
            innermostRun = run.outer;
            Strand.current().loop = outer;
        }
    }

    private boolean turn(Run run) {
        fireTimers(clock.now());
        runSubmitted();
        DescriptorTable table = descriptors;
        if (table != null) {
            table.closeCollected();
        }
        drain();
        if (run.stop || isInterrupted() || !isAlive()) {
            return false;
        }
        boolean busy = !ready.isEmpty() || !submitted.isEmpty();
        long deadline = busy ? Long.MIN_VALUE : timers.earliest();
        table = descriptors;
        if (table != null && table.waits > 0) {
            poll(run, table, deadline);
        } else if (deadline > clock.now() && !clock.skipTo(deadline)) {
            blocking(() -> poller.park(submitted, remaining(deadline)));
        }
        return true;
    }

    /** Takes what the descriptors have to report, waiting for it until the deadline. */
    private void poll(Run run, DescriptorTable table, long deadline) {
        EpollEvents events = run.events();
        boolean wait = deadline > clock.now();
        int count = 0;
        // Looking first saves a driven loop the change of threads, and keeps a virtual clock from skipping over events.
        if (!wait || driver != null || clock != Clock.MONOTONIC) {
            count = poller.poll(events);
        }
        if (wait && count == 0 && !clock.skipTo(deadline)) {
            count = blocking(() -> poller.await(events, submitted, remaining(deadline)));
        }
        if (count > 0) {
            // A timeout that is due by now comes before what was found ready only now.
            fireTimers(clock.now());
            table.dispatch(events, count, this::drain);
        }
    }

    private int blocking(IntSupplier wait) {
        Driver outside = driver;
        return outside == null ? wait.getAsInt() : outside.await(wait);
    }

    private boolean isInterrupted() {
        Driver outside = driver;
        return outside == null ? Thread.currentThread().isInterrupted() : outside.isInterrupted();
    }

    private long remaining(long deadline) {
        return deadline == FOREVER ? FOREVER : Math.max(0, deadline - clock.now());
    }

    private boolean isAlive() {
        return !ready.isEmpty()
                || timers.size() > 0
                || holds > 0
                || descriptors != null && descriptors.waits > 0
                || !submitted.isEmpty();
    }

    /** One that is armed by a callback has to wait for the next time, or a timer could keep the loop here for ever. */
    private void fireTimers(long now) {
        long armed = timers.orderSoFar();
        for (Expirable due = timers.poll(now, armed); due != null; due = timers.poll(now, armed)) {
            due.expire();
        }
    }

    private void runSubmitted() {
        for (int i = 0; i < SUBMITTED_PER_TURN; i++) {
            Runnable action = submitted.poll();
            if (action == null) {
                return;
            }
            action.run();
        }
    }

    private void drain() {
        int present = ready.size();
        long limit = 0;
        for (Object entry = ready.pollFirst(); entry != null; entry = ready.pollFirst()) {
            if (entry instanceof Task task) {
                // An entry is stale if a forced resumption came before it.
                if (task.state == Task.QUEUED) {
                    step(task);
                }
            } else if (entry instanceof Task.Resumption resumption) {
                force(resumption.task());
            }
            if (--present < 0) {
                if (limit == 0) {
                    limit = resumedAt + DRAIN_LIMIT_NANOS;
                } else if (resumedAt > limit) {
                    return;
                }
            }
        }
    }

    private void force(Task task) {
        switch (task.state) {
            case Task.QUEUED, Task.PARKED -> {
                task.resumed();
                step(task);
            }
            case Task.DONE -> uncaught.accept(task, new IllegalStateException("cannot resume dead coroutine"));
            default -> uncaught.accept(task, new IllegalStateException("cannot resume non-suspended coroutine"));
        }
    }

    /** Runs one task until it parks or ends. */
    void step(Task task) {
        Strand strand = Strand.current();
        Task outerTask = strand.task;
        EventLoop outerLoop = strand.loop;
        long outerResumedAt = resumedAt;
        long began = clock.now();
        resumedAt = began;
        strand.task = task;
        strand.loop = this;
        task.state = Task.RUNNING;
        Throwable failure = null;
        try {
            task.coroutine.resume();
        } catch (Throwable e) {
            failure = e;
        } finally {
            strand = Strand.current();
            strand.task = outerTask;
            strand.loop = outerLoop;
        }
        if (task.coroutine.isDone()) {
            finished(task);
        }
        WatchdogListener listener = watchdog;
        if (listener != null) {
            long elapsed = clock.now() - began;
            if (elapsed > watchdogLimit) {
                listener.ranTooLong(task, elapsed, watchdogLimit);
            }
        }
        if (outerTask != null) {
            resumedAt = outerResumedAt;
        }
        if (failure != null) {
            uncaught.accept(task, failure);
        }
    }

    void finished(Task task) {
        task.state = Task.DONE;
        tasks--;
        if (unfinished != null) {
            unfinished.remove(task);
        }
    }

    private static void rethrow(Task task, Throwable failure) {
        throw Coroutine.<RuntimeException>unchecked(failure);
    }

    /**
     * Runs a body as a task of a new loop on a fresh thread with a stack of 1 GiB (virtual memory until touched), runs
     * the loop to its end, closes it, and waits for all that. What comes out of the loop is thrown here.
     *
     * @throws InterruptedException if the calling thread is interrupted meanwhile; the loop is asked to stop
     */
    public static void runOnThread(String name, Options options, BiConsumer<EventLoop, Task> body)
            throws InterruptedException {
        Objects.requireNonNull(body, "body");
        EventLoop loop = open(options);
        try {
            callOnLargeStack(name, () -> {
                try (loop) {
                    loop.start(name, () -> body.accept(loop, Task.current()));
                    loop.run();
                }
                return null;
            });
        } catch (InterruptedException e) {
            loop.execute(loop::stop);
            throw e;
        }
    }

    /**
     * Calls something on a fresh platform thread with a stack of 1 GiB and waits for it; for deep recursion.
     *
     * @return what it returned; what it threw is thrown here
     * @throws InterruptedException if the calling thread is interrupted meanwhile; the other thread is then interrupted
     */
    public static <T extends @Nullable Object> T callOnLargeStack(String name, Callable<T> call)
            throws InterruptedException {
        return LargeStack.call(name, LARGE_STACK_BYTES, call);
    }

    /** Asks the innermost run and every outer one to end once the ready queue is drained. From the loop's thread. */
    public void stop() {
        for (Run r = innermostRun; r != null; r = r.outer) {
            r.stop = true;
        }
    }

    /**
     * Has the loop run something on its thread, between tasks; it must not suspend. Any thread may call this. In order
     * of the calls of one thread. It waits for the next run if none is going on.
     */
    public void execute(Runnable action) {
        submitted.add(Objects.requireNonNull(action, "action"));
        poller.wake();
    }

    /**
     * Runs a call that may block on a daemon thread while the current task is parked. The call may use this loop only
     * through {@link #execute}, and its own {@code Kernel}. A task that is resumed meanwhile waits on.
     *
     * @return what it returned; what it threw is thrown here
     */
    public <T extends @Nullable Object> T offload(Callable<T> call) throws Exception {
        Offload workers = offload;
        if (workers == null) {
            workers = new Offload();
            offload = workers;
        }
        return workers.call(this, call);
    }

    /** The descriptors of this loop. */
    public DescriptorTable descriptors() {
        DescriptorTable table = descriptors;
        if (table == null) {
            table = new DescriptorTable(kernel(), poller);
            descriptors = table;
        }
        return table;
    }

    /** The signals that arrive on this loop. */
    public Signals signals() {
        return signals;
    }

    /** The system calls, for eco's own modules; for code that runs on this loop only. */
    @SuppressWarnings("exports")
    public Kernel kernel() {
        Kernel mine = kernel;
        if (mine == null) {
            mine = kernels.get();
            kernel = mine;
        }
        return mine;
    }

    /** The time on the loop's clock, in nanoseconds; read afresh. */
    public long now() {
        return clock.now();
    }

    /** The moment {@code timeoutNanos} from now, without overflow; {@link #FOREVER} for what is beyond the clock. */
    public long deadlineAfter(long timeoutNanos) {
        long now = clock.now();
        if (timeoutNanos <= 0) {
            return now;
        }
        long deadline = now + timeoutNanos;
        return deadline < now ? FOREVER : deadline;
    }

    /** When the running task was last given the thread, on {@link #now}'s clock; for fairness checks. */
    public long resumedAt() {
        return resumedAt;
    }

    /** Makes a timer, unarmed. {@code onFire} runs on the loop's thread between tasks and must not suspend. */
    public Timer timer(Runnable onFire) {
        return new Timer(this, onFire);
    }

    /** Suspends the current task for that long, never shorter unless it is woken otherwise. */
    public void sleep(long nanos) {
        Task.current().park(nanos);
    }

    /**
     * Sets who is told about what a task's body threw (any {@link Throwable}), and about a resumed task that cannot be
     * resumed. Called outside of the task; what it throws comes out of {@link #run} or {@link #start}. The default
     * throws the failure itself.
     */
    public void uncaughtHandler(BiConsumer<? super Task, ? super Throwable> handler) {
        uncaught = Objects.requireNonNull(handler, "handler");
    }

    /**
     * Has every stretch that a task runs without suspending measured, and those over the limit reported, after the
     * fact. Nothing is interrupted.
     *
     * @param limitNanos 0 switches it off
     */
    public void watchdog(long limitNanos, WatchdogListener listener) {
        watchdogLimit = limitNanos;
        watchdog = limitNanos > 0 ? listener : null;
    }

    /** Keeps the loop running though nothing else does, until {@link #release} has been called as often. */
    public void hold() {
        holds++;
    }

    /** Takes one {@link #hold} back. */
    public void release() {
        if (holds == 0) {
            throw new IllegalStateException("release without hold");
        }
        holds--;
    }

    /** How many tasks were made and are not done, the running ones included. */
    public int taskCount() {
        return tasks;
    }

    /** How many entries wait in the ready queue. */
    public int readyCount() {
        return ready.size();
    }

    /** How many timers and timeouts are armed. */
    public int timerCount() {
        return timers.size();
    }

    /**
     * Gives back what the loop holds of the system: adopted descriptors, signal dispositions, worker threads. Suspended
     * tasks are abandoned; on the virtual-thread carrier that unwinds them. Not while it runs.
     */
    @Override
    public void close() {
        if (innermostRun != null) {
            throw new IllegalStateException("the loop is running");
        }
        if (closed) {
            return;
        }
        closed = true;
        if (unfinished != null) {
            List.copyOf(unfinished).forEach(Task::close);
        }
        signals.close();
        if (descriptors != null) {
            descriptors.closeAll();
        }
        poller.close();
        if (offload != null) {
            offload.close();
        }
    }

    /** One call of {@link #run}; they nest. */
    private static final class Run {
        final @Nullable Run outer;
        boolean stop;
        private @Nullable EpollEvents events;

        Run(@Nullable Run outer) {
            this.outer = outer;
        }

        /** Its own, since a drain between two events of one run may nest another. */
        EpollEvents events() {
            EpollEvents room = events;
            if (room == null) {
                room = new EpollEvents(EVENTS_PER_POLL);
                events = room;
            }
            return room;
        }
    }

    /**
     * How a loop is made.
     *
     * @param carrier what its coroutines are made of
     * @param clock where it takes the time from
     * @param kernel makes its system call interface
     */
    @SuppressWarnings("exports")
    public record Options(Carrier carrier, Clock clock, Supplier<Kernel> kernel) {
        /** The best carrier, the monotonic clock, the machine's kernel. */
        public static Options defaults() {
            return new Options(Carrier.best(), Clock.MONOTONIC, Kernel::open);
        }

        /** These options with another carrier. */
        public Options withCarrier(Carrier other) {
            return new Options(other, clock, kernel);
        }

        /** These options with another clock. */
        public Options withClock(Clock other) {
            return new Options(carrier, other, kernel);
        }

        /** These options with another kernel. */
        public Options withKernel(Supplier<Kernel> other) {
            return new Options(carrier, clock, other);
        }
    }
}
