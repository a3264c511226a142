package eco.lua.lib.io;

import eco.scheduler.Mutex;
import eco.scheduler.Task;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Calls that may wait for another program. In a task they run on a worker thread while the task is parked, so that the
 * loop goes on; elsewhere they just block.
 */
public final class Waiting {
    private Waiting() {}

    /** Makes the call. */
    public static <T extends @Nullable Object> T call(Callable<T> call) throws IOException {
        Task task = Task.currentOrNull();
        try {
            return task == null ? call.call() : task.loop().offload(call);
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    /** Makes the call while no other task is inside a call with the same mutex. */
    static void callInTurn(Mutex turn, Callable<?> call) throws IOException {
        if (Task.currentOrNull() == null) {
            call(call);
            return;
        }
        turn.lock(eco.scheduler.EventLoop.FOREVER);
        try {
            call(call);
        } finally {
            turn.unlock();
        }
    }
}
