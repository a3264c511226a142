package eco.scheduler.stream;

/** Another task is in the middle of a call on the same object, which serves one at a time. */
public final class BusyStreamException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    BusyStreamException() {
        super("another coroutine is already waiting on this I/O object");
    }
}
