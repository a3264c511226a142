package eco.scheduler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import eco.scheduler.kernel.Linux;
import eco.scheduler.stream.BusyStreamException;
import eco.scheduler.stream.DescriptorReader;
import eco.scheduler.stream.DescriptorReader.Piece;
import eco.scheduler.stream.DescriptorWait;
import eco.scheduler.stream.DescriptorWriter;
import eco.scheduler.stream.WaitCanceledException;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Reader and writer over a socket pair, with both carriers, also where every third transfer is interrupted or short. */
@Timeout(60)
@ParameterizedClass
@MethodSource("eco.scheduler.StreamTest#setups")
record StreamTest(Setup setup) {
    private static final long FOREVER = EventLoop.FOREVER;
    private static final long MILLI = 1_000_000;

    static java.util.List<Setup> setups() {
        return Setup.setups().stream()
                .filter(s -> !s.kernelName().equals("EMFILE") && !s.kernelName().equals("ENOMEM"))
                .filter(s -> !s.kernelName().equals("EAGAIN"))
                .toList();
    }

    private interface Body {
        void run(EventLoop loop, DescriptorReader reader, DescriptorWriter writer, Descriptor out) throws Exception;
    }

    /** Runs with a reader on one end of a pair of stream sockets and a writer on the other. */
    private void run(Body body) {
        setup.run(loop -> {
            int[] fds = new int[2];
            int flags = Linux.SOCK_STREAM | Linux.SOCK_NONBLOCK | Linux.SOCK_CLOEXEC;
            assertEquals(0, loop.kernel().socketpair(Linux.AF_UNIX, flags, 0, fds));
            Descriptor in = loop.descriptors().adopt(fds[0]);
            Descriptor out = loop.descriptors().adopt(fds[1]);
            body.run(loop, new DescriptorReader(loop, in), new DescriptorWriter(loop, out), out);
            in.close();
            out.close();
        });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void write(DescriptorWriter writer, String text) throws IOException {
        writer.write(bytes(text), 0, text.length(), FOREVER);
    }

    private static String text(byte[] data) {
        return new String(data, StandardCharsets.ISO_8859_1);
    }

    private static void later(EventLoop loop, long millis, Setup.Step step) {
        loop.spawn("later", () -> {
            loop.sleep(millis * MILLI);
            Setup.unchecked(step);
        });
    }

    @Test
    void linesNeedlesAndBlocksShareOneBuffer() {
        run((loop, reader, writer, out) -> {
            write(writer, "hello\nworld\r\nbyeENDtail");
            assertEquals("hello", text(reader.readLine(false, FOREVER)));
            assertEquals("world\r\n", text(reader.readLine(true, FOREVER)));
            Piece piece = reader.readUntil(bytes("END"), FOREVER);
            while (!piece.complete()) {
                piece = reader.readUntil(bytes("END"), FOREVER);
            }
            assertTrue("bye".endsWith(text(piece.data())));
            assertEquals("tail", text(reader.readFully(4, FOREVER)));
        });
    }

    @Test
    void lineEndsLoseOneCarriageReturnAlsoAcrossPackets() {
        run((loop, reader, writer, out) -> {
            write(writer, "a\r\r\n\r\n" + "x".repeat(4095) + "\r");
            later(loop, 5, () -> write(writer, "\nrest\r"));
            later(loop, 10, () -> write(writer, "\n"));
            assertEquals("a\r", text(reader.readLine(false, FOREVER)));
            assertEquals("", text(reader.readLine(false, FOREVER)));
            assertEquals(4095, reader.readLine(false, FOREVER).length);
            assertEquals("rest", text(reader.readLine(false, FOREVER)));
        });
    }

    @Test
    void needleIsFoundThoughItArrivesInPieces() {
        run((loop, reader, writer, out) -> {
            later(loop, 5, () -> write(writer, "abcd"));
            later(loop, 20, () -> write(writer, "EFENDtail"));
            StringBuilder all = new StringBuilder();
            Piece piece;
            do {
                piece = reader.readUntil(bytes("END"), FOREVER);
                all.append(text(piece.data()));
            } while (!piece.complete());
            assertEquals("abcdEF", all.toString());
            assertEquals("tail", text(reader.readFully(4, FOREVER)));
        });
    }

    @Test
    void piecesBeforeANeedleAreAsLongAsTheReadAheadAllows() {
        if (setup.kernelName().equals("SHORT")) {
            return;
        }
        run((loop, reader, writer, out) -> {
            write(writer, "x".repeat(10_000) + "END");
            assertEquals(4094, reader.readUntil(bytes("END"), FOREVER).data().length);
            assertEquals(4094, reader.readUntil(bytes("END"), FOREVER).data().length);
            Piece last = reader.readUntil(bytes("END"), FOREVER);
            assertEquals(1812, last.data().length);
            assertTrue(last.complete());
        });
    }

    @Test
    void timedOutCallLeavesWhatItGathered() {
        run((loop, reader, writer, out) -> {
            write(writer, "abc");
            assertThrows(SocketTimeoutException.class, () -> reader.readLine(false, 5 * MILLI));
            write(writer, "def\nghi");
            assertEquals("abcdef", text(reader.readLine(false, FOREVER)));
            assertThrows(SocketTimeoutException.class, () -> reader.readFully(5, 5 * MILLI));
            assertThrows(SocketTimeoutException.class, () -> reader.readAll(5 * MILLI));
            assertEquals("ghi", text(reader.readFully(3, FOREVER)));
            write(writer, "ab");
            assertThrows(SocketTimeoutException.class, () -> reader.readUntil(bytes("END"), 5 * MILLI));
            write(writer, "END");
            assertEquals("ab", text(reader.readUntil(bytes("END"), FOREVER).data()));
        });
    }

    @Test
    void timeoutLimitsInactivityAndNotTheCall() {
        run((loop, reader, writer, out) -> {
            for (int i = 1; i <= 4; i++) {
                later(loop, 30 * i, () -> write(writer, "x"));
            }
            assertEquals("xxxx", text(reader.readFully(4, 100 * MILLI)));
        });
    }

    @Test
    void endOfStreamIsTold() {
        run((loop, reader, writer, out) -> {
            write(writer, "partial");
            out.close();
            assertNull(reader.readFully(100, FOREVER));
            assertNull(reader.readLine(false, FOREVER));
            assertNull(reader.read(1, FOREVER));
            assertNull(reader.readAll(FOREVER));
            assertNull(reader.readUntil(bytes("x"), FOREVER));
        });
    }

    @Test
    void readingAllOfAnEmptyStreamGivesNothingOnceAndThenTheEnd() {
        run((loop, reader, writer, out) -> {
            out.close();
            assertEquals(0, reader.readAll(FOREVER).length);
            assertNull(reader.readAll(FOREVER));
        });
        run((loop, reader, writer, out) -> {
            write(writer, "abc");
            out.close();
            assertEquals("abc", text(reader.readAll(FOREVER)));
            assertNull(reader.readAll(FOREVER));
        });
    }

    @Test
    void needleAtTheEndOfStreamGivesTheRestAndThenTheEnd() {
        run((loop, reader, writer, out) -> {
            write(writer, "ab");
            out.close();
            Piece rest = reader.readUntil(bytes("END"), FOREVER);
            assertEquals("ab", text(rest.data()));
            assertFalse(rest.complete());
            assertNull(reader.readUntil(bytes("END"), FOREVER));
        });
    }

    @Test
    void bigBlocksCrossASmallBuffer() {
        run((loop, reader, writer, out) -> {
            byte[] data = new byte[2_000_000];
            for (int i = 0; i < data.length; i++) {
                data[i] = (byte) (i * 31 + (i >> 8));
            }
            loop.spawn(
                    "writer",
                    () -> Setup.unchecked(() -> {
                        writer.write(data, 0, data.length, FOREVER);
                        out.close();
                    }));
            assertArrayEquals(Arrays.copyOf(data, 1_500_000), reader.readFully(1_500_000, FOREVER));
            assertArrayEquals(Arrays.copyOfRange(data, 1_500_000, data.length), reader.readAll(FOREVER));
        });
    }

    @Test
    void cancelWakesTheWaiterLaterAndIsNotRemembered() {
        run((loop, reader, writer, out) -> {
            String[] seen = {"waits"};
            loop.start("reader", () -> {
                try {
                    reader.read(1, FOREVER);
                } catch (WaitCanceledException e) {
                    seen[0] = "canceled";
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            assertThrows(BusyStreamException.class, () -> reader.read(1, FOREVER));
            reader.cancel();
            reader.cancel();
            assertEquals("waits", seen[0]);
            loop.sleep(0);
            assertEquals("canceled", seen[0]);
            write(writer, "x");
            assertEquals("x", text(reader.read(1, FOREVER)));
        });
    }

    @Test
    void secondObjectOnTheSameDescriptorMayNotWaitForTheSame() {
        run((loop, reader, writer, out) -> {
            DescriptorReader other = new DescriptorReader(loop, out);
            DescriptorWait wait = new DescriptorWait(loop, out);
            loop.start("reader", () -> assertThrows(WaitCanceledException.class, () -> other.read(1, FOREVER)));
            assertThrows(BusyDescriptorException.class, () -> wait.await(Descriptor.READ, FOREVER));
            wait.await(Descriptor.WRITE, FOREVER);
            out.close();
        });
    }

    @Test
    void closingTheDescriptorCancelsReaderAndWriter() {
        run((loop, reader, writer, out) -> {
            DescriptorReader other = new DescriptorReader(loop, out);
            loop.start("reader", () -> assertThrows(WaitCanceledException.class, () -> other.read(1, FOREVER)));
            loop.start(
                    "writer",
                    () -> assertThrows(
                            WaitCanceledException.class,
                            () -> writer.write(new byte[8_000_000], 0, 8_000_000, FOREVER)));
            out.close();
            loop.sleep(0);
            KernelException e = assertThrows(KernelException.class, () -> other.read(1, FOREVER));
            assertEquals(Errno.EBADF, e.errno());
        });
    }

    @Test
    void endlessReadyDataLeavesOthersTheirTurn() {
        run((loop, reader, writer, out) -> {
            try (Descriptor zero = open(loop, "/dev/zero")) {
                DescriptorReader endless = new DescriptorReader(loop, zero);
                boolean[] slept = {false};
                loop.spawn("sleeper", () -> {
                    loop.sleep(10 * MILLI);
                    slept[0] = true;
                });
                long start = System.nanoTime();
                while (!slept[0]) {
                    assertNotNull(endless.read(100, FOREVER));
                    assertTrue(System.nanoTime() - start < 5_000 * MILLI);
                }
            }
        });
    }

    private static Descriptor open(EventLoop loop, String path) {
        int fd = loop.kernel().openat(Linux.AT_FDCWD, bytes(path), Linux.O_RDONLY | Linux.O_CLOEXEC, 0);
        assertTrue(fd >= 0);
        return loop.descriptors().adopt(fd);
    }

    @Test
    void partOfAFileIsSent() throws IOException {
        Path file = Files.createTempFile("eco", "sendfile");
        Files.write(file, bytes("0123456789abcdef"));
        byte[] path = bytes(file.toString());
        run((loop, reader, writer, out) -> {
            writer.sendFile(path, 2, 5, FOREVER);
            assertEquals("23456", text(reader.readFully(5, FOREVER)));
            assertThrows(EOFException.class, () -> writer.sendFile(path, 100, 1, FOREVER));
            assertThrows(EOFException.class, () -> writer.sendFile(path, 13, 10, FOREVER));
            assertEquals("def", text(reader.readFully(3, FOREVER)));
            assertThrows(KernelException.class, () -> writer.sendFile(bytes("/nonexistent"), 0, 1, FOREVER));
        });
        Files.delete(file);
    }

    @Test
    void whatCannotBeWaitedForSaysSo() {
        run((loop, reader, writer, out) -> {
            try (Descriptor file = open(loop, "/proc/self/exe")) {
                assertThrows(
                        NotPollableException.class,
                        () -> new DescriptorWait(loop, file).await(Descriptor.READ, FOREVER));
                assertNotNull(new DescriptorReader(loop, file).read(4, FOREVER));
                assertFalse(new DescriptorReader(loop, file).isSocket());
                assertTrue(reader.isSocket());
            }
        });
    }
}
