package consumer;

import eco.net.IpEndpoint;
import eco.net.Socket;
import eco.scheduler.EventLoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** An echo server and two clients of it, as tasks of one loop; no Lua. */
public final class Main {
    private static final long LIMIT = 10_000_000_000L;

    private static final List<String> heard = new ArrayList<>();

    public static void main(String[] args) {
        try (EventLoop loop = EventLoop.open()) {
            loop.start("server", () -> run(() -> serve(loop)));
            loop.run();
        }
        if (!heard.equals(List.of("hello from 1", "hello from 2"))) {
            throw new AssertionError("heard " + heard);
        }
    }

    private static void serve(EventLoop loop) throws IOException {
        try (Socket server = Socket.listenTcp(IpEndpoint.of("127.0.0.1", 0))) {
            IpEndpoint address = (IpEndpoint) server.localAddress();
            for (int i = 1; i <= 2; i++) {
                String name = "hello from " + i;
                loop.spawn("client", () -> run(() -> ask(address, name)));
                Socket peer = server.accept(LIMIT).socket();
                loop.spawn("peer", () -> run(() -> echo(peer)));
            }
        }
    }

    private static void echo(Socket peer) throws IOException {
        try (peer) {
            for (byte[] some = peer.reader().read(4096, LIMIT); some != null; some = peer.reader().read(4096, LIMIT)) {
                peer.send(some, LIMIT);
            }
        }
    }

    private static void ask(IpEndpoint address, String text) throws IOException {
        try (Socket client = Socket.connectTcp(address, LIMIT)) {
            client.send((text + "\n").getBytes(StandardCharsets.UTF_8), LIMIT);
            heard.add(new String(client.reader().readLine(false, LIMIT), StandardCharsets.UTF_8));
        }
    }

    private interface Body {
        void run() throws IOException;
    }

    private static void run(Body body) {
        try {
            body.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
