package conformance.official;

import eco.lua.ExitRequest;
import eco.lua.LuaError;
import eco.lua.LuaRuntime;
import eco.lua.LuaString;
import eco.scheduler.EventLoop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs the official Lua 5.4 test suite, which is not in this repository, file by file, and says for each whether it passes:
 *
 * <pre>
 * OfficialSuite [--task] [--dump] [--verbose] folder [file.lua ...]
 * </pre>
 *
 * <p>Every file runs in a runtime of its own with {@code _port} and {@code _soft} set and no {@code T}: on a plain main
 * thread, or with {@code --task} as a task of an event loop. {@code --dump} takes each through {@code string.dump} first,
 * as the suite's own {@code all.lua} does. The files open others beside them, so the program runs itself again in that
 * folder. The status is 1 if a file failed.
 */
public final class OfficialSuite {
    /** Not tests of their own: the driver, and what needs hours or the machine to itself. */
    private static final List<String> LEFT_OUT = List.of("all.lua", "heavy.lua", "tracegc.lua");

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final boolean asTask;
    private final boolean dumped;
    private final boolean verbose;

    private OfficialSuite(List<String> options) {
        asTask = options.contains("--task");
        dumped = options.contains("--dump");
        verbose = options.contains("--verbose");
    }

    /** See the class. */
    public static void main(String[] args) throws IOException, InterruptedException {
        List<String> options = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (String arg : args) {
            (arg.startsWith("--") ? options : words).add(arg);
        }
        if (words.isEmpty()) {
            System.err.println("usage: OfficialSuite [--task] [--dump] [--verbose] folder [file.lua ...]");
            System.exit(2);
        }
        Path folder = Path.of(words.getFirst()).toAbsolutePath().normalize();
        if (!folder.equals(Path.of("").toAbsolutePath())) {
            System.exit(runThere(folder, args));
        }
        List<String> files = words.size() > 1 ? words.subList(1, words.size()) : filesIn(folder);
        OfficialSuite suite = new OfficialSuite(options);
        List<String> failed = new ArrayList<>();
        for (String file : files) {
            if (!suite.passes(file)) {
                failed.add(file);
            }
        }
        System.out.println(files.size() - failed.size() + " of " + files.size() + " files pass"
                + (failed.isEmpty() ? "" : "; not: " + String.join(" ", failed)));
        System.exit(failed.isEmpty() ? 0 : 1);
    }

    private static int runThere(Path folder, String[] args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String option :
                java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (!option.matches("-XX:[+-]Use\\w+GC")) {
                command.add(option);
            }
        }
        // The image's collector: gc.lua counts kilobytes, which others keep only roughly.
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:MarkSweepDeadRatio=0"));
        command.add("-cp");
        command.add(absolute(System.getProperty("java.class.path")));
        command.add(OfficialSuite.class.getName());
        command.addAll(List.of(args));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .inheritIO()
                .start()
                .waitFor();
    }

    private static String absolute(String classPath) {
        List<String> entries = new ArrayList<>();
        for (String entry : classPath.split(":", -1)) {
            entries.add(Path.of(entry).toAbsolutePath().toString());
        }
        return String.join(":", entries);
    }

    private static List<String> filesIn(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".lua") && !LEFT_OUT.contains(name))
                    .sorted()
                    .toList();
        }
    }

    /** Runs one file and prints its line. */
    private boolean passes(String file) throws InterruptedException {
        long began = System.nanoTime();
        SuiteHost host = new SuiteHost(verbose);
        LuaRuntime runtime = LuaRuntime.create(host);
        String failure = outcome(runtime, () -> {
            if (asTask) {
                runAsTask(runtime, host, file);
            } else {
                run(runtime, file);
            }
            return null;
        });
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf(
                "%s %-16s %6.1f s%s%n",
                failure == null ? "pass" : "FAIL", file, seconds, failure == null ? "" : "  " + failure);
        return failure == null;
    }

    /** Why the run failed, or null. */
    private String outcome(LuaRuntime runtime, Callable<Void> run) throws InterruptedException {
        FutureTask<Void> work = new FutureTask<>(() -> EventLoop.callOnLargeStack("suite", run));
        Thread thread = Thread.ofPlatform().daemon().start(work);
        try {
            work.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            thread.join();
            return null;
        } catch (TimeoutException e) {
            runtime.interrupt(co -> {
                throw new ExitRequest(1);
            });
            return "still running after " + LIMIT.toMinutes() + " minutes";
        } catch (ExecutionException e) {
            return reason(e.getCause());
        }
    }

    private String reason(Throwable failure) {
        if (failure instanceof LuaError || failure instanceof ExitRequest) {
            String text = String.valueOf(failure.getMessage());
            return verbose
                    ? text
                    : text.lines().limit(4).reduce((a, b) -> a + " | " + b).orElse("");
        }
        StringBuilder text = new StringBuilder(failure.toString());
        for (StackTraceElement frame : failure.getStackTrace()) {
            text.append(verbose ? "\n\tat " : " < ").append(frame);
            if (!verbose && text.length() > 400) {
                break;
            }
        }
        return text.toString();
    }

    private void run(LuaRuntime runtime, String file) {
        runtime.globals().put("_port", true);
        runtime.globals().put("_soft", true);
        Object main = runtime.call(runtime.load(
                driver(file).getBytes(java.nio.charset.StandardCharsets.UTF_8), LuaString.of("=driver")))[0];
        runtime.call(main);
        runtime.close();
    }

    private String driver(String file) {
        String chunk = "local f = assert(loadfile('" + file + "'))\n";
        return dumped ? chunk + "return assert(load(string.dump(f)))" : chunk + "return f";
    }

    private void runAsTask(LuaRuntime runtime, SuiteHost host, String file) {
        try (EventLoop loop = EventLoop.open()) {
            runtime.attach(loop);
            runtime.globals().put("_port", true);
            runtime.globals().put("_soft", true);
            Object[] start = runtime.call(runtime.load(
                    ("eco = require 'eco' eco.set_watchdog_timeout(0)\n"
                                    + driver(file).replace("return ", "return eco.run, "))
                            .getBytes(java.nio.charset.StandardCharsets.UTF_8),
                    LuaString.of("=driver")));
            runtime.call(start[0], start[1]);
            loop.run();
            runtime.close();
        } catch (ExitRequest exit) {
            // An uncaught error ends the program; the host has its text.
            if (host.uncaughtError() == null) {
                throw exit;
            }
        }
        String uncaught = host.uncaughtError();
        if (uncaught != null) {
            throw new LuaError(uncaught);
        }
    }
}
