package eco.scheduler.kernel;

import eco.scheduler.Errno;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/**
 * The real kernel. What moves payload goes through {@link Libc}'s data shape straight into heap arrays; everything else
 * goes through the control shape, with its small structures copied into one scratch page.
 */
final class LinuxKernel implements Kernel {
    private static final int SCRATCH_SIZE = 8192;
    /** The scratch page has two halves, for calls with two structures or paths. */
    private static final int HALF = SCRATCH_SIZE / 2;

    private static final byte[] NO_PATH = {};
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final int EPOLL_CLOEXEC = 0x80000;
    /** O_CLOEXEC and O_NONBLOCK, under the names that eventfd and timerfd have for them. */
    private static final int EFD_FLAGS = 0x80800;

    private static final int EFD_SEMAPHORE = 1;
    private static final long SYS_PIDFD_OPEN = 434;
    private static final int STATX_SIZE_MASK = 0x200;

    private final Libc libc = new Libc();
    private final MemorySegment scratch = Arena.ofAuto().allocate(SCRATCH_SIZE, 8);
    private final long low = scratch.address();
    private final long high = low + HALF;
    /** Looked up when the loop first needs it, so that {@link #notify} only reads. */
    private volatile @Nullable MemorySegment notifier;

    /** Set where {@code epoll_pwait2} is missing. */
    private boolean coarseWait;

    // The functions of the steady state, without a map in between.
    private @Nullable MemorySegment read;
    private @Nullable MemorySegment write;
    private @Nullable MemorySegment send;
    private @Nullable MemorySegment receive;
    private @Nullable MemorySegment wait;

    LinuxKernel() {
        this(false);
    }

    LinuxKernel(boolean coarseWait) {
        this.coarseWait = coarseWait;
    }

    @Override
    public int read(int fd, byte[] buffer, int offset, int length) {
        MemorySegment f = read;
        if (f == null) {
            f = libc.function("read");
            read = f;
        }
        return transfer(f, fd, buffer, offset, length, 0);
    }

    @Override
    public int write(int fd, byte[] buffer, int offset, int length) {
        MemorySegment f = write;
        if (f == null) {
            f = libc.function("write");
            write = f;
        }
        return transfer(f, fd, buffer, offset, length, 0);
    }

    @Override
    public int pread(int fd, byte[] buffer, int offset, int length, long position) {
        return transfer(libc.function("pread"), fd, buffer, offset, length, position);
    }

    @Override
    public int pwrite(int fd, byte[] buffer, int offset, int length, long position) {
        return transfer(libc.function("pwrite"), fd, buffer, offset, length, position);
    }

    private int transfer(MemorySegment function, int fd, byte[] buffer, int offset, int length, long fourth) {
        return libc.data(
                function, fd, slice(buffer, offset, length), length, fourth, MemorySegment.NULL, MemorySegment.NULL);
    }

    private static MemorySegment slice(byte[] array, int offset, int length) {
        return MemorySegment.ofArray(array).asSlice(offset, length);
    }

    @Override
    public int close(int fd) {
        return control("close", fd, 0, 0);
    }

    private int control(String function, long a, long b, long c) {
        return libc.control(libc.function(function), a, b, c, 0, 0, 0);
    }

    private int control(String function, long a, long b, long c, long d, long e) {
        return libc.control(libc.function(function), a, b, c, d, e, 0);
    }

    /** Puts a path into a half of the scratch page: false if it is too long or has a NUL inside. */
    private boolean putPath(long half, byte[] path) {
        if (path.length >= HALF) {
            return false;
        }
        long at = half - low;
        MemorySegment.copy(path, 0, scratch, ValueLayout.JAVA_BYTE, at, path.length);
        scratch.set(ValueLayout.JAVA_BYTE, at + path.length, (byte) 0);
        return true;
    }

    private void put(long half, byte[] structure, int length) {
        MemorySegment.copy(structure, 0, scratch, ValueLayout.JAVA_BYTE, half - low, length);
    }

    private void get(long half, byte[] structure, int length) {
        MemorySegment.copy(scratch, ValueLayout.JAVA_BYTE, half - low, structure, 0, length);
    }

    private int getInt(long at) {
        return scratch.get(ValueLayout.JAVA_INT, at - low);
    }

    private void putInt(long at, int value) {
        scratch.set(ValueLayout.JAVA_INT, at - low, value);
    }

    private int withPath(String function, int dirfd, byte[] path, long c, long d) {
        return putPath(low, path) ? control(function, dirfd, low, c, d, 0) : -Errno.ENAMETOOLONG;
    }

    @Override
    public int openat(int dirfd, byte[] path, int flags, int mode) {
        return withPath("openat", dirfd, path, flags, mode);
    }

    @Override
    public int unlinkat(int dirfd, byte[] path, int flags) {
        return withPath("unlinkat", dirfd, path, flags, 0);
    }

    @Override
    public int mkdirat(int dirfd, byte[] path, int mode) {
        return withPath("mkdirat", dirfd, path, mode, 0);
    }

    @Override
    public int fchmodat(int dirfd, byte[] path, int mode) {
        return withPath("fchmodat", dirfd, path, mode, 0);
    }

    @Override
    public int faccessat(int dirfd, byte[] path, int mode) {
        return withPath("faccessat", dirfd, path, mode, 0);
    }

    @Override
    public int rename(byte[] from, byte[] to) {
        return withPaths("rename", from, to);
    }

    @Override
    public int link(byte[] from, byte[] to) {
        return withPaths("link", from, to);
    }

    @Override
    public int symlink(byte[] target, byte[] path) {
        return withPaths("symlink", target, path);
    }

    private int withPaths(String function, byte[] from, byte[] to) {
        return putPath(low, from) && putPath(high, to) ? control(function, low, high, 0) : -Errno.ENAMETOOLONG;
    }

    @Override
    public int readlink(byte[] path, byte[] target) {
        if (!putPath(low, path)) {
            return -Errno.ENAMETOOLONG;
        }
        long n = libc.controlLong(libc.function("readlink"), low, high, Math.min(target.length, HALF), 0, 0, 0);
        if (n > 0) {
            get(high, target, (int) n);
        }
        return (int) n;
    }

    @Override
    public int statx(int dirfd, byte[] path, int flags, int mask, byte[] statx) {
        if (!putPath(low, path)) {
            return -Errno.ENAMETOOLONG;
        }
        int result = control("statx", dirfd, low, flags, mask, high);
        if (result == 0) {
            get(high, statx, Math.min(statx.length, Linux.STATX_SIZE));
        }
        return result;
    }

    @Override
    public long size(int fd) {
        putPath(low, NO_PATH);
        int result = control("statx", fd, low, Linux.AT_EMPTY_PATH, STATX_SIZE_MASK, high);
        return result < 0 ? result : scratch.get(ValueLayout.JAVA_LONG, HALF + Linux.STATX_SIZE_FIELD);
    }

    @Override
    public long lseek(int fd, long offset, int whence) {
        return libc.controlLong(libc.function("lseek"), fd, offset, whence, 0, 0, 0);
    }

    @Override
    public int ftruncate(int fd, long length) {
        return control("ftruncate", fd, length, 0);
    }

    @Override
    public int fallocate(int fd, int mode, long offset, long length) {
        return control("fallocate", fd, mode, offset, length, 0);
    }

    @Override
    public int fsync(int fd) {
        return control("fsync", fd, 0, 0);
    }

    @Override
    public int flock(int fd, int operation) {
        return control("flock", fd, operation, 0);
    }

    @Override
    public long sendfile(int out, int in, long offset, long count) {
        scratch.set(ValueLayout.JAVA_LONG, 0, offset);
        return libc.controlLong(libc.function("sendfile"), out, in, low, count, 0, 0);
    }

    @Override
    public int fcntl(int fd, int command, long argument) {
        return control("fcntl", fd, command, argument);
    }

    @Override
    public int ioctl(int fd, long request, long argument) {
        return control("ioctl", fd, request, argument);
    }

    @Override
    public int ioctl(int fd, long request, byte[] structure) {
        if (structure.length > HALF) {
            return -Errno.EINVAL;
        }
        put(low, structure, structure.length);
        int result = control("ioctl", fd, request, low);
        get(low, structure, structure.length);
        return result;
    }

    @Override
    public int dup3(int from, int to, int flags) {
        return control("dup3", from, to, flags);
    }

    @Override
    public int pipe2(int[] fds, int flags) {
        return pair(control("pipe2", low, flags, 0), fds);
    }

    private int pair(int result, int[] fds) {
        if (result == 0) {
            fds[0] = getInt(low);
            fds[1] = getInt(low + 4);
        }
        return result;
    }

    @Override
    public int poll(int fd, int events) {
        // struct pollfd { int fd; short events; short revents; }
        putInt(low, fd);
        putInt(low + 4, events & 0xffff);
        int result = control("poll", low, 1, 0);
        return result <= 0 ? result : scratch.get(ValueLayout.JAVA_SHORT, 6);
    }

    @Override
    public int socket(int domain, int type, int protocol) {
        return control("socket", domain, type, protocol);
    }

    @Override
    public int socketpair(int domain, int type, int protocol, int[] fds) {
        return pair(control("socketpair", domain, type, protocol, low, 0), fds);
    }

    @Override
    public int bind(int fd, byte[] address, int length) {
        put(low, address, length);
        return control("bind", fd, low, length);
    }

    @Override
    public int listen(int fd, int backlog) {
        return control("listen", fd, backlog, 0);
    }

    @Override
    public int accept4(int fd, byte @Nullable [] address, int @Nullable [] length, int flags) {
        if (address == null) {
            return control("accept4", fd, 0, 0, flags, 0);
        }
        putInt(high, address.length);
        return address(control("accept4", fd, low, high, flags, 0), address, length);
    }

    /** Copies an address that a call has left in the low half, with its length in the high one. */
    private int address(int result, byte[] address, int @Nullable [] length) {
        if (result >= 0) {
            int size = getInt(high);
            get(low, address, Math.min(size, address.length));
            if (length != null) {
                length[0] = size;
            }
        }
        return result;
    }

    @Override
    public int connect(int fd, byte[] address, int length) {
        put(low, address, length);
        return control("connect", fd, low, length);
    }

    @Override
    public int shutdown(int fd, int how) {
        return control("shutdown", fd, how, 0);
    }

    @Override
    public int getsockname(int fd, byte[] address, int[] length) {
        putInt(high, address.length);
        return address(control("getsockname", fd, low, high), address, length);
    }

    @Override
    public int getpeername(int fd, byte[] address, int[] length) {
        putInt(high, address.length);
        return address(control("getpeername", fd, low, high), address, length);
    }

    @Override
    public int getsockopt(int fd, int level, int option, byte[] value) {
        putInt(high, value.length);
        int result = control("getsockopt", fd, level, option, low, high);
        if (result < 0) {
            return result;
        }
        int size = Math.min(getInt(high), value.length);
        get(low, value, size);
        return size;
    }

    @Override
    public int setsockopt(int fd, int level, int option, byte[] value) {
        if (value.length > SCRATCH_SIZE) {
            return -Errno.EINVAL;
        }
        put(low, value, value.length);
        return control("setsockopt", fd, level, option, low, value.length);
    }

    @Override
    public int sendto(
            int fd, byte[] data, int offset, int length, int flags, byte @Nullable [] address, int addressLength) {
        MemorySegment f = send;
        if (f == null) {
            f = libc.function("sendto");
            send = f;
        }
        MemorySegment to = MemorySegment.NULL;
        if (address != null) {
            put(low, address, addressLength);
            to = scratch;
        }
        // The sixth argument is an integer that travels in the shape's last address.
        MemorySegment size = MemorySegment.ofAddress(address == null ? 0 : addressLength);
        return libc.data(f, fd, slice(data, offset, length), length, flags, to, size);
    }

    @Override
    public int recvfrom(
            int fd,
            byte[] buffer,
            int offset,
            int length,
            int flags,
            byte @Nullable [] address,
            int @Nullable [] addressLength) {
        MemorySegment f = receive;
        if (f == null) {
            f = libc.function("recvfrom");
            receive = f;
        }
        MemorySegment into = slice(buffer, offset, length);
        if (address == null) {
            return libc.data(f, fd, into, length, flags, MemorySegment.NULL, MemorySegment.NULL);
        }
        putInt(high, address.length);
        int result = libc.data(f, fd, into, length, flags, scratch, scratch.asSlice(HALF));
        return address(result, address, addressLength);
    }

    @Override
    public int epollCreate() {
        return control("epoll_create1", EPOLL_CLOEXEC, 0, 0);
    }

    @Override
    public int epollCtl(int epfd, int operation, int fd, int events, long data) {
        putInt(low, events);
        scratch.set(ValueLayout.JAVA_LONG_UNALIGNED, EpollEvents.DATA_OFFSET, data);
        return control("epoll_ctl", epfd, operation, fd, low, 0);
    }

    @Override
    public int epollWait(int epfd, EpollEvents events, long timeoutNanos) {
        if (!coarseWait) {
            MemorySegment f = wait;
            if (f == null && libc.has("epoll_pwait2")) {
                f = libc.function("epoll_pwait2");
                wait = f;
            }
            int result = f == null ? -Errno.ENOSYS : waitExactly(f, epfd, events, timeoutNanos);
            if (result != -Errno.ENOSYS) {
                return result;
            }
            coarseWait = true;
        }
        long millis = timeoutNanos == Long.MAX_VALUE
                ? -1
                : Math.min(Math.ceilDiv(Math.max(timeoutNanos, 0), NANOS_PER_MILLI), Integer.MAX_VALUE);
        return control("epoll_wait", epfd, events.address(), events.capacity(), millis, 0);
    }

    private int waitExactly(MemorySegment f, int epfd, EpollEvents events, long timeoutNanos) {
        long timespec = 0;
        if (timeoutNanos != Long.MAX_VALUE) {
            long nanos = Math.max(timeoutNanos, 0);
            scratch.set(ValueLayout.JAVA_LONG, 0, nanos / NANOS_PER_SECOND);
            scratch.set(ValueLayout.JAVA_LONG, 8, nanos % NANOS_PER_SECOND);
            timespec = low;
        }
        return libc.control(f, epfd, events.address(), events.capacity(), timespec, 0, 0);
    }

    @Override
    public int eventfd() {
        notifier = libc.function("write");
        return control("eventfd", 0, EFD_FLAGS, 0);
    }

    @Override
    public int eventfd(int initialValue, boolean semaphore) {
        return control("eventfd", initialValue, EFD_FLAGS | (semaphore ? EFD_SEMAPHORE : 0), 0);
    }

    @Override
    public int timerfdCreate(int clock) {
        return control("timerfd_create", clock, EFD_FLAGS, 0);
    }

    @Override
    public int timerfdSettime(int fd, int flags, long seconds, long nanos, long intervalSeconds, long intervalNanos) {
        // struct itimerspec { struct timespec it_interval, it_value; }
        scratch.set(ValueLayout.JAVA_LONG, 0, intervalSeconds);
        scratch.set(ValueLayout.JAVA_LONG, 8, intervalNanos);
        scratch.set(ValueLayout.JAVA_LONG, 16, seconds);
        scratch.set(ValueLayout.JAVA_LONG, 24, nanos);
        return control("timerfd_settime", fd, flags, low, 0, 0);
    }

    @Override
    public void notify(int eventfd) {
        MemorySegment f = notifier;
        if (f != null) {
            // Its own errno and its own array: the loop's are in use by the loop.
            MemorySegment one = MemorySegment.ofArray(new long[] {1});
            new Libc().data(f, eventfd, one, Long.BYTES, 0, MemorySegment.NULL, MemorySegment.NULL);
        }
    }

    @Override
    public int getpid() {
        return control("getpid", 0, 0, 0);
    }

    @Override
    public int kill(int pid, int signal) {
        return control("kill", pid, signal, 0);
    }

    @Override
    public void defaultSignal(int signal) {
        libc.raw(libc.function("signal"), signal, 0, 0, 0, 0, 0);
    }

    @Override
    public int pidfdOpen(int pid, int flags) {
        // By number, the same on every processor: C libraries have the function only since 2.36.
        return (int) libc.controlLong(libc.function("syscall"), SYS_PIDFD_OPEN, pid, flags, 0, 0, 0);
    }

    @Override
    public int umask(int mask) {
        return control("umask", mask, 0, 0);
    }
}
