package conformance.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs the scripts under {@code conformance/src/bench/lua/scheduler} in the image and, where its path is given, in
 * lua-eco beside it, in turn, and prints their figures with the ratio. Each script warms up first and measures itself.
 *
 * <p>Run by {@code ./bench scheduler}. Arguments: the program, the folder of scripts, the number of rounds, and the
 * peer program or nothing.
 */
final class SchedulerBench {
    private static final String[] PER_OPERATION = {
        "channel-round-trip", "task-start", "timer-start-cancel", "sleep-turn", "tcp-echo-round-trip"
    };

    private final Path scripts;
    private final int rounds;
    private final String program;
    private final @Nullable String peer;

    private SchedulerBench(String[] args) {
        program = args[0];
        scripts = Path.of(args[1]);
        rounds = Integer.parseInt(args[2]);
        peer = args.length > 3 ? args[3] : null;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        new SchedulerBench(args).run();
    }

    private void run() throws IOException, InterruptedException {
        System.out.println(peer == null ? "no lua-eco given: eco alone" : "beside " + peer);
        System.out.printf("%-22s %12s %12s %8s%n", "", "eco ns", "lua-eco ns", "ratio");
        for (String name : PER_OPERATION) {
            List<Double> own = new ArrayList<>();
            List<Double> theirs = new ArrayList<>();
            for (int i = 0; i < rounds; i++) {
                own.add(Double.parseDouble(output(program, name)));
                if (peer != null) {
                    theirs.add(Double.parseDouble(output(peer, name)));
                }
            }
            row(name, median(own), theirs.isEmpty() ? Double.NaN : median(theirs));
        }
        System.out.println();
        for (String count : new String[] {"100000", "1000000"}) {
            System.out.println(count + " sleeping tasks: " + measured(program, "million-sleepers", count));
        }
        System.out.println(output(program, "idle-connections"));
    }

    private static void row(String name, double own, double theirs) {
        System.out.printf(
                "%-22s %12.0f %12s %8s%n",
                name,
                own,
                Double.isNaN(theirs) ? "-" : "%.0f".formatted(theirs),
                Double.isNaN(theirs) ? "-" : "%.2f".formatted(own / theirs));
    }

    private static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    /** The script's own figure, and the highest resident memory of the process that ran it. */
    private String measured(String... command) throws IOException, InterruptedException {
        Process process = start(command);
        long peak = 0;
        while (!process.waitFor(20, TimeUnit.MILLISECONDS)) {
            peak = Math.max(peak, residentMebibytes(process.pid()));
        }
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip() + " s, resident "
                + peak + " MiB";
    }

    private static long residentMebibytes(long pid) throws IOException {
        Path status = Path.of("/proc/" + pid + "/status");
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (NoSuchFileException ended) {
            return 0;
        }
    }

    private String output(String... command) throws IOException, InterruptedException {
        Process process = start(command);
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IOException(Arrays.toString(command) + " ended with status " + process.exitValue());
        }
        return text;
    }

    private Process start(String... command) throws IOException {
        List<String> words = new ArrayList<>(Arrays.asList(command));
        words.set(1, words.get(1) + ".lua");
        return new ProcessBuilder(words)
                .directory(scripts.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
