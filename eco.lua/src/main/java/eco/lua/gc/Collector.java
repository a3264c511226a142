package eco.lua.gc;

import eco.lua.LuaCoroutine;
import eco.lua.LuaRuntime;
import eco.lua.LuaTasks;
import eco.scheduler.Task;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A runtime's side of garbage collection. The JVM finds what is unreachable; this runs Lua's finalizers for it, drops the
 * entries of weak tables, and keeps up the appearance that {@code collectgarbage} shows.
 *
 * <p>An object is <b>marked</b> when it gets a metatable with {@code __gc}. When it is unreachable its {@link Sentinel}
 * <b>arrives</b>, on a JVM thread, which only queues it and has the runtime's attention called. The runtime's thread makes
 * what has arrived <b>ready</b>, latest mark first, and runs it: at a poll point, in {@code collectgarbage}, between tasks, and
 * at the end everything that is still marked. Finalizers never run inside one another, and
 * cannot suspend: they run outside of any task, with yields refused.
 */
public final class Collector {
    /** How long a collection waits for what the JVM has found to arrive; it takes microseconds unless the machine is stuck. */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(2);

    /** Bytes whose release makes a second round worth its milliseconds. */
    private static final long NOTICEABLE = 1 << 16;

    /** How often a collection looks in vain for one more reference before it takes it that all have arrived. */
    private static final int QUIET_YIELDS = 100;

    private final LuaRuntime runtime;
    private final Runnable callAttention;
    private final ReferenceQueue<Object> references = new ReferenceQueue<>();
    /** What arrived and was not made ready yet, latest first. */
    private final AtomicReference<@Nullable Sentinel> arrived = new AtomicReference<>();
    /** Set on JVM threads when attention was called and nothing was made ready since. */
    private volatile boolean called;

    private final Pace pace = new Pace(this);
    /** What is to be run next, latest mark first. */
    private @Nullable Sentinel ready;

    private Sentinel.@Nullable Mark newest;
    private long marks;
    private boolean finalizing;
    private boolean closed;
    private boolean stopped;
    private boolean hasWeakTables;

    /**
     * The collector of a runtime.
     *
     * @param callAttention makes the runtime's thread call {@link #drain} soon; called on any thread
     */
    public Collector(LuaRuntime runtime, Runnable callAttention) {
        this.runtime = runtime;
        this.callAttention = callAttention;
    }

    /** Modes, steps and counts. */
    public Pace pace() {
        return pace;
    }

    /** The hash part of a new weak table of this runtime. */
    public WeakPart weakPart(WeakMode mode) {
        hasWeakTables = true;
        return new WeakPart(mode, references);
    }

    /** Marks an object for finalization, unless it is marked already or the runtime is closing. */
    public void mark(Collectable object) {
        if (closed || object.ties != null && object.ties.sentinel != null) {
            return;
        }
        Sentinel.Mark mark = new Sentinel.Mark(object, this, marks++);
        mark.older = newest;
        if (newest != null) {
            newest.newer = mark;
        }
        newest = mark;
        object.ties().sentinel = new Sentinel(object, mark);
    }

    /** On the JVM's finalizer thread. */
    void arrived(Sentinel sentinel) {
        Sentinel before;
        do {
            before = arrived.get();
            sentinel.next = before;
        } while (!arrived.compareAndSet(before, sentinel));
        sentinel.mark.arrived = true;
        if (!called) {
            called = true;
            callAttention.run();
        }
    }

    /** True if finalizers wait to be run. */
    public boolean pending() {
        return ready != null || arrived.get() != null;
    }

    /** True while a finalizer runs or the runtime is closed: then {@code collectgarbage} does nothing. */
    public boolean isBusy() {
        return finalizing || closed;
    }

    /** Stops or restarts the running of finalizers by themselves; explicit collections run them all the same. */
    public void stopped(boolean stop) {
        stopped = stop;
        if (!stop && pending()) {
            callAttention.run();
        }
    }

    /** True between {@code collectgarbage "stop"} and {@code "restart"}. */
    public boolean isStopped() {
        return stopped;
    }

    /**
     * Drops dead entries of weak tables and runs the finalizers that wait, unless the collector is stopped. Where there is
     * nothing to do it costs a few reads. Errors in finalizers become warnings.
     */
    public void drain(LuaCoroutine co) {
        WeakPart.expunge(references);
        if (!stopped && !closed) {
            runReady(co);
        }
    }

    /**
     * A full collection: when it returns, what was unreachable before has been finalized and is gone from weak tables.
     * Does nothing inside a finalizer.
     */
    public void collect(LuaCoroutine co) {
        if (isBusy()) {
            return;
        }
        long released = collectReferences();
        awaitSentinels();
        // The JVM leaves weak references alone that only the dead lead to; once those have arrived, it does not. And
        // what
        // cleared entries still held must go too, if a program could notice.
        if (hasWeakTables && (arrived.get() != null || released > NOTICEABLE)) {
            collectReferences();
        }
        runReady(co);
        pace.collected();
        LuaTasks tasks = runtime.tasks();
        if (tasks != null) {
            tasks.loop().descriptors().closeAbandoned();
        }
    }

    /** Runs the finalizer of everything that is marked, latest first. Objects cannot be marked any more, sentinels come for nothing. */
    public void close(LuaCoroutine co) {
        if (closed) {
            return;
        }
        closed = true;
        awaitSentinels();
        Sentinel remaining = null;
        for (Sentinel.Mark mark = newest; mark != null; mark = mark.older) {
            Collectable object = mark.get();
            Sentinel sentinel = object == null || object.ties == null ? null : object.ties.sentinel;
            if (sentinel != null && !mark.arrived) {
                sentinel.next = remaining;
                remaining = sentinel;
            }
        }
        ready = Sentinel.merged(ready, Sentinel.sorted(remaining));
        runReady(co);
    }

    /** Has the JVM collect, and drops the entries whose references it cleared. Returns the bytes of their string keys. */
    private long collectReferences() {
        Canary canary = new Canary(references);
        System.gc();
        long deadline = System.nanoTime() + PATIENCE;
        long released = 0;
        boolean seen = !canary.refersTo(null);
        while (!seen && System.nanoTime() < deadline) {
            Reference<?> dead = next();
            if (dead == canary) {
                seen = true;
            } else if (dead != null) {
                released += WeakPart.expunge(dead);
            }
        }
        // The rest is on its way, unless the thread that delivers it has just lost the processor.
        for (int quiet = 0; quiet < QUIET_YIELDS; quiet++) {
            Reference<?> dead = references.poll();
            if (dead == null) {
                Thread.yield();
            } else {
                released += WeakPart.expunge(dead);
                quiet = 0;
            }
        }
        return released;
    }

    private @Nullable Reference<?> next() {
        try {
            return references.remove(10);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return references.poll();
        }
    }

    /** Waits until every marked object that is unreachable has arrived. */
    private void awaitSentinels() {
        long deadline = System.nanoTime() + PATIENCE;
        for (Sentinel.Mark mark = newest; mark != null; mark = mark.older) {
            while (mark.refersTo(null) && !mark.arrived && System.nanoTime() < deadline) {
                Thread.yield();
            }
        }
    }

    private void runReady(LuaCoroutine co) {
        if (finalizing) {
            return;
        }
        finalizing = true;
        try {
            Task.outside(() -> {
                makeReady();
                for (Sentinel next = ready; next != null; next = ready) {
                    ready = next.next;
                    release(next);
                    Finalization.run(runtime, co, next.object);
                    if (ready == null) {
                        makeReady();
                    }
                }
            });
        } finally {
            finalizing = false;
        }
    }

    private void makeReady() {
        called = false;
        ready = Sentinel.merged(ready, Sentinel.sorted(arrived.getAndSet(null)));
    }

    /** Takes the mark off an object that is about to be finalized; it may be marked again. */
    private void release(Sentinel sentinel) {
        Sentinel.Mark mark = sentinel.mark;
        if (mark.newer != null) {
            mark.newer.older = mark.older;
        } else {
            newest = mark.older;
        }
        if (mark.older != null) {
            mark.older.newer = mark.newer;
        }
        Collectable.Ties ties = sentinel.object.ties;
        if (ties != null) {
            ties.sentinel = null;
        }
    }

    /** A reference that is cleared by the next collection; its arrival says that the others are arriving. */
    private static final class Canary extends WeakReference<Object> {
        Canary(ReferenceQueue<Object> queue) {
            super(new Object(), queue);
        }
    }
}
