package eco.lua;

import eco.lua.runtime.Conversions;
import eco.lua.runtime.Protection;
import eco.scheduler.EventLoop;
import eco.scheduler.Task;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that one runtime has on its event loop, and what happens when one of them fails or hogs the thread. Made by
 * {@link LuaRuntime#attach}; for the loop's thread only.
 *
 * <p>A task's body is a Lua coroutine as far as a script can see. It is tracked - strongly held, counted, listed - from
 * its start until its body ends. A coroutine that is only {@link #prepare prepared}, as an armed timer's is, is tracked
 * before it starts.
 */
public final class LuaTasks {
    /** The watchdog's limit unless a script sets another, and the highest one that it may set. */
    public static final long MAX_WATCHDOG_MILLIS = 5000;

    private static final long NANOS_PER_MILLI = 1_000_000;
    /** The status of a process that ended by SIGABRT, as the shell shows it. */
    private static final int ABORTED = 134;

    private final LuaRuntime runtime;
    private final EventLoop loop;
    private final Set<LuaCoroutine> tracked = new LinkedHashSet<>();
    /** The coroutine whose {@code eco.run} or {@code eco.loop} is under way innermost; null for the host's own loop. */
    private @Nullable LuaCoroutine resumer;

    private @Nullable LuaFunction panicHook;

    LuaTasks(LuaRuntime runtime, EventLoop loop) {
        this.runtime = runtime;
        this.loop = loop;
        loop.uncaughtHandler(this::failed);
        watchdog(MAX_WATCHDOG_MILLIS);
    }

    /** The loop. */
    public EventLoop loop() {
        return loop;
    }

    /**
     * Runs a function in a new task at once, nested in the caller, until it first suspends or ends. Its results are
     * dropped; an error that it does not catch is reported and ends the program through the host.
     *
     * @param caller the coroutine that starts it, for the report; null for Java code outside of any coroutine
     */
    public LuaCoroutine start(@Nullable LuaCoroutine caller, LuaFunction body, @Nullable Object... args) {
        LuaCoroutine co = prepare(body);
        LuaCoroutine outer = resumer;
        resumer = caller;
        try {
            loop.start("lua", new Body(co, args));
        } finally {
            resumer = outer;
        }
        return co;
    }

    /** Makes a tracked coroutine for {@link #launch} to start later. */
    public LuaCoroutine prepare(LuaFunction body) {
        LuaCoroutine co = LuaCoroutine.forTask(runtime, body);
        tracked.add(co);
        return co;
    }

    /** Starts a prepared coroutine, without arguments, when the tasks that are ready now have had their turn. */
    public void launch(LuaCoroutine prepared) {
        loop.spawn("lua", new Body(prepared, LuaFunction.NONE));
    }

    /** Forgets a coroutine that will not run any more: a prepared one, or one that was closed by hand. */
    public void discard(LuaCoroutine co) {
        tracked.remove(co);
    }

    /**
     * What a task runs. One method, and as few calls as can be below the Lua function: each is a frame that every parked task
     * keeps in memory.
     */
    private final class Body implements Runnable {
        private final LuaCoroutine co;
        private final @Nullable Object[] args;

        Body(LuaCoroutine co, @Nullable Object[] args) {
            this.co = co;
            this.args = args;
        }

        @Override
        public void run() {
            Task task = Task.current();
            task.local(co);
            try {
                co.runAsTask(task, args);
            } finally {
                tracked.remove(co);
            }
        }
    }

    /** Runs the loop inside a coroutine until nothing else is left to wait for, or until it is stopped. */
    public void runNested(LuaCoroutine caller) {
        LuaCoroutine outer = resumer;
        resumer = caller;
        try {
            loop.run();
        } finally {
            resumer = outer;
        }
    }

    /**
     * Queues a coroutine whatever it is doing; if it cannot be resumed when its turn comes, that is an uncaught error.
     * One that is no task's body is resumed in a task of its own.
     */
    public void resume(LuaCoroutine co) {
        Task task = co.task();
        if (task != null) {
            task.resume();
        } else {
            loop.spawn("resume", () -> {
                Task.current().local(co);
                co.resume(LuaFunction.NONE);
            });
        }
    }

    /** How many coroutines are tracked. */
    public int count() {
        return tracked.size();
    }

    /** The tracked coroutines, oldest first. */
    public List<LuaCoroutine> all() {
        return List.copyOf(tracked);
    }

    /** Has failures and watchdog reports go to a function instead of the host; null undoes that. */
    public void panicHook(@Nullable LuaFunction hook) {
        panicHook = hook;
    }

    /** Has stretches over so many milliseconds without suspending reported; 0 switches that off. */
    public void watchdog(long millis) {
        loop.watchdog(millis * NANOS_PER_MILLI, (task, elapsed, limit) -> {
            String message = "coroutine execution timeout: run too long(" + elapsed / NANOS_PER_MILLI
                    + " ms) without yielding/dead (>" + limit / NANOS_PER_MILLI + " ms)";
            report(task, LuaString.of(message));
        });
    }

    private void failed(Task task, Throwable failure) {
        if (failure instanceof LuaError error) {
            report(task, error.value());
        } else if (failure instanceof IllegalStateException notResumable) {
            report(task, LuaString.of(String.valueOf(notResumable.getMessage())));
        } else if (failure instanceof RuntimeException other) {
            throw other;
        } else if (failure instanceof Error error) {
            throw error;
        } else {
            throw new IllegalStateException("a task threw a checked exception", failure);
        }
        flushQuietly();
        throw runtime.host().exit(1);
    }

    private void flushQuietly() {
        try {
            runtime.flush();
        } catch (UncheckedIOException e) {
            // The program is ending for a reason that has been told; that its output found no reader adds nothing.
            return;
        }
    }

    /** Shows the traceback of the task and that of whoever resumed it. */
    private void report(Task task, @Nullable Object value) {
        LuaString failed = task.local() instanceof LuaCoroutine co
                ? co.traceback(value)
                : LuaString.of(value + "\nstack traceback:");
        LuaString context = resumer == null
                ? LuaString.of("stack traceback:\n\t[C]: in function 'eco.loop'")
                : resumer.traceback(null);
        LuaFunction hook = panicHook;
        if (hook == null) {
            runtime.host().uncaught(failed, context);
        } else {
            callHook(hook, failed, context);
        }
    }

    /** The hook is the last resort: if it fails itself, the program ends as a C program ends that calls Lua unprotected. */
    private void callHook(LuaFunction hook, LuaString failed, LuaString context) {
        LuaCoroutine main = runtime.mainCoroutine();
        Object[] outcome = Protection.call(main, hook, new Object[] {failed, context}, null);
        if (outcome[0] != Boolean.TRUE) {
            LuaString reason = Conversions.toText(main, outcome[1]);
            runtime.host().warn(LuaString.of("PANIC: unprotected error in call to Lua API (" + reason + ")"));
            flushQuietly();
            throw runtime.host().exit(ABORTED);
        }
    }
}
