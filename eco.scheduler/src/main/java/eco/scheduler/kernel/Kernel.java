package eco.scheduler.kernel;

import org.jspecify.annotations.Nullable;

/**
 * System calls. Each answers its value, or the negated error number ({@code -EAGAIN}); none throws, retries or waits
 * beyond what its descriptor's flags say. Structures travel as byte arrays in the C layout and the native byte order;
 * paths are bytes without the final NUL.
 *
 * <p>An instance serves one thread at a time (one loop; its scratch memory is reused by every call). A worker thread
 * opens its own. Only {@link #notify} may be called from anywhere.
 *
 * <p>Everything that makes a descriptor is meant to be asked for close-on-exec and non-blocking by its flags.
 */
public interface Kernel {
    /** The one of this machine. Links nothing: each function is linked on its first call. */
    static Kernel open() {
        return new LinuxKernel();
    }

    /**
     * Links the two call shapes on a thread of its own. Linking costs a cold JVM some 50 ms: whoever knows that calls will
     * come soon, but has other work to do first, says so here. Nobody needs to.
     */
    static void linkAhead() {
        Thread.ofPlatform().daemon().name("eco-link").start(Libc::link);
    }

    /** {@code read(2)}. */
    int read(int fd, byte[] buffer, int offset, int length);

    /** {@code write(2)}. */
    int write(int fd, byte[] buffer, int offset, int length);

    /** {@code pread(2)}. */
    int pread(int fd, byte[] buffer, int offset, int length, long position);

    /** {@code pwrite(2)}. */
    int pwrite(int fd, byte[] buffer, int offset, int length, long position);

    /** {@code close(2)}. The descriptor is gone whatever the answer, also after {@code EINTR}. */
    int close(int fd);

    /** {@code openat(2)}; {@link Linux#AT_FDCWD} for the working directory. */
    int openat(int dirfd, byte[] path, int flags, int mode);

    /** {@code unlinkat(2)}. */
    int unlinkat(int dirfd, byte[] path, int flags);

    /** {@code mkdirat(2)}. */
    int mkdirat(int dirfd, byte[] path, int mode);

    /** {@code fchmodat(2)}, following links. */
    int fchmodat(int dirfd, byte[] path, int mode);

    /** {@code faccessat(2)} with the real ids. */
    int faccessat(int dirfd, byte[] path, int mode);

    /** {@code renameat(2)} with both paths relative to the working directory. */
    int rename(byte[] from, byte[] to);

    /** {@code linkat(2)} without flags, both paths relative to the working directory. */
    int link(byte[] from, byte[] to);

    /** {@code symlinkat(2)}: makes {@code path}, which points to {@code target}. */
    int symlink(byte[] target, byte[] path);

    /** {@code readlinkat(2)}; how many bytes of the target were stored. */
    int readlink(byte[] path, byte[] target);

    /** {@code statx(2)}; an empty path with {@link Linux#AT_EMPTY_PATH} asks about {@code dirfd} itself. */
    int statx(int dirfd, byte[] path, int flags, int mask, byte[] statx);

    /** The size of an open file as {@code fstat} has it. */
    long size(int fd);

    /** {@code lseek(2)}. */
    long lseek(int fd, long offset, int whence);

    /** {@code ftruncate(2)}. */
    int ftruncate(int fd, long length);

    /** {@code fallocate(2)}. */
    int fallocate(int fd, int mode, long offset, long length);

    /** {@code fsync(2)}. */
    int fsync(int fd);

    /** {@code flock(2)}. */
    int flock(int fd, int operation);

    /** {@code sendfile(2)} from an explicit offset; the source's own position stays. How many bytes went. */
    long sendfile(int out, int in, long offset, long count);

    /** {@code fcntl(2)} with an integer argument. */
    int fcntl(int fd, int command, long argument);

    /** {@code ioctl(2)} with an integer argument. */
    int ioctl(int fd, long request, long argument);

    /** {@code ioctl(2)} with a structure that is read and written; at most 4096 bytes. */
    int ioctl(int fd, long request, byte[] structure);

    /** {@code dup3(2)}. */
    int dup3(int from, int to, int flags);

    /** {@code pipe2(2)}: {@code fds[0]} is the reading end. */
    int pipe2(int[] fds, int flags);

    /** {@code poll(2)} of one descriptor without waiting: the events that hold, 0 for none. */
    int poll(int fd, int events);

    /** {@code socket(2)}. */
    int socket(int domain, int type, int protocol);

    /** {@code socketpair(2)}. */
    int socketpair(int domain, int type, int protocol, int[] fds);

    /** {@code bind(2)}. */
    int bind(int fd, byte[] address, int length);

    /** {@code listen(2)}. */
    int listen(int fd, int backlog);

    /** {@code accept4(2)}; {@code length[0]} receives the size of the address. */
    int accept4(int fd, byte @Nullable [] address, int @Nullable [] length, int flags);

    /** {@code connect(2)}. */
    int connect(int fd, byte[] address, int length);

    /** {@code shutdown(2)}. */
    int shutdown(int fd, int how);

    /** {@code getsockname(2)}; {@code length[0]} receives the size of the address. */
    int getsockname(int fd, byte[] address, int[] length);

    /** {@code getpeername(2)}; {@code length[0]} receives the size of the address. */
    int getpeername(int fd, byte[] address, int[] length);

    /** {@code getsockopt(2)}; how many bytes were stored. */
    int getsockopt(int fd, int level, int option, byte[] value);

    /** {@code setsockopt(2)} with the whole of {@code value}. */
    int setsockopt(int fd, int level, int option, byte[] value);

    /** {@code sendto(2)}; without an address it is {@code send}. */
    int sendto(int fd, byte[] data, int offset, int length, int flags, byte @Nullable [] address, int addressLength);

    /** {@code recvfrom(2)}; {@code addressLength[0]} receives the size of the address. */
    int recvfrom(
            int fd,
            byte[] buffer,
            int offset,
            int length,
            int flags,
            byte @Nullable [] address,
            int @Nullable [] addressLength);

    /** {@code epoll_create1(2)}, close-on-exec. */
    int epollCreate();

    /** {@code epoll_ctl(2)}; {@code data} comes back with every event. */
    int epollCtl(int epfd, int operation, int fd, int events, long data);

    /** {@code epoll_pwait2(2)} where the kernel has it, else {@code epoll_wait} with the time rounded up. */
    int epollWait(int epfd, EpollEvents events, long timeoutNanos);

    /** {@code eventfd(2)}, close-on-exec and non-blocking. */
    int eventfd();

    /** {@code eventfd(2)} as a program asks for one, close-on-exec and non-blocking; {@code semaphore} makes reads take 1. */
    int eventfd(int initialValue, boolean semaphore);

    /** {@code timerfd_create(2)}, close-on-exec and non-blocking. */
    int timerfdCreate(int clock);

    /** {@code timerfd_settime(2)}: seconds and nanoseconds of the first expiry and of the interval. */
    int timerfdSettime(int fd, int flags, long seconds, long nanos, long intervalSeconds, long intervalNanos);

    /** Adds 1 to an eventfd. From any thread. Cannot usefully fail: a full counter wakes as well. */
    void notify(int eventfd);

    /** {@code getpid(2)}. */
    int getpid();

    /** {@code kill(2)}. */
    int kill(int pid, int signal);

    /** {@code signal(2)} with SIG_DFL: gives a signal its default disposition back. */
    void defaultSignal(int signal);

    /** {@code pidfd_open(2)}. */
    int pidfdOpen(int pid, int flags);

    /** {@code umask(2)}: the old mask. */
    int umask(int mask);
}
