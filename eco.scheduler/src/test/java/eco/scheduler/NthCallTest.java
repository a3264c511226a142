package eco.scheduler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import eco.scheduler.kernel.Kernel;
import eco.scheduler.kernel.Linux;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One exchange over a socket pair, with exactly the Nth system call failing, for every N until none is left to fail. */
@Timeout(120)
class NthCallTest {
    private static final int NEW = Linux.SOCK_NONBLOCK | Linux.SOCK_CLOEXEC;
    /** Whatever close answers, the descriptor is gone; a fault there would be the test's own leak. */
    private static final List<String> SPARED = List.of("close", "notify");

    static List<Integer> errors() {
        return List.of(Errno.EINTR, Errno.ENOMEM, Errno.EMFILE);
    }

    @ParameterizedTest
    @MethodSource("errors")
    void anySingleFailureIsToldOrBridgedAndNeverHangsOrLeaks(int errno) {
        int before = openDescriptors();
        int failures = 0;
        int nth = 1;
        while (true) {
            int[] calls = {0};
            int stop = nth++;
            boolean[] told = new boolean[1];
            EventLoop.Options options = EventLoop.Options.defaults().withKernel(() -> failing(stop, errno, calls));
            Setup.onThread(() -> {
                try (EventLoop loop = EventLoop.open(options)) {
                    loop.spawn("exchange", () -> told[0] = !exchange(loop));
                    loop.run();
                }
            });
            if (told[0]) {
                failures++;
            }
            if (calls[0] < stop) {
                assertTrue(!told[0], "no call failed, and yet");
                break;
            }
        }
        assertTrue(nth > 12, "too few calls to be the whole exchange: " + nth);
        assertTrue(errno == Errno.EINTR || failures > 3, "only " + failures + " failures were told");
        assertTrue(openDescriptors() <= before, "descriptors leaked");
    }

    /** False if a failure was told; anything that comes through must be right. */
    @SuppressWarnings("try") // an early close is how one end tells the other that it gives up
    private static boolean exchange(EventLoop loop) {
        int[] fds = new int[2];
        if (loop.kernel().socketpair(Linux.AF_UNIX, Linux.SOCK_STREAM | NEW, 0, fds) < 0) {
            return false;
        }
        try (Descriptor near = loop.descriptors().adopt(fds[0]);
                Descriptor far = loop.descriptors().adopt(fds[1])) {
            boolean[] echoed = new boolean[1];
            Task echo = loop.start("echo", () -> echoed[0] = echo(far));
            byte[] got = new byte[3];
            int n = near.write(new byte[] {1, 2, 3}, 0, 3);
            if (n < 0) {
                near.close();
            } else {
                assertEquals(3, n);
                n = receive(near, got);
            }
            if (n < 0) {
                near.close();
            }
            while (!echo.isDone()) {
                loop.sleep(0);
            }
            if (n == 3 && echoed[0]) {
                assertArrayEquals(new byte[] {1, 2, 3}, got);
                return true;
            }
            return false;
        }
    }

    private static boolean echo(Descriptor d) {
        byte[] got = new byte[3];
        int n = receive(d, got);
        int sent = n == 3 ? d.write(got, 0, 3) : -1;
        if (sent != 3) {
            d.close();
        }
        return sent == 3;
    }

    private static int receive(Descriptor d, byte[] into) {
        try {
            int n = d.read(into, 0, into.length);
            while (n == -Errno.EAGAIN) {
                if (d.blockReadable(EventLoop.FOREVER) == Wake.CLOSED) {
                    return -Errno.EBADF;
                }
                n = d.read(into, 0, into.length);
            }
            return n == 0 ? -Errno.EPIPE : n;
        } catch (KernelException e) {
            return -e.errno();
        }
    }

    private static Kernel failing(int nth, int errno, int[] calls) {
        Kernel real = Kernel.open();
        return (Kernel) Proxy.newProxyInstance(
                Kernel.class.getClassLoader(), new Class<?>[] {Kernel.class}, (proxy, method, arguments) -> {
                    // Waiting for events makes no descriptor; the kernel has no such answer there.
                    boolean possible =
                            errno != Errno.EMFILE || !method.getName().equals("epollWait");
                    if (possible && !SPARED.contains(method.getName()) && ++calls[0] == nth) {
                        return -errno;
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static int openDescriptors() {
        String[] names = new File("/proc/self/fd").list();
        return names == null ? 0 : names.length;
    }
}
