package eco.scheduler.kernel;

/** The constants of the calls in {@link Kernel}, where they are the same on x86_64 and aarch64 or picked for it. */
public final class Linux {
    private static final boolean ARM = System.getProperty("os.arch").equals("aarch64");

    /** {@code AT_FDCWD}. */
    public static final int AT_FDCWD = -100;
    /** {@code AT_SYMLINK_NOFOLLOW}. */
    public static final int AT_SYMLINK_NOFOLLOW = 0x100;
    /** {@code AT_REMOVEDIR}. */
    public static final int AT_REMOVEDIR = 0x200;
    /** {@code AT_EMPTY_PATH}. */
    public static final int AT_EMPTY_PATH = 0x1000;

    /** {@code O_RDONLY}. */
    public static final int O_RDONLY = 0;
    /** {@code O_WRONLY}. */
    public static final int O_WRONLY = 1;
    /** {@code O_RDWR}. */
    public static final int O_RDWR = 2;
    /** {@code O_CREAT}. */
    public static final int O_CREAT = 0x40;
    /** {@code O_EXCL}. */
    public static final int O_EXCL = 0x80;
    /** {@code O_NOCTTY}. */
    public static final int O_NOCTTY = 0x100;
    /** {@code O_TRUNC}. */
    public static final int O_TRUNC = 0x200;
    /** {@code O_APPEND}. */
    public static final int O_APPEND = 0x400;
    /** {@code O_NONBLOCK}. */
    public static final int O_NONBLOCK = 0x800;
    /** {@code O_CLOEXEC}. */
    public static final int O_CLOEXEC = 0x80000;
    /** {@code O_DIRECTORY}. */
    public static final int O_DIRECTORY = ARM ? 0x4000 : 0x10000;
    /** {@code O_NOFOLLOW}. */
    public static final int O_NOFOLLOW = ARM ? 0x8000 : 0x20000;

    /** {@code SEEK_SET}. */
    public static final int SEEK_SET = 0;
    /** {@code SEEK_CUR}. */
    public static final int SEEK_CUR = 1;
    /** {@code SEEK_END}. */
    public static final int SEEK_END = 2;

    /** {@code F_DUPFD_CLOEXEC}. */
    public static final int F_DUPFD_CLOEXEC = 1030;
    /** {@code F_GETFD}. */
    public static final int F_GETFD = 1;
    /** {@code F_SETFD}. */
    public static final int F_SETFD = 2;
    /** {@code F_GETFL}. */
    public static final int F_GETFL = 3;
    /** {@code F_SETFL}. */
    public static final int F_SETFL = 4;
    /** {@code FD_CLOEXEC}. */
    public static final int FD_CLOEXEC = 1;

    /** {@code LOCK_SH}. */
    public static final int LOCK_SH = 1;
    /** {@code LOCK_EX}. */
    public static final int LOCK_EX = 2;
    /** {@code LOCK_NB}. */
    public static final int LOCK_NB = 4;
    /** {@code LOCK_UN}. */
    public static final int LOCK_UN = 8;

    /** {@code POLLIN}. */
    public static final int POLLIN = 1;
    /** {@code POLLOUT}. */
    public static final int POLLOUT = 4;
    /** {@code POLLERR}. */
    public static final int POLLERR = 8;
    /** {@code POLLHUP}. */
    public static final int POLLHUP = 16;
    /** {@code POLLNVAL}. */
    public static final int POLLNVAL = 32;

    /** {@code EPOLL_CTL_ADD}. */
    public static final int EPOLL_CTL_ADD = 1;
    /** {@code EPOLL_CTL_DEL}. */
    public static final int EPOLL_CTL_DEL = 2;
    /** {@code EPOLL_CTL_MOD}. */
    public static final int EPOLL_CTL_MOD = 3;
    /** {@code EPOLLIN}. */
    public static final int EPOLLIN = 1;
    /** {@code EPOLLOUT}. */
    public static final int EPOLLOUT = 4;
    /** {@code EPOLLERR}. */
    public static final int EPOLLERR = 8;
    /** {@code EPOLLHUP}. */
    public static final int EPOLLHUP = 16;
    /** {@code EPOLLET}. */
    public static final int EPOLLET = 1 << 31;

    /** {@code SOCK_STREAM}. */
    public static final int SOCK_STREAM = 1;
    /** {@code SOCK_DGRAM}. */
    public static final int SOCK_DGRAM = 2;
    /** {@code SOCK_NONBLOCK}. */
    public static final int SOCK_NONBLOCK = 0x800;
    /** {@code SOCK_CLOEXEC}. */
    public static final int SOCK_CLOEXEC = 0x80000;
    /** {@code AF_UNIX}. */
    public static final int AF_UNIX = 1;
    /** {@code AF_INET}. */
    public static final int AF_INET = 2;
    /** {@code AF_INET6}. */
    public static final int AF_INET6 = 10;

    /** The size of {@code struct statx}; the same on every processor, as are its fields' places. */
    public static final int STATX_SIZE = 256;

    /** {@code STATX_BASIC_STATS}. */
    public static final int STATX_BASIC_STATS = 0x7ff;
    /** Where {@code stx_mode} (16 bits) lies. */
    public static final int STATX_MODE = 28;
    /** Where {@code stx_ino} (64 bits) lies. */
    public static final int STATX_INO = 32;
    /** Where {@code stx_size} (64 bits) lies. */
    public static final int STATX_SIZE_FIELD = 40;

    private Linux() {}
}
