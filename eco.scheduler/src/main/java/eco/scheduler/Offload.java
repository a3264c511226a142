package eco.scheduler;

import java.util.concurrent.Callable;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Calls that block, on daemon threads; as many as there are such calls at once, idle ones end after ten seconds. */
final class Offload implements AutoCloseable {
    private static final long IDLE_SECONDS = 10;

    private final ThreadPoolExecutor workers = new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            work -> Thread.ofPlatform().name("eco-offload").daemon().unstarted(work));

    <T extends @Nullable Object> T call(EventLoop loop, Callable<T> call) throws Exception {
        Task task = Task.current();
        Outcome<T> outcome = new Outcome<>();
        workers.execute(() -> {
            outcome.of(call);
            loop.execute(() -> {
                outcome.arrived = true;
                task.wake(Wake.READY);
            });
        });
        loop.hold();
        Waiting hold = closed -> loop.release();
        task.waiting = hold;
        try {
            while (!outcome.arrived) {
                task.park(EventLoop.FOREVER);
            }
        } finally {
            // A task that was closed here has been forgotten already.
            if (task.waiting == hold) {
                task.waiting = null;
                loop.release();
            }
        }
        return outcome.get();
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }

    /** Written by the worker before it goes through the loop's queue, which orders it before the reads. */
    private static final class Outcome<T extends @Nullable Object> {
        private @Nullable T value;
        private @Nullable Throwable failure;
        boolean arrived;

        void of(Callable<T> call) {
            try {
                value = call.call();
            } catch (Throwable e) {
                failure = e;
            }
        }

        @SuppressWarnings("NullAway")
        T get() {
            if (failure != null) {
                throw Coroutine.<RuntimeException>unchecked(failure);
            }
            return value;
        }
    }
}
