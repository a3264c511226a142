package eco.net;

import eco.scheduler.Descriptor;
import eco.scheduler.DescriptorTable;
import eco.scheduler.Errno;
import eco.scheduler.EventLoop;
import eco.scheduler.KernelException;
import eco.scheduler.Mutex;
import eco.scheduler.kernel.Kernel;
import eco.scheduler.kernel.Linux;
import eco.scheduler.stream.DescriptorReader;
import eco.scheduler.stream.DescriptorWait;
import eco.scheduler.stream.DescriptorWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A socket of any family and type, for the tasks of one loop.
 *
 * <p>What is named {@code try...} or {@code start...} does its system call once and never suspends; the calls with a
 * timeout suspend the current task while the kernel makes them wait, and try before they wait. A stream is read and
 * written through {@link #reader} and {@link #writer}; {@link #send} lets several tasks write, one after the other, in
 * the order of their calls.
 *
 * <p>The kernel's refusals are {@link KernelException}s; a timeout is a {@link java.net.SocketTimeoutException}; closing
 * the socket ends every wait on it with {@link eco.scheduler.stream.WaitCanceledException}. A socket that is dropped
 * unclosed is closed after a garbage collection. The file that binding a UNIX socket makes goes with the socket.
 *
 * <p>Confined to the loop's thread.
 */
public final class Socket implements AutoCloseable {
    /** No family. */
    public static final int AF_UNSPEC = 0;
    /** UNIX sockets. */
    public static final int AF_UNIX = 1;
    /** IPv4. */
    public static final int AF_INET = 2;
    /** IPv6. */
    public static final int AF_INET6 = 10;
    /** The kernel's own protocols. */
    public static final int AF_NETLINK = 16;
    /** Frames of network interfaces. */
    public static final int AF_PACKET = 17;
    /** A byte stream. */
    public static final int SOCK_STREAM = 1;
    /** Datagrams. */
    public static final int SOCK_DGRAM = 2;
    /** Packets below the transport. */
    public static final int SOCK_RAW = 3;
    /** The backlog of {@link #listen} where nothing else is wanted; the kernel has a limit of its own. */
    public static final int DEFAULT_BACKLOG = 4096;

    private static final int FLAGS = Linux.SOCK_NONBLOCK | Linux.SOCK_CLOEXEC;
    private static final int SOL_SOCKET = 1;
    private static final int SO_ERROR = 4;
    private static final int SHUT_WR = 1;
    private static final long FULL_QUEUE_NANOS = 1_000_000;
    /** More than any datagram. */
    private static final int MAX_RECEIVE = 1 << 20;

    private final EventLoop loop;
    private final Kernel kernel;
    private final Descriptor descriptor;
    private final int family;
    private @Nullable UnixName name;
    private @Nullable DescriptorReader reader;
    private @Nullable DescriptorWriter writer;
    private @Nullable DescriptorWait waiting;
    private @Nullable Mutex sending;

    private Socket(EventLoop loop, int fd, int family) {
        this.loop = loop;
        this.kernel = loop.kernel();
        this.descriptor = loop.descriptors().adopt(fd);
        descriptor.openedNonBlocking();
        this.family = family;
    }

    private static EventLoop currentLoop() {
        EventLoop loop = EventLoop.current();
        if (loop == null) {
            throw new IllegalStateException("sockets are for code that runs in an event loop");
        }
        return loop;
    }

    /**
     * Makes a socket on the loop that runs the caller.
     *
     * @param family such as {@link #AF_INET}; goes to the kernel as it is, like the other two
     * @param type such as {@link #SOCK_STREAM}
     * @param protocol 0 for the usual one
     */
    public static Socket open(int family, int type, int protocol) throws KernelException {
        EventLoop loop = currentLoop();
        int fd = loop.descriptors().open(() -> loop.kernel().socket(family, type | FLAGS, protocol));
        if (fd < 0) {
            throw new KernelException("make a socket of family " + family, fd);
        }
        return new Socket(loop, fd, family);
    }

    /** Makes two sockets that are connected with each other; parameters as for {@link #open}. */
    public static Socket[] pair(int family, int type, int protocol) throws KernelException {
        EventLoop loop = currentLoop();
        int[] fds = new int[2];
        int result = loop.descriptors().open(() -> loop.kernel().socketpair(family, type | FLAGS, protocol, fds));
        if (result < 0) {
            throw new KernelException("make a pair of sockets of family " + family, result);
        }
        return new Socket[] {new Socket(loop, fds[0], family), new Socket(loop, fds[1], family)};
    }

    /** A TCP socket that listens at {@code local}, with {@code SO_REUSEADDR}. */
    public static Socket listenTcp(IpEndpoint local) throws IOException {
        return ready(open(local.family(), SOCK_STREAM, 0), socket -> {
            socket.set(SocketOption.REUSE_ADDRESS, true);
            socket.bind(local);
            socket.listen(DEFAULT_BACKLOG);
        });
    }

    /** A TCP connection to {@code remote}. Suspends; at most {@code timeoutNanos}. */
    public static Socket connectTcp(IpEndpoint remote, long timeoutNanos) throws IOException {
        return ready(open(remote.family(), SOCK_STREAM, 0), socket -> socket.connect(remote, timeoutNanos));
    }

    /** A UDP socket bound to {@code local}. */
    public static Socket udp(IpEndpoint local) throws IOException {
        return ready(open(local.family(), SOCK_DGRAM, 0), socket -> socket.bind(local));
    }

    /** A UNIX stream socket that listens at {@code local}. */
    public static Socket listenUnix(UnixAddress local) throws IOException {
        return ready(open(AF_UNIX, SOCK_STREAM, 0), socket -> {
            socket.bind(local);
            socket.listen(DEFAULT_BACKLOG);
        });
    }

    /** A UNIX stream connection to {@code remote}. */
    public static Socket connectUnix(UnixAddress remote) throws IOException {
        return ready(open(AF_UNIX, SOCK_STREAM, 0), socket -> socket.connect(remote, 0));
    }

    private interface Preparation {
        void run(Socket socket) throws IOException;
    }

    /** A socket that cannot be made ready is closed at once. */
    private static Socket ready(Socket socket, Preparation preparation) throws IOException {
        try {
            preparation.run(socket);
            return socket;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    /** The descriptor's number, or -1 once it is closed. */
    public int fd() {
        return descriptor.fd();
    }

    /** The family it was made with. */
    public int family() {
        return family;
    }

    /** Whether it is still open. */
    public boolean isOpen() {
        return descriptor.isOpen();
    }

    /** Its descriptor, which it owns; for waiting. */
    public Descriptor descriptor() {
        return descriptor;
    }

    private static void check(String what, int result) throws KernelException {
        if (result < 0) {
            throw new KernelException(what, result);
        }
    }

    /** Takes a local address. */
    public void bind(Address local) throws KernelException {
        byte[] raw = AddressFormat.encode(local);
        int result = kernel.bind(fd(), raw, raw.length);
        if (result < 0) {
            throw new KernelException("bind to " + local, result);
        }
        if (local instanceof UnixAddress unix) {
            name = UnixName.bound(kernel, descriptor, unix);
        }
    }

    /** Listens for connections. */
    public void listen(int backlog) throws KernelException {
        check("listen", kernel.listen(fd(), backlog));
    }

    /** Takes a connection if one is there; null if not. */
    public @Nullable Accepted tryAccept() throws KernelException {
        byte[] raw = new byte[AddressFormat.MAX_SIZE];
        int[] length = new int[1];
        DescriptorTable table = loop.descriptors();
        int fd = table.open(() -> kernel.accept4(fd(), raw, length, FLAGS));
        if (fd == -Errno.EAGAIN || fd == -Errno.EINTR) {
            return null;
        }
        check("accept a connection", fd);
        return new Accepted(new Socket(loop, fd, family), AddressFormat.decode(raw, length[0]));
    }

    /** Takes the next connection. Connections that were given up in the queue are passed over. */
    public Accepted accept(long timeoutNanos) throws IOException {
        while (true) {
            try {
                Accepted accepted = tryAccept();
                if (accepted != null) {
                    return accepted;
                }
            } catch (KernelException e) {
                if (e.errno() != Errno.ECONNABORTED) {
                    throw e;
                }
                continue;
            }
            waiting().await(Descriptor.READ, timeoutNanos);
        }
    }

    private DescriptorWait waiting() {
        DescriptorWait wait = waiting;
        if (wait == null) {
            wait = new DescriptorWait(loop, descriptor);
            waiting = wait;
        }
        return wait;
    }

    /**
     * Begins to connect.
     *
     * @return true if that is all; false if it goes on, until the socket is writable and {@link #takeError} says how it ended
     */
    public boolean startConnect(Address remote) throws KernelException {
        byte[] raw = AddressFormat.encode(remote);
        int result = kernel.connect(fd(), raw, raw.length);
        if (result == -Errno.EINPROGRESS || result == -Errno.EINTR) {
            return false;
        }
        if (result < 0) {
            throw new KernelException("connect to " + remote, result);
        }
        return true;
    }

    /** Connects. After a timeout the kernel goes on trying; close the socket to end that. */
    public void connect(Address remote, long timeoutNanos) throws IOException {
        if (startConnect(remote)) {
            return;
        }
        waiting().await(Descriptor.WRITE, timeoutNanos);
        int error = takeError();
        if (error != 0) {
            throw new KernelException("connect to " + remote, error);
        }
    }

    /** The pending error's number, which is cleared; 0 if there is none. */
    public int takeError() throws KernelException {
        byte[] value = new byte[Integer.BYTES];
        check("ask for the pending error", kernel.getsockopt(fd(), SOL_SOCKET, SO_ERROR, value));
        return ByteBuffer.wrap(value).order(ByteOrder.nativeOrder()).getInt();
    }

    /** The stream's reader; always the same. */
    public DescriptorReader reader() {
        DescriptorReader r = reader;
        if (r == null) {
            r = new DescriptorReader(loop, descriptor);
            reader = r;
        }
        return r;
    }

    /** The stream's writer; always the same. Tasks that share it use {@link #send}. */
    public DescriptorWriter writer() {
        DescriptorWriter w = writer;
        if (w == null) {
            w = new DescriptorWriter(loop, descriptor);
            writer = w;
        }
        return w;
    }

    private Mutex sending() {
        Mutex mutex = sending;
        if (mutex == null) {
            mutex = new Mutex();
            sending = mutex;
        }
        return mutex;
    }

    /**
     * Sends all of the data to the peer that the socket is connected with. Several tasks' data is never mixed; waiting for
     * one's turn does not count as inactivity.
     */
    public void send(byte[] data, long timeoutNanos) throws IOException {
        Mutex mutex = sending();
        mutex.lock(EventLoop.FOREVER);
        try {
            writer().write(data, 0, data.length, timeoutNanos);
        } finally {
            mutex.unlock();
        }
    }

    /** Sends one datagram, waiting for room. */
    public void send(byte[] data, Address to, long timeoutNanos) throws IOException {
        Mutex mutex = sending();
        mutex.lock(EventLoop.FOREVER);
        try {
            for (boolean waited = false; trySend(data, to) < 0; waited = true) {
                if (waited) {
                    // The queue of a UNIX receiver is full, and nobody will tell when it is not.
                    loop.sleep(FULL_QUEUE_NANOS);
                }
                writer().await(timeoutNanos);
            }
        } finally {
            mutex.unlock();
        }
    }

    /**
     * Sends once.
     *
     * @param to null for the peer that the socket is connected with
     * @return how many bytes were taken, or -1 if there is no room now
     */
    public int trySend(byte[] data, @Nullable Address to) throws KernelException {
        return trySend(data, 0, data.length, to);
    }

    /** As {@link #trySend(byte[], Address)}, for a part of the data. */
    public int trySend(byte[] data, int offset, int length, @Nullable Address to) throws KernelException {
        byte[] raw = to == null ? null : AddressFormat.encode(to);
        int n;
        do {
            n = kernel.sendto(fd(), data, offset, length, 0, raw, raw == null ? 0 : raw.length);
        } while (n == -Errno.EINTR);
        if (n == -Errno.EAGAIN) {
            return -1;
        }
        if (n < 0) {
            throw new KernelException(to == null ? "send" : "send to " + to, n);
        }
        return n;
    }

    /** Receives once, at most {@code max} bytes; null if nothing is there. */
    public @Nullable Received tryReceive(int max) throws KernelException {
        byte[] room = loop.descriptors().sharedBuffer(Math.min(max, MAX_RECEIVE));
        byte[] raw = new byte[AddressFormat.MAX_SIZE];
        int[] length = new int[1];
        int n;
        do {
            n = kernel.recvfrom(fd(), room, 0, Math.min(max, room.length), 0, raw, length);
        } while (n == -Errno.EINTR);
        if (n == -Errno.EAGAIN) {
            return null;
        }
        check("receive", n);
        return new Received(Arrays.copyOf(room, n), AddressFormat.decode(raw, length[0]));
    }

    /** Receives the next datagram, or the next bytes of a stream; what {@link #reader} has buffered is not looked at. */
    public Received receive(int max, long timeoutNanos) throws IOException {
        while (true) {
            Received received = tryReceive(max);
            if (received != null) {
                return received;
            }
            reader().await(timeoutNanos);
        }
    }

    /** Sets an option. */
    public <T> void set(SocketOption<T> option, T value) throws KernelException {
        check("set a socket option", kernel.setsockopt(fd(), option.level(), option.number(), option.encode(value)));
    }

    /** Where it is bound. */
    public Address localAddress() throws KernelException {
        byte[] raw = new byte[AddressFormat.MAX_SIZE];
        int[] length = new int[1];
        check("ask for the local address", kernel.getsockname(fd(), raw, length));
        return AddressFormat.decode(raw, length[0]);
    }

    /** What it is connected with. */
    public Address remoteAddress() throws KernelException {
        byte[] raw = new byte[AddressFormat.MAX_SIZE];
        int[] length = new int[1];
        check("ask for the peer's address", kernel.getpeername(fd(), raw, length));
        return AddressFormat.decode(raw, length[0]);
    }

    /** Tells the peer that nothing more will be sent; receiving goes on. */
    public void shutdownOutput() throws KernelException {
        check("shut the output down", kernel.shutdown(fd(), SHUT_WR));
    }

    /** Closes it: whoever waits on it goes on with an error, later. Does nothing the second time. */
    @Override
    public void close() {
        UnixName bound = name;
        name = null;
        if (descriptor.isOpen() && bound != null) {
            descriptor.whenAbandoned(null);
            descriptor.close();
            bound.run();
            return;
        }
        descriptor.close();
    }

    @Override
    public String toString() {
        return isOpen() ? "socket " + fd() : "closed socket";
    }
}
