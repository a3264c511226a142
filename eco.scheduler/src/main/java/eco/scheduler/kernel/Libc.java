package eco.scheduler.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.HashMap;
import java.util.Map;

/**
 * The C library through two call shapes only, since each shape that is linked costs a cold JVM about 10 ms.
 *
 * <p><em>Control</em>: six integers or raw addresses; may block. <em>Data</em>: integer, memory, integer, integer,
 * memory, memory, where memory may be a Java array; must not block. A function that takes fewer arguments ignores the
 * rest, which only occupy registers in the calling conventions of x86_64 and aarch64. Functions are found by name on
 * first use.
 *
 * <p>An instance is for one thread at a time: it holds the captured {@code errno}.
 */
public final class Libc {
    private static final long ERRNO_OFFSET =
            Linker.Option.captureStateLayout().byteOffset(MemoryLayout.PathElement.groupElement("errno"));

    private final Map<String, MemorySegment> functions = new HashMap<>();
    private final MemorySegment state = Arena.ofAuto().allocate(Linker.Option.captureStateLayout());

    /** Makes an instance; links and looks up nothing. */
    public Libc() {}

    /** Links both shapes, if they are not yet. */
    static void link() {
        Libc libc = new Libc();
        byte[] nothing = {};
        libc.raw(libc.function("getpid"), 0, 0, 0, 0, 0, 0);
        // On no descriptor at all: answers EBADF.
        MemorySegment none = MemorySegment.ofArray(nothing);
        int ignored = libc.data(libc.function("write"), -1, none, 0, 0, MemorySegment.NULL, MemorySegment.NULL);
    }

    /**
     * The address of a function.
     *
     * @throws UnsatisfiedLinkError if this C library does not have it
     */
    public MemorySegment function(String name) {
        MemorySegment found = functions.get(name);
        if (found == null) {
            found = Linker.nativeLinker()
                    .defaultLookup()
                    .find(name)
                    .orElseThrow(() -> new UnsatisfiedLinkError("the C library has no function " + name));
            functions.put(name, found);
        }
        return found;
    }

    /** Whether the C library has a function of that name. */
    public boolean has(String name) {
        return functions.containsKey(name)
                || Linker.nativeLinker().defaultLookup().find(name).isPresent();
    }

    /** Calls a function that answers {@code int}, -1 for failure: its value, or the negated error number. */
    public int control(MemorySegment function, long a, long b, long c, long d, long e, long f) {
        // The upper half of the result register is not part of an int result.
        int result = (int) raw(function, a, b, c, d, e, f);
        return result == -1 ? -errno() : result;
    }

    /** As {@link #control} for a function that answers {@code long}. */
    public long controlLong(MemorySegment function, long a, long b, long c, long d, long e, long f) {
        long result = raw(function, a, b, c, d, e, f);
        return result == -1 ? -errno() : result;
    }

    /** Calls a function and answers the result register as it is. */
    public long raw(MemorySegment function, long a, long b, long c, long d, long e, long f) {
        try {
            return (long) Control.HANDLE.invokeExact(function, state, a, b, c, d, e, f);
        } catch (Throwable t) {
            throw new AssertionError("a downcall threw", t);
        }
    }

    /** Calls a function that moves data and answers {@code ssize_t}: its value, or the negated error number. */
    public int data(
            MemorySegment function, long fd, MemorySegment buffer, long n, long d, MemorySegment e, MemorySegment f) {
        long result;
        try {
            result = (long) Data.HANDLE.invokeExact(function, state, fd, buffer, n, d, e, f);
        } catch (Throwable t) {
            throw new AssertionError("a downcall threw", t);
        }
        return result == -1 ? -errno() : (int) result;
    }

    /** The error number that the last call left. */
    public int errno() {
        return state.get(ValueLayout.JAVA_INT, ERRNO_OFFSET);
    }

    @SuppressWarnings("restricted")
    private static final class Control {
        static final MethodHandle HANDLE = Linker.nativeLinker()
                .downcallHandle(
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_LONG),
                        Linker.Option.captureCallState("errno"));
    }

    @SuppressWarnings("restricted")
    private static final class Data {
        static final MethodHandle HANDLE = Linker.nativeLinker()
                .downcallHandle(
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_LONG,
                                ValueLayout.ADDRESS,
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_LONG,
                                ValueLayout.ADDRESS,
                                ValueLayout.ADDRESS),
                        Linker.Option.captureCallState("errno"),
                        Linker.Option.critical(true));
    }
}
