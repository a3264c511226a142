package eco.scheduler;

/** Another task waits on this direction of the descriptor already; there is room for one in each. */
public final class BusyDescriptorException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private final int direction;

    BusyDescriptorException(int direction) {
        super("another coroutine is already waiting for " + (direction == Descriptor.READ ? "read" : "write")
                + " on this file descriptor");
        this.direction = direction;
    }

    /** {@link Descriptor#READ} or {@link Descriptor#WRITE}. */
    public int direction() {
        return direction;
    }
}
