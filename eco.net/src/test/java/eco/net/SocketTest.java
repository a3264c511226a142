package eco.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import eco.scheduler.Errno;
import eco.scheduler.EventLoop;
import eco.scheduler.KernelException;
import eco.scheduler.WaitGroup;
import eco.scheduler.stream.WaitCanceledException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
@ParameterizedClass
@MethodSource("eco.net.Setup#setups")
record SocketTest(Setup setup) {
    private static final long FOREVER = EventLoop.FOREVER;
    private static final long MILLI = 1_000_000;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Socket listener() throws IOException {
        return Socket.listenTcp(new IpEndpoint(IpAddress.LOOPBACK4, 0));
    }

    private static void serve(Socket connection) throws IOException {
        try (connection) {
            for (byte[] line = connection.reader().readLine(true, FOREVER);
                    line != null;
                    line = connection.reader().readLine(true, FOREVER)) {
                connection.send(line, FOREVER);
            }
        }
    }

    @Test
    void manyConnectionsEchoLines() {
        setup.run(loop -> {
            Socket listener = listener();
            loop.spawn(
                    "server",
                    () -> assertThrows(WaitCanceledException.class, () -> {
                        while (true) {
                            Socket connection = listener.accept(FOREVER).socket();
                            loop.spawn("connection", () -> Setup.unchecked(() -> serve(connection)));
                        }
                    }));
            WaitGroup clients = new WaitGroup();
            for (int i = 0; i < 50; i++) {
                String line = "line " + i + "\n";
                clients.add(1);
                loop.spawn(
                        "client",
                        () -> Setup.unchecked(() -> {
                            try (Socket client =
                                    Socket.connectTcp((IpEndpoint) listener.localAddress(), 5_000 * MILLI)) {
                                for (int k = 0; k < 10; k++) {
                                    client.send(bytes(line), FOREVER);
                                    assertArrayEquals(
                                            bytes(line), client.reader().readLine(true, FOREVER));
                                }
                            }
                            clients.done();
                        }));
            }
            assertTrue(clients.await(FOREVER));
            listener.close();
            loop.sleep(0);
        });
    }

    @Test
    void peersKnowEachOthersAddresses() {
        setup.run(loop -> {
            try (Socket listener = listener();
                    Socket client = Socket.connectTcp((IpEndpoint) listener.localAddress(), FOREVER)) {
                Accepted accepted = listener.accept(FOREVER);
                assertEquals(client.localAddress(), accepted.peer());
                assertEquals(listener.localAddress(), client.remoteAddress());
                client.shutdownOutput();
                assertNull(accepted.socket().reader().read(1, FOREVER));
                accepted.socket().close();
            }
        });
    }

    @Test
    void connectingToNobodyIsRefused() {
        setup.run(loop -> {
            IpEndpoint nobody;
            try (Socket listener = listener()) {
                nobody = (IpEndpoint) listener.localAddress();
            }
            int before = loop.descriptors().openCount();
            KernelException e = assertThrows(KernelException.class, () -> Socket.connectTcp(nobody, FOREVER));
            assertEquals(Errno.ECONNREFUSED, e.errno());
            assertTrue(e.getMessage().contains(nobody.toString()), e.getMessage());
            assertEquals(before, loop.descriptors().openCount());
        });
    }

    @Test
    void datagramsKeepTheirBoundsAndTellTheirSender() {
        setup.run(loop -> {
            try (Socket a = Socket.udp(new IpEndpoint(IpAddress.LOOPBACK4, 0));
                    Socket b = Socket.udp(new IpEndpoint(IpAddress.LOOPBACK4, 0))) {
                a.send(bytes("hello"), b.localAddress(), FOREVER);
                a.send(bytes(""), b.localAddress(), FOREVER);
                Received first = b.receive(3, FOREVER);
                assertArrayEquals(bytes("hel"), first.data());
                assertEquals(a.localAddress(), first.from());
                assertEquals(0, b.receive(100, FOREVER).data().length);
                assertThrows(SocketTimeoutException.class, () -> b.receive(100, 5 * MILLI));
            }
        });
    }

    @Test
    void unixFileGoesWithItsSocket() throws IOException {
        Path folder = Files.createTempDirectory("eco");
        Path path = folder.resolve("server");
        setup.run(loop -> {
            UnixAddress address = UnixAddress.of(path.toString());
            Socket server = Socket.listenUnix(address);
            assertTrue(Files.exists(path));
            assertThrows(KernelException.class, () -> Socket.listenUnix(address));
            assertTrue(Files.exists(path));
            try (Socket client = Socket.connectUnix(address)) {
                Accepted accepted = server.accept(FOREVER);
                assertTrue(((UnixAddress) accepted.peer()).isUnnamed());
                client.send(bytes("x"), FOREVER);
                assertArrayEquals(bytes("x"), accepted.socket().reader().read(10, FOREVER));
                accepted.socket().close();
                assertTrue(Files.exists(path));
            }
            server.close();
            assertFalse(Files.exists(path));
            Socket.listenUnix(address);
        });
        // The last one was dropped; closing the loop has closed it.
        assertFalse(Files.exists(path));
        Files.delete(folder);
    }

    @Test
    void fullUnixReceiverIsWaitedFor() {
        setup.run(loop -> {
            try (Socket receiver = Socket.open(Socket.AF_UNIX, Socket.SOCK_DGRAM, 0);
                    Socket sender = Socket.open(Socket.AF_UNIX, Socket.SOCK_DGRAM, 0)) {
                receiver.bind(UnixAddress.of(""));
                Address to = receiver.localAddress();
                byte[] data = new byte[1000];
                int queued = 0;
                while (sender.trySend(data, to) >= 0) {
                    queued++;
                }
                loop.spawn("receiver", () -> Setup.unchecked(() -> receiver.receive(2000, FOREVER)));
                sender.send(data, to, FOREVER);
                for (int i = 0; i < queued; i++) {
                    assertEquals(1000, receiver.receive(2000, FOREVER).data().length);
                }
            }
        });
    }

    @Test
    void sendersTakeTurns() {
        setup.run(loop -> {
            Socket[] ends = Socket.pair(Socket.AF_UNIX, Socket.SOCK_STREAM, 0);
            ends[0].set(SocketOption.SEND_BUFFER, 4096);
            for (int i = 0; i < 3; i++) {
                byte[] data = ("" + i).repeat(50_000).getBytes(StandardCharsets.US_ASCII);
                loop.spawn("sender", () -> Setup.unchecked(() -> ends[0].send(data, FOREVER)));
            }
            String all = new String(ends[1].reader().readFully(150_000, FOREVER), StandardCharsets.US_ASCII);
            assertEquals("0".repeat(50_000) + "1".repeat(50_000) + "2".repeat(50_000), all);
            ends[0].close();
            ends[1].close();
        });
    }

    @Test
    void closingEndsEveryWaitAndFreesTheNumber() {
        setup.run(loop -> {
            Socket[] ends = Socket.pair(Socket.AF_UNIX, Socket.SOCK_STREAM, 0);
            List<String> ended = new ArrayList<>();
            loop.start("reader", () -> {
                assertThrows(WaitCanceledException.class, () -> ends[0].reader().read(1, FOREVER));
                ended.add("reader");
            });
            loop.start("writer", () -> {
                assertThrows(WaitCanceledException.class, () -> ends[0].send(new byte[8_000_000], FOREVER));
                ended.add("writer");
            });
            ends[0].close();
            assertEquals(List.of(), ended);
            loop.sleep(0);
            assertEquals(List.of("reader", "writer"), ended);
            assertFalse(ends[0].isOpen());
            assertEquals(-1, ends[0].fd());
            KernelException e = assertThrows(KernelException.class, () -> ends[0].send(new byte[1], FOREVER));
            assertEquals(Errno.EBADF, e.errno());
            ends[1].close();
        });
    }

    @Test
    void noDescriptorIsLeftOpen() throws IOException {
        setup.run(loop -> {
            long before = openDescriptors();
            for (int i = 0; i < 200; i++) {
                Socket[] ends = Socket.pair(Socket.AF_UNIX, Socket.SOCK_STREAM, 0);
                ends[0].send(bytes("x"), FOREVER);
                ends[1].reader().read(1, FOREVER);
                ends[0].close();
                ends[1].close();
                assertThrows(KernelException.class, () -> Socket.listenTcp(IpEndpoint.of("8.8.8.8", 0)));
            }
            assertTrue(openDescriptors() <= before + 5);
        });
    }

    private static long openDescriptors() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        }
    }

    @Test
    void interfacesAreFoundByNameAndIndex() {
        setup.run(loop -> {
            int lo = NetworkInterfaces.index(loop, "lo");
            assertTrue(lo > 0);
            assertEquals("lo", NetworkInterfaces.name(loop, lo));
            assertEquals(0, NetworkInterfaces.index(loop, "no-such-interface"));
            assertNull(NetworkInterfaces.name(loop, 99_999));
        });
    }
}
