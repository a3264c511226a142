package eco.scheduler;

import eco.scheduler.Descriptor.Grip;
import eco.scheduler.kernel.EpollEvents;
import eco.scheduler.kernel.Kernel;
import eco.scheduler.kernel.Linux;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * All the descriptors of one loop, by number, and the epoll instance behind their waits.
 *
 * <p>A number means one descriptor at a time. Whoever opens one tells the table at once: {@link #adopt} if an object
 * owns it from then on, {@link #adoptNumber} if a program holds the bare number. Closing by number finds the owner and
 * goes through it. Numbers of the JVM itself, and of other loops, are not for this table's users.
 *
 * <p>Confined to the loop's thread.
 */
public final class DescriptorTable {
    private static final long DELIVERY_MILLIS = 50;
    /** Once the first reference has come the others follow at once, unless their thread loses the processor in between. */
    private static final long REMAINDER_MILLIS = 50;

    private static final int SHARED_BUFFER = 1 << 16;
    private static final int INTEREST = Linux.EPOLLIN | Linux.EPOLLOUT | Linux.EPOLLET;

    final ReferenceQueue<Object> collected = new ReferenceQueue<>();
    /** How many waits are going on; while it is 0 the loop need not ask the kernel for events. */
    int waits;

    private final Kernel kernel;
    private final Poller poller;
    private final VirtualNumbers virtualNumbers = new VirtualNumbers();
    private @Nullable Grip[] grips = new @Nullable Grip[64];
    private byte[] sharedBuffer = {};
    private int generation;
    private int open;

    DescriptorTable(Kernel kernel, Poller poller) {
        this.kernel = kernel;
        this.poller = poller;
    }

    int nextGeneration() {
        return ++generation;
    }

    /**
     * Takes a freshly opened descriptor over. The returned object owns it: closing it closes the descriptor, and if it
     * is dropped unclosed the loop closes the descriptor after the next garbage collection.
     *
     * @param fd non-negative; should be non-blocking and close-on-exec
     */
    public Descriptor adopt(int fd) {
        return enter(fd, true);
    }

    /** As {@link #adopt}, for a number that a program holds: it stays open until closed, however unreachable. */
    public Descriptor adoptNumber(int fd) {
        return enter(fd, false);
    }

    private Descriptor enter(int fd, boolean owned) {
        if (fd < 0) {
            throw new IllegalArgumentException("not a descriptor: " + fd);
        }
        Descriptor old = find(fd);
        if (old != null) {
            // Closed behind our back, or the kernel would not have given the number out again.
            old.abandon();
        }
        if (fd >= grips.length) {
            grips = Arrays.copyOf(grips, Math.max(fd + 1, grips.length * 2));
        }
        Descriptor descriptor = new Descriptor(this, kernel, fd, owned);
        descriptor.grip.waited(descriptor, 0);
        if (grips[fd] == null) {
            open++;
        }
        grips[fd] = descriptor.grip;
        return descriptor;
    }

    /** The descriptor of that number if it was adopted or attached here and is open, else null. */
    public @Nullable Descriptor find(int fd) {
        Grip grip = fd >= 0 && fd < grips.length ? grips[fd] : null;
        return grip == null ? null : grip.get();
    }

    /**
     * The descriptor of a number that may have come from outside: standard streams and what the process has inherited
     * are taken in, as by {@link #adoptNumber}.
     *
     * @throws KernelException EBADF if the number is not open, or is not for programs to use: the JVM's own files, other
     *     loops' machinery
     */
    public Descriptor attach(int fd) throws KernelException {
        Descriptor known = find(fd);
        if (known != null) {
            return known;
        }
        if (!Inherited.mayUse(fd) || kernel.fcntl(fd, Linux.F_GETFD, 0) < 0) {
            throw new KernelException("use descriptor " + fd, Errno.EBADF);
        }
        return enter(fd, false);
    }

    /**
     * Closes by number, real or virtual, through the owner: its waiters are woken with CLOSED.
     *
     * @return 0 or a negated error number; {@code -EBADF} for what is not open or not for programs to close
     */
    public int close(int fd) {
        if (fd >= VirtualNumbers.FIRST) {
            return virtualNumbers.close(fd) ? 0 : -Errno.EBADF;
        }
        Descriptor descriptor = find(fd);
        if (descriptor != null) {
            return descriptor.closeNow();
        }
        return Inherited.mayUse(fd) ? kernel.close(fd) : -Errno.EBADF;
    }

    /**
     * Gives a number out for something that lives in memory only, from 2^30 up and never again. The number is open
     * while the owner is reachable and neither {@link #close} nor {@link #releaseVirtual} has been called.
     *
     * @param onClose told if the number is closed through {@link #close}; must not hold the owner, which it is given
     */
    public <T> int allocateVirtual(T owner, Consumer<? super T> onClose) {
        return virtualNumbers.allocate(owner, onClose);
    }

    /** The owner has closed itself: its number is not open any more. Does nothing the second time. */
    public void releaseVirtual(int number) {
        virtualNumbers.release(number);
    }

    /**
     * Runs a call that makes a descriptor; if the process or the system has run out of them, collects the abandoned ones
     * and runs it once more.
     *
     * @param call answers a value or a negated error number, as the kernel interface does
     */
    public int open(IntSupplier call) {
        int result = call.getAsInt();
        if (result == -Errno.EMFILE || result == -Errno.ENFILE) {
            if (collect() > 0) {
                result = call.getAsInt();
            }
        }
        return result;
    }

    /**
     * Collects garbage and closes what it leaves. The JVM delivers references on a thread of its own after the collection;
     * one of ours among them shows when it has started to.
     */
    private int collect() {
        Reference<Object> marker = new WeakReference<>(new Object(), collected);
        System.gc();
        int closed = 0;
        long patience = DELIVERY_MILLIS;
        try {
            Reference<?> next = collected.remove(patience);
            while (next != null) {
                if (next == marker) {
                    patience = REMAINDER_MILLIS;
                } else {
                    closed += closeAbandoned(next);
                }
                next = collected.remove(patience);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return closed;
    }

    /**
     * Memory for one transfer, at least 64 KiB and at least {@code size}. It is everybody's: what it holds is gone when
     * anything suspends.
     */
    public byte[] sharedBuffer(int size) {
        if (sharedBuffer.length < size || sharedBuffer.length == 0) {
            sharedBuffer = new byte[Math.max(size, SHARED_BUFFER)];
        }
        return sharedBuffer;
    }

    /** How many descriptors are known here and not closed. */
    public int openCount() {
        return open;
    }

    /** Closes what unreachable owners have left open. */
    void closeCollected() {
        for (Reference<?> r = collected.poll(); r != null; r = collected.poll()) {
            closeAbandoned(r);
        }
    }

    /**
     * Closes what the garbage collections so far have found unreachable, at once; without it that happens in the loop's
     * next turns.
     */
    public void closeAbandoned() {
        for (Grip grip : grips) {
            if (grip != null && grip.refersTo(null)) {
                closeAbandoned(grip);
            }
        }
    }

    private int closeAbandoned(Reference<?> reference) {
        if (reference instanceof Grip grip && grip.fd < grips.length && grips[grip.fd] == grip) {
            forget(grip);
            if (grip.abandoned != null) {
                grip.abandoned.run();
            }
            // Whatever it answers, the number is free; there is no one left to tell.
            int ignored = kernel.close(grip.fd);
            return 1;
        }
        return 0;
    }

    void forget(Grip grip) {
        if (grips[grip.fd] == grip) {
            grips[grip.fd] = null;
            open--;
        }
        grip.held = null;
    }

    /** Registers with epoll, once per generation. */
    void watch(Descriptor descriptor) throws KernelException {
        Grip grip = descriptor.grip;
        if (grip.registered) {
            return;
        }
        int result = poller.register(grip.fd, INTEREST, grip.key());
        if (result == -Errno.EPERM) {
            throw new NotPollableException(grip.fd);
        }
        if (result < 0) {
            throw new KernelException("watch descriptor " + grip.fd, result);
        }
        grip.registered = true;
    }

    /**
     * Wakes the waiters of the events that epoll has reported. After each reader that is queued the ready queue is
     * drained; the writer of the same descriptor is queued after that, if it still waits. Edges come once: should a drain
     * throw, the remaining events' waiters are queued all the same.
     */
    void dispatch(EpollEvents events, int count, Runnable drain) {
        int i = 0;
        try {
            for (; i < count; i++) {
                Descriptor descriptor = waited(events.data(i));
                if (descriptor != null) {
                    Task writer = descriptor.writer;
                    if (wakeReader(descriptor, events.events(i))) {
                        drain.run();
                    }
                    wakeWriter(descriptor, writer, events.events(i));
                }
            }
        } finally {
            for (; i < count; i++) {
                Descriptor descriptor = waited(events.data(i));
                if (descriptor != null) {
                    wakeReader(descriptor, events.events(i));
                    wakeWriter(descriptor, descriptor.writer, events.events(i));
                }
            }
        }
    }

    private @Nullable Descriptor waited(long key) {
        int fd = (int) key;
        Grip grip = fd >= 0 && fd < grips.length ? grips[fd] : null;
        return grip == null || grip.key() != key ? null : grip.held;
    }

    private static boolean wakeReader(Descriptor descriptor, int events) {
        Task reader = descriptor.reader;
        return reader != null && (events & ~Linux.EPOLLOUT) != 0 && reader.wake(Wake.READY);
    }

    private static void wakeWriter(Descriptor descriptor, @Nullable Task writer, int events) {
        if (writer != null && writer == descriptor.writer && (events & ~Linux.EPOLLIN) != 0) {
            writer.wake(Wake.READY);
        }
    }

    /** Closes everything that was adopted; numbers that came from outside stay as they are. */
    void closeAll() {
        for (Grip grip : grips) {
            if (grip == null) {
                continue;
            }
            Descriptor descriptor = grip.get();
            if (descriptor != null && grip.owned) {
                if (grip.abandoned != null) {
                    grip.abandoned.run();
                }
                descriptor.close();
            }
        }
        closeAbandoned();
    }
}
