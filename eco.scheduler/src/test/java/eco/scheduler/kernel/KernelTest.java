package eco.scheduler.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import eco.scheduler.Errno;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The binding against the real kernel: values, error numbers, structures in both directions. */
@Timeout(60)
class KernelTest {
    private static final int NEW = Linux.SOCK_NONBLOCK | Linux.SOCK_CLOEXEC;

    private final Kernel kernel = Kernel.open();

    @TempDir
    private Path folder;

    private byte[] path(String name) {
        return folder.resolve(name).toString().getBytes(StandardCharsets.UTF_8);
    }

    private int create(String name) {
        int fd = kernel.openat(
                Linux.AT_FDCWD, path(name), Linux.O_RDWR | Linux.O_CREAT | Linux.O_EXCL | Linux.O_CLOEXEC, 0600);
        assertTrue(fd >= 0, () -> Errno.name(fd));
        return fd;
    }

    @Test
    void filesAreWrittenReadSizedAndTruncated() {
        int fd = create("f");
        byte[] text = "hello world".getBytes(StandardCharsets.US_ASCII);
        assertEquals(5, kernel.write(fd, text, 0, 5));
        assertEquals(6, kernel.pwrite(fd, text, 5, 6, 5));
        assertEquals(11, kernel.size(fd));
        byte[] back = new byte[20];
        assertEquals(11, kernel.pread(fd, back, 2, 18, 0));
        assertArrayEquals(text, Arrays.copyOfRange(back, 2, 13));
        assertEquals(6, kernel.lseek(fd, 6, Linux.SEEK_SET));
        assertEquals(5, kernel.read(fd, back, 0, 20));
        assertEquals(0, kernel.read(fd, back, 0, 20));
        assertEquals(0, kernel.ftruncate(fd, 3));
        assertEquals(3, kernel.size(fd));
        assertEquals(0, kernel.fallocate(fd, 0, 0, 4096));
        assertEquals(4096, kernel.size(fd));
        assertEquals(0, kernel.fsync(fd));
        assertEquals(0, kernel.flock(fd, Linux.LOCK_EX | Linux.LOCK_NB));
        assertEquals(0, kernel.close(fd));
        assertEquals(-Errno.EBADF, kernel.close(fd));
    }

    @Test
    void offsetsPastTwoGigabytesAreWhole() {
        int fd = create("sparse");
        long far = 5L << 30;
        assertEquals(0, kernel.ftruncate(fd, far));
        assertEquals(far, kernel.size(fd));
        assertEquals(far, kernel.lseek(fd, 0, Linux.SEEK_END));
        assertEquals(1, kernel.pwrite(fd, new byte[] {7}, 0, 1, far));
        byte[] back = new byte[1];
        assertEquals(1, kernel.pread(fd, back, 0, 1, far));
        assertEquals(7, back[0]);
        kernel.close(fd);
    }

    @Test
    void namesAreMadeMovedLinkedAndRemoved() throws Exception {
        assertEquals(0, kernel.mkdirat(Linux.AT_FDCWD, path("d"), 0700));
        assertEquals(-Errno.EEXIST, kernel.mkdirat(Linux.AT_FDCWD, path("d"), 0700));
        kernel.close(create("a"));
        assertEquals(0, kernel.rename(path("a"), path("b")));
        assertEquals(-Errno.ENOENT, kernel.rename(path("a"), path("b")));
        assertEquals(0, kernel.link(path("b"), path("c")));
        assertEquals(0, kernel.symlink(path("b"), path("s")));
        byte[] target = new byte[4096];
        int n = kernel.readlink(path("s"), target);
        assertArrayEquals(path("b"), Arrays.copyOf(target, n));
        assertEquals(0, kernel.fchmodat(Linux.AT_FDCWD, path("b"), 0640));
        byte[] statx = new byte[Linux.STATX_SIZE];
        assertEquals(0, kernel.statx(Linux.AT_FDCWD, path("b"), 0, Linux.STATX_BASIC_STATS, statx));
        assertEquals(
                0100640, ByteBuffer.wrap(statx).order(ByteOrder.nativeOrder()).getShort(Linux.STATX_MODE) & 0xffff);
        assertEquals(0, kernel.faccessat(Linux.AT_FDCWD, path("b"), 4));
        assertEquals(-Errno.ENOENT, kernel.faccessat(Linux.AT_FDCWD, path("nothing"), 0));
        assertEquals(0, kernel.unlinkat(Linux.AT_FDCWD, path("b"), 0));
        assertEquals(0, kernel.unlinkat(Linux.AT_FDCWD, path("d"), Linux.AT_REMOVEDIR));
        assertFalse(Files.exists(folder.resolve("d")));
        assertEquals(-Errno.ENAMETOOLONG, kernel.openat(Linux.AT_FDCWD, new byte[5000], 0, 0));
    }

    @Test
    void sendfileReadsFromItsOwnOffset() {
        int file = create("source");
        kernel.write(file, "0123456789abcdef".getBytes(StandardCharsets.US_ASCII), 0, 16);
        int[] fds = new int[2];
        assertEquals(0, kernel.pipe2(fds, Linux.O_NONBLOCK | Linux.O_CLOEXEC));
        assertEquals(5, kernel.sendfile(fds[1], file, 2, 5));
        byte[] back = new byte[10];
        assertEquals(5, kernel.read(fds[0], back, 0, 10));
        assertEquals("23456", new String(back, 0, 5, StandardCharsets.US_ASCII));
        assertEquals(0, kernel.sendfile(fds[1], file, 100, 1));
        assertEquals(-Errno.EAGAIN, kernel.read(fds[0], back, 0, 10));
        kernel.close(file);
        kernel.close(fds[0]);
        kernel.close(fds[1]);
    }

    /** {@code struct sockaddr_in} of 127.0.0.1, port in network order. */
    private static byte[] loopback(int port) {
        byte[] address = new byte[16];
        ByteBuffer.wrap(address).order(ByteOrder.nativeOrder()).putShort(0, (short) Linux.AF_INET);
        ByteBuffer.wrap(address).putShort(2, (short) port).putInt(4, 0x7f000001);
        return address;
    }

    private static int port(byte[] address) {
        return ByteBuffer.wrap(address).getShort(2) & 0xffff;
    }

    @Test
    void streamSocketsConnectAndTellTheirAddresses() {
        int listener = kernel.socket(Linux.AF_INET, Linux.SOCK_STREAM | NEW, 0);
        assertEquals(0, kernel.bind(listener, loopback(0), 16));
        assertEquals(0, kernel.listen(listener, 5));
        byte[] bound = new byte[28];
        int[] length = new int[1];
        assertEquals(0, kernel.getsockname(listener, bound, length));
        assertEquals(16, length[0]);
        assertEquals(-Errno.EAGAIN, kernel.accept4(listener, null, null, NEW));
        int client = kernel.socket(Linux.AF_INET, Linux.SOCK_STREAM | NEW, 0);
        assertEquals(-Errno.EINPROGRESS, kernel.connect(client, loopback(port(bound)), 16));
        while (kernel.poll(listener, Linux.POLLIN) == 0) {
            Thread.onSpinWait();
        }
        byte[] peer = new byte[28];
        int server = kernel.accept4(listener, peer, length, NEW);
        assertTrue(server >= 0);
        byte[] own = new byte[28];
        assertEquals(0, kernel.getsockname(client, own, length));
        assertEquals(port(own), port(peer));
        assertEquals(0, kernel.getpeername(client, peer, length));
        assertEquals(port(bound), port(peer));
        byte[] error = new byte[4];
        assertEquals(4, kernel.getsockopt(client, 1, 4, error));
        assertArrayEquals(new byte[4], error);
        assertEquals(0, kernel.setsockopt(client, 6, 1, new byte[] {1, 0, 0, 0}));
        assertEquals(3, kernel.sendto(client, new byte[] {1, 2, 3, 4}, 1, 3, 0, null, 0));
        byte[] got = new byte[8];
        assertEquals(3, kernel.recvfrom(server, got, 2, 6, 0, null, null));
        assertArrayEquals(new byte[] {0, 0, 2, 3, 4, 0, 0, 0}, got);
        assertEquals(0, kernel.shutdown(client, 1));
        assertEquals(0, kernel.recvfrom(server, got, 0, 8, 0, null, null));
        assertEquals(Linux.F_GETFD, kernel.fcntl(server, Linux.F_GETFD, 0), "close-on-exec");
        for (int fd : new int[] {listener, client, server}) {
            assertEquals(0, kernel.close(fd));
        }
    }

    @Test
    void datagramsCarryTheirSendersAddress() {
        int a = kernel.socket(Linux.AF_INET, Linux.SOCK_DGRAM | NEW, 0);
        int b = kernel.socket(Linux.AF_INET, Linux.SOCK_DGRAM | NEW, 0);
        kernel.bind(a, loopback(0), 16);
        kernel.bind(b, loopback(0), 16);
        byte[] address = new byte[28];
        int[] length = new int[1];
        kernel.getsockname(a, address, length);
        byte[] from = address.clone();
        kernel.getsockname(b, address, length);
        assertEquals(2, kernel.sendto(a, new byte[] {8, 9}, 0, 2, 0, address, 16));
        byte[] got = new byte[100];
        byte[] sender = new byte[28];
        assertEquals(2, kernel.recvfrom(b, got, 0, 100, 0, sender, length));
        assertEquals(16, length[0]);
        assertEquals(port(from), port(sender));
        assertEquals(-Errno.EAGAIN, kernel.recvfrom(b, got, 0, 100, 0, sender, length));
        kernel.close(a);
        kernel.close(b);
    }

    @Test
    void ioctlFillsItsStructure() {
        int fd = kernel.socket(Linux.AF_INET, Linux.SOCK_DGRAM | NEW, 0);
        byte[] ifreq = new byte[40];
        ifreq[0] = 'l';
        ifreq[1] = 'o';
        int siocgifindex = 0x8933;
        assertEquals(0, kernel.ioctl(fd, siocgifindex, ifreq));
        assertEquals(1, ByteBuffer.wrap(ifreq).order(ByteOrder.nativeOrder()).getInt(16));
        assertEquals(-Errno.EINVAL, kernel.ioctl(fd, siocgifindex, new byte[9000]));
        kernel.close(fd);
    }

    @Test
    void processCallsAnswer() {
        assertEquals(ProcessHandle.current().pid(), kernel.getpid());
        assertEquals(0, kernel.kill(kernel.getpid(), 0));
        int pidfd = kernel.pidfdOpen(kernel.getpid(), 0);
        assertTrue(pidfd >= 0, () -> Errno.name(pidfd));
        kernel.close(pidfd);
        int mask = kernel.umask(022);
        assertEquals(022, kernel.umask(mask));
    }

    @Test
    void waitForEventsKeepsItsTimeExactlyOrRoundedUp() {
        for (Kernel each : new Kernel[] {new LinuxKernel(false), new LinuxKernel(true)}) {
            int epoll = each.epollCreate();
            EpollEvents events = new EpollEvents(4);
            for (long nanos : new long[] {0, 1, 300_000, 2_000_001}) {
                long before = System.nanoTime();
                assertEquals(0, each.epollWait(epoll, events, nanos));
                assertTrue(System.nanoTime() - before >= nanos);
            }
            int event = each.eventfd();
            long key = 0x1234_5678_9abc_def0L;
            assertEquals(0, each.epollCtl(epoll, Linux.EPOLL_CTL_ADD, event, Linux.EPOLLIN | Linux.EPOLLET, key));
            each.notify(event);
            assertEquals(1, each.epollWait(epoll, events, Long.MAX_VALUE));
            assertEquals(key, events.data(0));
            assertEquals(Linux.EPOLLIN, events.events(0));
            assertEquals(0, each.epollWait(epoll, events, 0), "edge-triggered");
            each.notify(event);
            assertEquals(1, each.epollWait(epoll, events, 1_000_000_000L), "each write is an edge");
            each.close(event);
            each.close(epoll);
        }
    }

    @Test
    void anyOtherFunctionIsReachedByName() {
        Libc libc = new Libc();
        assertEquals(ProcessHandle.current().pid(), libc.control(libc.function("getpid"), 0, 0, 0, 0, 0, 0));
        assertEquals(-Errno.EBADF, libc.control(libc.function("close"), -1, 0, 0, 0, 0, 0));
        assertFalse(libc.has("no_such_function"));
        assertTrue(libc.has("getpid"));
    }
}
