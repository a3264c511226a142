package eco.scheduler.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Room for what {@code epoll_wait} reports, outside of the heap, since the call may block.
 *
 * <pre>
 * struct epoll_event { uint32_t events; epoll_data_t data; }   // packed (12 bytes) on x86_64 only, else 16
 * </pre>
 */
public final class EpollEvents {
    private static final boolean PACKED = System.getProperty("os.arch").equals("amd64");
    static final long EVENT_SIZE = PACKED ? 12 : 16;
    static final long DATA_OFFSET = PACKED ? 4 : 8;

    private final MemorySegment memory;
    private final int capacity;

    /** Makes room for that many events. */
    public EpollEvents(int capacity) {
        this.capacity = capacity;
        this.memory = Arena.ofAuto().allocate(EVENT_SIZE * capacity, 8);
    }

    /** How many events fit. */
    public int capacity() {
        return capacity;
    }

    /** The {@code EPOLL*} bits of event {@code i}. */
    public int events(int i) {
        return memory.get(ValueLayout.JAVA_INT, i * EVENT_SIZE);
    }

    /** The data with which its descriptor was registered. */
    public long data(int i) {
        return memory.get(ValueLayout.JAVA_LONG_UNALIGNED, i * EVENT_SIZE + DATA_OFFSET);
    }

    /** Stores an event, as a kernel would; for a {@link Kernel} that is not the real one. */
    public void set(int i, int events, long data) {
        memory.set(ValueLayout.JAVA_INT, i * EVENT_SIZE, events);
        memory.set(ValueLayout.JAVA_LONG_UNALIGNED, i * EVENT_SIZE + DATA_OFFSET, data);
    }

    long address() {
        return memory.address();
    }
}
