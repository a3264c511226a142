package conformance.image;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/**
 * Measures whole processes, from fork to exit: the program on one line of Lua and on a script that makes one TCP echo,
 * against a one-class hello world in the same image with the same flags. The hello world gets an AOT cache of its own,
 * the best that it can have. The subjects take turns, so that noise falls on all of them alike.
 *
 * <p>Run by {@code ./bench startup}. Arguments: the image, the folder of test classes, the number of rounds. Ends with
 * status 1 when the program takes more than {@value #BAR} times what hello world takes.
 */
final class StartupBench {
    private static final double BAR = 2.5;

    private static final String ECHO = """
            local eco = require 'eco'
            local socket = require 'eco.socket'
            local server = assert(socket.listen_tcp('127.0.0.1', 0))
            local port = server:getsockname().port
            eco.run(function()
                local peer = assert(server:accept())
                assert(peer:send(assert(peer:recv(64))))
                peer:close()
            end)
            local client = assert(socket.connect_tcp('127.0.0.1', port))
            assert(client:send('1\\n'))
            io.write(assert(client:recv(64)))
            client:close()
            server:close()
            """;

    /** What is measured: its name, its command, and the times of its runs so far. */
    private record Subject(String name, List<String> command, List<Long> nanos) {
        Subject(String name, String... command) {
            this(name, List.of(command), new ArrayList<>());
        }

        double millis(double quantile) {
            long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
            return sorted[(int) Math.min(sorted.length - 1, Math.round(quantile * (sorted.length - 1)))] / 1e6;
        }
    }

    private StartupBench() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Path image = Path.of(args[0]).toAbsolutePath();
        Path classes = Path.of(args[1]).toAbsolutePath();
        int rounds = Integer.parseInt(args[2]);
        Path folder = Files.createTempDirectory("eco-startup");
        Path echo = Files.writeString(folder.resolve("echo.lua"), ECHO);
        String java = image.resolve("bin/java").toString();
        String eco = image.resolve("bin/eco").toString();
        Path jar = jar(folder, classes);
        Path cache = folder.resolve("hello.aot");
        String main = HelloWorld.class.getName();
        train(List.of(java, "-XX:AOTCacheOutput=" + cache, "-cp", jar.toString(), main));

        List<Subject> subjects = new ArrayList<>(List.of(
                new Subject("hello world", java, "-XX:AOTCache=" + cache, "-cp", jar.toString(), main),
                new Subject("eco -e 'print(1)'", eco, "-e", "print(1)")));
        if (Files.exists(image.resolve("lib/eco.aot")) && answersOne(eco, echo)) {
            subjects.add(new Subject("one TCP echo", eco, echo.toString()));
        }
        for (int round = -3; round < rounds; round++) {
            for (Subject subject : subjects) {
                long start = System.nanoTime();
                run(subject.command());
                if (round >= 0) {
                    subject.nanos().add(System.nanoTime() - start);
                }
            }
        }
        boolean met = report(subjects);
        delete(folder);
        System.exit(met ? 0 : 1);
    }

    private static boolean report(List<Subject> subjects) throws IOException, InterruptedException {
        Subject hello = subjects.getFirst();
        System.out.printf("%-20s %10s %10s %10s %8s %9s%n", "", "median ms", "p10", "p90", "x hello", "RSS MiB");
        boolean met = true;
        for (Subject subject : subjects) {
            double ratio = subject.millis(0.5) / hello.millis(0.5);
            System.out.printf(
                    "%-20s %10.1f %10.1f %10.1f %8.2f %9.1f%n",
                    subject.name(),
                    subject.millis(0.5),
                    subject.millis(0.1),
                    subject.millis(0.9),
                    ratio,
                    residentKib(subject.command()) / 1024.0);
            met &= subject != subjects.get(1) || ratio <= BAR;
        }
        System.out.printf("bar: eco -e 'print(1)' at most %.1f times hello world: %s%n", BAR, met ? "met" : "MISSED");
        return met;
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (process.waitFor() != 0) {
            throw new IOException(command + " ended with status " + process.exitValue());
        }
    }

    /** The child that writes the cache notes on stderr that it was started; that is no part of the report. */
    private static void train(List<String> command) throws IOException, InterruptedException {
        new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private static boolean answersOne(String eco, Path script) throws IOException {
        Process process = new ProcessBuilder(eco, script.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return out.equals("1\n");
    }

    /** The largest resident set of several runs. */
    private static long residentKib(List<String> command) throws IOException, InterruptedException {
        // Read again and again until the process is a zombie, which has no such line any more.
        List<String> measured = new ArrayList<>(List.of("/bin/sh", "-c", """
                "$@" >/dev/null & max=0 now=1
                while [ -n "$now" ]; do
                    max=$now now=
                    while read -r key value unit; do
                        case $key in VmHWM:) now=$value ;; esac
                    done </proc/$!/status
                done 2>/dev/null
                echo $max
                """, "sh"));
        measured.addAll(command);
        long[] values = new long[7];
        for (int i = 0; i < values.length; i++) {
            Process process = new ProcessBuilder(measured).start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            process.waitFor();
            values[i] = Long.parseLong(out.strip());
        }
        Arrays.sort(values);
        return values[values.length - 1];
    }

    private static Path jar(Path folder, Path classes) throws IOException {
        Path jar = folder.resolve("hello.jar");
        String entry = HelloWorld.class.getName().replace('.', '/') + ".class";
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream archive = new JarOutputStream(out)) {
            archive.putNextEntry(new JarEntry(entry));
            Files.copy(classes.resolve(entry), archive);
            archive.closeEntry();
        }
        return jar;
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
