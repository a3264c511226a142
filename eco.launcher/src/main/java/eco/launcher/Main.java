package eco.launcher;

import eco.lua.LuaString;
import eco.lua.spi.LuaModules;
import eco.scheduler.EventLoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * The {@code eco} program. However it ends, it ends here or in {@link ProcessHost#exit}, with a status and, where something
 * went wrong, one message; no Java stack trace is for its users. Developers of eco see them with
 * {@code ECO_JAVA_OPTS=-Deco.trace=true}.
 *
 * <p>The code on the way to a script's first line is run by every start: it keeps to classes that are loaded anyway.
 */
final class Main {
    private static final String USAGE = """
             [options] [script [args]].
            Available options are:
              -h         show help message
              -e stat    execute string 'stat'
              -v         show version information
              --modules  list the Lua modules, and why one is not available
            """;

    private Main() {}

    public static void main(String[] arguments) {
        ProcessHost host = new ProcessHost();
        int status;
        try {
            status = EventLoop.callOnLargeStack("eco", () -> runOrHalt(host, arguments));
        } catch (OutOfMemoryError e) {
            throw host.haltOutOfMemory();
        } catch (Throwable e) {
            status = fail(host, e);
        }
        throw host.exit(status);
    }

    /** The last frame of the script's thread: a heap so full that not even the error could be reported ends here. */
    private static int runOrHalt(ProcessHost host, String... arguments) throws IOException {
        try {
            return run(host, ArgumentBytes.of(arguments));
        } catch (OutOfMemoryError e) {
            throw host.haltOutOfMemory();
        }
    }

    private static int run(ProcessHost host, LuaString... words) throws IOException {
        CommandLine asked = CommandLine.parse(words);
        if (asked instanceof CommandLine.Script script) {
            return Program.run(host, name(), script);
        }
        if (asked instanceof CommandLine.Usage usage) {
            String complaint = usage.complaint();
            host.say((complaint == null ? "" : "eco: " + complaint + "\n") + "usage: " + name() + USAGE);
            return 1;
        }
        if (asked instanceof CommandLine.Version) {
            host.say("Lua 5.4.8\nLua-eco 4.1.3\n");
            return 0;
        }
        Path known = Path.of(System.getProperty("java.home"), "lib", "eco.modules");
        host.stdout()
                .write(LuaString.of(ModuleListing.of(LuaModules.discover(), known))
                        .bytes());
        return 0;
    }

    /** What the program was called as. */
    private static String name() {
        return System.getProperty("eco.program", "eco");
    }

    /** Says in one line what ended the program, if it was no Lua error: those are reported where they happen. */
    private static int fail(ProcessHost host, Throwable failure) {
        host.say("eco: " + describe(failure) + "\n");
        if (Boolean.getBoolean("eco.trace")) {
            failure.printStackTrace();
        }
        return 1;
    }

    private static String describe(Throwable failure) {
        if (failure instanceof StackOverflowError) {
            return "stack overflow";
        }
        if (failure instanceof UncheckedIOException wrapped) {
            return describe(wrapped.getCause());
        }
        String message = failure.getMessage();
        if (failure instanceof IOException) {
            return String.valueOf(message);
        }
        String name = failure.getClass().getSimpleName();
        return "internal error: " + (message == null ? name : name + ": " + message);
    }
}
