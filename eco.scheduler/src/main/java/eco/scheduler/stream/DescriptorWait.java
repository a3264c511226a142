package eco.scheduler.stream;

import eco.scheduler.Descriptor;
import eco.scheduler.EventLoop;
import java.io.IOException;

/** Waits until a descriptor is ready, and does nothing else with it. For one task at a time. Confined to the loop's thread. */
public final class DescriptorWait {
    private final Waiter waiter;

    /** Waits on {@code descriptor}, which stays its owner's. */
    public DescriptorWait(EventLoop loop, Descriptor descriptor) {
        waiter = new Waiter(loop, descriptor, "wait for a descriptor");
    }

    /**
     * Suspends until any of the events holds; looks first.
     *
     * @param events {@link Descriptor#READ}, {@link Descriptor#WRITE} or both
     * @param timeoutNanos {@link EventLoop#FOREVER} for no limit; 0 or less only looks
     * @throws java.net.SocketTimeoutException if the time was up first
     * @throws WaitCanceledException if {@link #cancel} was called or the descriptor closed
     * @throws BusyStreamException if another task waits in this object
     * @throws eco.scheduler.BusyDescriptorException if another task waits for the same through another object
     */
    public void await(int events, long timeoutNanos) throws IOException {
        waiter.refuseIfBusy();
        waiter.await(events, timeoutNanos);
    }

    /** Has the waiting task, if there is one, go on with {@link WaitCanceledException}. Does not affect later waits. */
    public void cancel() {
        waiter.cancel();
    }

    /** Ends the object's use; a waiting task is cancelled. The descriptor stays open. */
    public void detach() {
        waiter.detach();
    }

    /** Whether {@link #detach} was called. */
    public boolean isDetached() {
        return waiter.isDetached();
    }
}
