package eco.scheduler;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** A call on a thread of its own, for the sake of that thread's stack. */
final class LargeStack {
    private LargeStack() {}

    static <T extends @Nullable Object> T call(String name, long stackBytes, Callable<T> call)
            throws InterruptedException {
        FutureTask<T> task = new FutureTask<>(call);
        Thread thread = new Thread(null, task, name, stackBytes);
        thread.start();
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw Coroutine.<RuntimeException>unchecked(e.getCause());
        } catch (InterruptedException e) {
            thread.interrupt();
            throw e;
        }
    }
}
