package eco.scheduler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import eco.scheduler.kernel.Linux;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** On the plain kernel and on those that misbehave: the same results, whatever the kernel does in between. */
@Timeout(120)
@ParameterizedClass
@MethodSource("eco.scheduler.Setup#setups")
record DescriptorTest(Setup setup) {
    private static final long MILLI = 1_000_000;
    private static final int NEW = Linux.SOCK_NONBLOCK | Linux.SOCK_CLOEXEC;

    /** A connected pair of stream sockets. */
    private static Descriptor[] pair(EventLoop loop) {
        int[] fds = new int[2];
        int result = persist(() -> loop.kernel().socketpair(Linux.AF_UNIX, Linux.SOCK_STREAM | NEW, 0, fds));
        assertEquals(0, result, () -> Errno.name(result));
        return new Descriptor[] {
            loop.descriptors().adopt(fds[0]), loop.descriptors().adopt(fds[1])
        };
    }

    /** A test on a kernel that fails for a moment tries again; a program might give up. */
    private static int persist(IntSupplier call) {
        int result = call.getAsInt();
        for (int i = 0; i < 5 && (result == -Errno.EMFILE || result == -Errno.ENOMEM); i++) {
            result = call.getAsInt();
        }
        return result;
    }

    private interface Wait {
        Wake run() throws KernelException;
    }

    private static Wake persist(Wait wait) {
        for (int i = 0; ; i++) {
            try {
                return wait.run();
            } catch (KernelException e) {
                boolean passing = e.errno() == Errno.ENOMEM || e.errno() == Errno.EMFILE;
                if (!passing || i == 5) {
                    throw Coroutine.<RuntimeException>unchecked(e);
                }
            }
        }
    }

    private Wake readable(Descriptor d, long timeout) {
        return persist(() -> d.awaitReadable(timeout));
    }

    private Wake writable(Descriptor d, long timeout) {
        return persist(() -> d.awaitWritable(timeout));
    }

    /** After EAGAIN. A kernel that says so without cause must be looked at again. */
    private Wake blockReadable(Descriptor d) {
        return setup.kernelName().equals("EAGAIN")
                ? readable(d, EventLoop.FOREVER)
                : persist(() -> d.blockReadable(EventLoop.FOREVER));
    }

    private Wake blockWritable(Descriptor d) {
        return setup.kernelName().equals("EAGAIN")
                ? writable(d, EventLoop.FOREVER)
                : persist(() -> d.blockWritable(EventLoop.FOREVER));
    }

    private byte[] readToEnd(Descriptor d) {
        byte[] all = new byte[64];
        int have = 0;
        while (true) {
            if (have == all.length) {
                all = Arrays.copyOf(all, have * 2);
            }
            int n = d.read(all, have, all.length - have);
            if (n == 0) {
                return Arrays.copyOf(all, have);
            } else if (n > 0) {
                have += n;
            } else {
                assertEquals(Errno.EAGAIN, -n);
                assertEquals(Wake.READY, blockReadable(d));
            }
        }
    }

    private void writeAll(Descriptor d, byte[] data) {
        int sent = 0;
        while (sent < data.length) {
            int n = d.write(data, sent, data.length - sent);
            if (n >= 0) {
                sent += n;
            } else {
                assertEquals(Errno.EAGAIN, -n);
                assertEquals(Wake.READY, blockWritable(d));
            }
        }
    }

    private void writeByte(Descriptor d) {
        writeAll(d, new byte[] {42});
    }

    private static byte[] pattern(int length) {
        byte[] data = new byte[length];
        for (int i = 0; i < length; i++) {
            data[i] = (byte) (i * 31 + (i >> 8));
        }
        return data;
    }

    @Test
    void bytesArriveCompleteAndInOrderThroughASocket() {
        setup.run(loop -> {
            Descriptor[] ends = pair(loop);
            byte[] data = pattern(3_000_000);
            loop.spawn("writer", () -> {
                writeAll(ends[0], data);
                ends[0].close();
            });
            assertArrayEquals(data, readToEnd(ends[1]));
            ends[1].close();
            assertEquals(0, loop.descriptors().openCount());
        });
    }

    @Test
    void bytesArriveCompleteAndInOrderThroughAPipe() {
        setup.run(loop -> {
            int[] fds = new int[2];
            assertEquals(0, persist(() -> loop.kernel().pipe2(fds, Linux.O_NONBLOCK | Linux.O_CLOEXEC)));
            Descriptor in = loop.descriptors().adopt(fds[0]);
            Descriptor out = loop.descriptors().adopt(fds[1]);
            byte[] data = pattern(500_000);
            loop.spawn("writer", () -> {
                writeAll(out, data);
                out.close();
            });
            assertArrayEquals(data, readToEnd(in));
            in.close();
        });
    }

    @Test
    void manyPairsEchoAtOnce() {
        setup.run(loop -> {
            WaitGroup group = new WaitGroup();
            byte[] data = pattern(10_000);
            for (int i = 0; i < 50; i++) {
                Descriptor[] ends = pair(loop);
                group.add(2);
                loop.spawn("echo", () -> {
                    byte[] all = readToEnd(ends[1]);
                    assertArrayEquals(data, all);
                    ends[1].close();
                    group.done();
                });
                loop.spawn("client", () -> {
                    for (int k = 0; k < data.length; k += 1000) {
                        writeAll(ends[0], Arrays.copyOfRange(data, k, k + 1000));
                        loop.sleep(0);
                    }
                    ends[0].close();
                    group.done();
                });
            }
            assertTrue(group.await(EventLoop.FOREVER));
            assertEquals(0, loop.descriptors().openCount());
        });
    }

    @Test
    void waitLooksFirstAndSoMissesNothingThatCameBefore() {
        setup.run(loop -> {
            Descriptor[] ends = pair(loop);
            writeByte(ends[0]);
            for (int i = 0; i < 3; i++) {
                assertEquals(Wake.READY, readable(ends[1], EventLoop.FOREVER), "level, not edge");
            }
            assertEquals(Wake.READY, writable(ends[1], EventLoop.FOREVER));
        });
    }

    @Test
    void waitTimesOut() {
        setup.run(loop -> {
            Descriptor[] ends = pair(loop);
            assertEquals(Wake.TIMEOUT, readable(ends[0], 0));
            long before = loop.now();
            assertEquals(Wake.TIMEOUT, readable(ends[0], 5 * MILLI));
            assertTrue(loop.now() - before >= 5 * MILLI);
            writeByte(ends[1]);
            assertEquals(Wake.READY, readable(ends[0], 5000 * MILLI));
            assertEquals(0, loop.timerCount());
        });
    }

    @Test
    void timeoutThatIsDueBeatsReadinessOfTheSameTurn() {
        setup.run(loop -> {
            Descriptor[] ends = pair(loop);
            List<Wake> got = new ArrayList<>();
            loop.start("waiter", () -> got.add(readable(ends[0], MILLI)));
            long until = loop.now() + 3 * MILLI;
            writeByte(ends[1]);
            while (loop.now() < until) {
                Thread.onSpinWait();
            }
            loop.sleep(0);
            loop.sleep(0);
            assertEquals(List.of(Wake.TIMEOUT), got);
            assertEquals(Wake.READY, readable(ends[0], 0), "the data is there for the next read");
        });
    }

    @Test
    void cancelQueuesTheWaiterAndIsNotRemembered() {
        setup.run(loop -> {
            Descriptor[] ends = pair(loop);
            List<Wake> got = new ArrayList<>();
            ends[0].cancelRead();
            loop.start("waiter", () -> {
                got.add(readable(ends[0], EventLoop.FOREVER));
                got.add(readable(ends[0], MILLI));
            });
            ends[0].cancelRead();
            ends[0].cancelRead();
            assertEquals(List.of(), got);
            loop.sleep(20 * MILLI);
            assertEquals(List.of(Wake.CANCELED, Wake.TIMEOUT), got);
        });
    }

    @Test
    void secondWaiterOfADirectionIsRefusedAndTheFirstStays() {
        setup.run(loop -> {
            Descriptor[] ends = pair(loop);
            List<Wake> got = new ArrayList<>();
            loop.start("first", () -> got.add(readable(ends[0], EventLoop.FOREVER)));
            assertEquals(
                    Descriptor.READ,
                    assertThrows(BusyDescriptorException.class, () -> readable(ends[0], MILLI))
                            .direction());
            assertEquals(Wake.READY, writable(ends[0], EventLoop.FOREVER), "the other direction is free");
            writeByte(ends[1]);
            loop.sleep(20 * MILLI);
            assertEquals(List.of(Wake.READY), got);
        });
    }

    @Test
    void readerAndWriterOfOneDescriptorWaitSideBySide() {
        setup.run(loop -> {
            Descriptor[] ends = pair(loop);
            List<String> got = new ArrayList<>();
            loop.start("writer", () -> {
                writeAll(ends[0], pattern(2_000_000));
                got.add("written");
            });
            loop.start("reader", () -> got.add("read " + readable(ends[0], EventLoop.FOREVER)));
            assertEquals(List.of(), got);
            writeByte(ends[1]);
            loop.start("drain", () -> {
                byte[] buffer = new byte[100_000];
                int left = 2_000_000;
                while (left > 0) {
                    int n = ends[1].read(buffer, 0, buffer.length);
                    if (n < 0) {
                        blockReadable(ends[1]);
                    } else {
                        left -= n;
                    }
                }
            });
            while (got.size() < 2) {
                loop.sleep(MILLI);
            }
            assertTrue(got.contains("written") && got.contains("read READY"));
        });
    }

    @Test
    void waiterForBothDirectionsIsWokenOnce() {
        setup.run(loop -> {
            Descriptor[] ends = pair(loop);
            assertEquals(
                    Wake.READY, persist(() -> ends[0].await(Descriptor.READ | Descriptor.WRITE, EventLoop.FOREVER)));
            assertThrows(IllegalArgumentException.class, () -> ends[0].await(0, 1));
            assertThrows(IllegalArgumentException.class, () -> ends[0].await(2, 1));
        });
    }

    @Test
    void closingWakesTheWaitersAndTheNumberIsGone() {
        setup.run(loop -> {
            Descriptor[] ends = pair(loop);
            List<Wake> got = new ArrayList<>();
            int number = ends[0].fd();
            loop.start("reader", () -> got.add(readable(ends[0], EventLoop.FOREVER)));
            loop.start("reader with timeout", () -> got.add(readable(ends[1], 100_000 * MILLI)));
            assertEquals(0, loop.descriptors().close(number));
            ends[1].close();
            ends[1].close();
            loop.sleep(0);
            assertEquals(List.of(Wake.CLOSED, Wake.CLOSED), got);
            assertEquals(-1, ends[0].fd());
            assertFalse(ends[0].isOpen());
            assertEquals(-Errno.EBADF, loop.descriptors().close(number));
            assertEquals(-Errno.EBADF, ends[0].read(new byte[1], 0, 1));
            assertEquals(Wake.CLOSED, readable(ends[0], EventLoop.FOREVER));
            assertNull(loop.descriptors().find(number));
        });
    }

    @Test
    void endOfStreamWakesTheReader() {
        setup.run(loop -> {
            Descriptor[] ends = pair(loop);
            loop.start("closer", () -> {
                loop.sleep(MILLI);
                ends[1].close();
            });
            assertEquals(0, readToEnd(ends[0]).length);
        });
    }

    @Test
    void closedTaskFreesItsDirection() {
        setup.run(loop -> {
            Descriptor[] ends = pair(loop);
            Task waiter = loop.start("waiter", () -> readable(ends[0], EventLoop.FOREVER));
            waiter.close();
            assertEquals(Wake.TIMEOUT, readable(ends[0], MILLI));
            assertEquals(0, loop.descriptors().waits);
        });
    }

    @Test
    void reusedNumberDoesNotHearItsPredecessor() {
        setup.run(loop -> {
            for (int i = 0; i < 20; i++) {
                Descriptor[] ends = pair(loop);
                assertEquals(Wake.TIMEOUT, readable(ends[0], 0));
                writeByte(ends[1]);
                ends[0].close();
                ends[1].close();
                Descriptor[] fresh = pair(loop);
                assertEquals(Wake.TIMEOUT, readable(fresh[0], MILLI / 2));
                fresh[0].close();
                fresh[1].close();
            }
            assertEquals(0, loop.descriptors().openCount());
        });
    }

    @Test
    void regularFileCannotBeWaitedFor() {
        setup.run(loop -> {
            byte[] path = "/proc/self/maps".getBytes(StandardCharsets.UTF_8);
            int fd = persist(() -> loop.kernel().openat(Linux.AT_FDCWD, path, Linux.O_CLOEXEC, 0));
            try (Descriptor file = loop.descriptors().adopt(fd)) {
                assertEquals(
                        Errno.EPERM,
                        assertThrows(NotPollableException.class, () -> readable(file, EventLoop.FOREVER))
                                .errno());
            }
        });
    }

    @Test
    void adoptedDescriptorThatIsDroppedGetsClosed() {
        setup.run(loop -> {
            String[] socket = new String[1];
            int number = dropped(loop, socket);
            for (int i = 0; i < 100 && target(number).equals(socket[0]); i++) {
                System.gc();
                loop.sleep(MILLI);
            }
            assertNull(loop.descriptors().find(number));
            assertNotEquals(socket[0], target(number));
            assertEquals(0, loop.descriptors().openCount());
        });
    }

    private static int dropped(EventLoop loop, String[] target) {
        Descriptor[] ends = pair(loop);
        target[0] = target(ends[0].fd());
        return ends[0].fd();
    }

    /** What a number leads to, such as {@code socket:[4711]}; the number alone may be anyone's by now. */
    private static String target(int fd) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd/" + fd)).toString();
        } catch (IOException e) {
            return "nothing";
        }
    }

    @Test
    void numberHeldByAProgramStaysOpenThoughUnreachable() {
        setup.run(loop -> {
            int[] fds = new int[2];
            persist(() -> loop.kernel().pipe2(fds, Linux.O_NONBLOCK | Linux.O_CLOEXEC));
            loop.descriptors().adoptNumber(fds[0]);
            loop.descriptors().adoptNumber(fds[1]);
            System.gc();
            loop.sleep(0);
            assertNotNull(loop.descriptors().find(fds[0]));
            assertEquals(0, loop.descriptors().close(fds[0]));
            assertEquals(0, loop.descriptors().close(fds[1]));
        });
    }

    @Test
    void waitingTaskKeepsADescriptorThatNobodyElseHolds() {
        setup.run(loop -> {
            List<Wake> got = new ArrayList<>();
            Descriptor far = waitedFor(loop, got);
            System.gc();
            loop.sleep(MILLI);
            writeByte(far);
            loop.sleep(20 * MILLI);
            assertEquals(List.of(Wake.READY), got);
        });
    }

    private Descriptor waitedFor(EventLoop loop, List<Wake> got) {
        Descriptor[] ends = pair(loop);
        Descriptor near = ends[0];
        loop.start("waiter", () -> got.add(readable(near, EventLoop.FOREVER)));
        return ends[1];
    }

    @Test
    void descriptorsOfTheJvmAreRefused() {
        setup.run(loop -> {
            int epoll = persist(() -> loop.kernel().epollCreate());
            assertEquals(-Errno.EBADF, loop.descriptors().close(epoll), "not known here: may be anyone's");
            assertThrows(KernelException.class, () -> loop.descriptors().attach(epoll));
            loop.kernel().close(epoll);
            assertEquals(-Errno.EBADF, loop.descriptors().close(-1));
            assertEquals(-Errno.EBADF, loop.descriptors().close(987_654));
            assertSame(loop.descriptors().attach(2), loop.descriptors().attach(2));
        });
    }

    @Test
    void virtualNumbersAreOpenWhileTheirOwnerIs() {
        setup.run(loop -> {
            DescriptorTable table = loop.descriptors();
            List<String> closed = new ArrayList<>();
            String owner = new String("owner");
            int first = table.allocateVirtual(owner, closed::add);
            int second = table.allocateVirtual(owner, closed::add);
            int orphan = table.allocateVirtual(new Object(), o -> closed.add("orphan"));
            assertTrue(first >= 1 << 30 && second > first);
            assertEquals(0, table.close(first));
            assertEquals(-Errno.EBADF, table.close(first));
            table.releaseVirtual(second);
            assertEquals(-Errno.EBADF, table.close(second));
            System.gc();
            assertEquals(-Errno.EBADF, table.close(orphan));
            assertEquals(List.of("owner"), closed);
        });
    }

    @Test
    void runningOutOfDescriptorsCollectsTheAbandonedOnes() {
        setup.run(loop -> {
            dropped(loop, new String[1]);
            int[] calls = new int[1];
            int result = loop.descriptors().open(() -> calls[0]++ == 0 ? -Errno.EMFILE : 77);
            assertEquals(77, result);
            assertEquals(2, calls[0]);
            assertEquals(0, loop.descriptors().openCount());
        });
    }

    @Test
    void failureInOneReaderLosesNoOtherEvent() {
        Setup.onThread(() -> {
            try (EventLoop loop = EventLoop.open(setup.options())) {
                List<String> log = new ArrayList<>();
                Descriptor[] bad = pair(loop);
                Descriptor[] good = pair(loop);
                loop.start("bad", () -> {
                    readable(bad[0], EventLoop.FOREVER);
                    throw new IllegalStateException("boom");
                });
                loop.start("good", () -> log.add("good " + readable(good[0], EventLoop.FOREVER)));
                writeByte(bad[1]);
                writeByte(good[1]);
                assertThrows(IllegalStateException.class, loop::run);
                loop.run();
                assertEquals(List.of("good READY"), log);
            }
        });
    }

    @Test
    void executeWakesALoopThatWaitsInEpoll() {
        setup.run(loop -> {
            Descriptor[] ends = pair(loop);
            for (int i = 0; i < 20; i++) {
                new Thread(() -> loop.execute(ends[0]::cancelRead)).start();
                assertEquals(Wake.CANCELED, readable(ends[0], EventLoop.FOREVER));
            }
        });
    }

    @Test
    void closedLoopLeavesNoDescriptorBehind() throws Exception {
        setup.run(loop -> pair(loop));
        int before = openDescriptors();
        for (int i = 0; i < 10; i++) {
            setup.run(loop -> {
                Descriptor[] ends = pair(loop);
                readable(ends[0], MILLI);
            });
        }
        assertTrue(openDescriptors() <= before, "descriptors leaked");
    }

    private static int openDescriptors() {
        String[] names = new java.io.File("/proc/self/fd").list();
        return names == null ? 0 : names.length;
    }
}
