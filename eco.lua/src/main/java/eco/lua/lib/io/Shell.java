package eco.lua.lib.io;

import eco.lua.LuaString;
import eco.scheduler.Errno;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import org.jspecify.annotations.Nullable;

/** A command run by {@code /bin/sh -c}, for {@code os.execute} and {@code io.popen}. */
public final class Shell {
    private static final String PROGRAM = "/bin/sh";
    /** Java reports a child that signal n ended as 128 + n, as a shell does for its own children. */
    private static final int SIGNALLED = 128;

    private static final int LAST_SIGNAL = 64;

    private final Process process;

    private Shell(Process process) {
        this.process = process;
    }

    /** Starts the command; whichever of its input and output is piped is ours, all else it inherits. */
    static Shell start(LuaString command, boolean pipeInput, boolean pipeOutput) throws IOException {
        String text = SystemPath.text(command);
        ProcessBuilder builder = new ProcessBuilder(PROGRAM, "-c", text == null ? spelledOut(command) : text);
        builder.redirectInput(pipeInput ? Redirect.PIPE : Redirect.INHERIT);
        builder.redirectOutput(pipeOutput ? Redirect.PIPE : Redirect.INHERIT);
        builder.redirectError(Redirect.INHERIT);
        return new Shell(builder.start());
    }

    /** A command that Java cannot spell, in ASCII: the shell puts its bytes together again. */
    private static String spelledOut(LuaString command) {
        StringBuilder script = new StringBuilder("eval \"$(printf %b '");
        for (int i = 0; i < SystemPath.length(command); i++) {
            int b = command.byteAt(i);
            script.append("\\0").append((char) ('0' + (b >> 6))).append((char) ('0' + (b >> 3 & 7)));
            script.append((char) ('0' + (b & 7)));
        }
        return script.append("')\"").toString();
    }

    /** Runs the command to its end; the results of {@code os.execute}. */
    public static @Nullable Object[] run(LuaString command) throws IOException {
        return start(command, false, false).await();
    }

    /** True if there is a shell. */
    public static boolean exists() {
        return java.nio.file.Files.isExecutable(java.nio.file.Path.of(PROGRAM));
    }

    Medium input() {
        return new StreamMedium(null, process.getOutputStream(), null, true);
    }

    Medium output() {
        return new StreamMedium(process.getInputStream(), null, null, false);
    }

    /** Waits for the end of the command: {@code true, "exit", 0} or {@code nil, "exit" or "signal", number}. */
    @Nullable
    Object[] await() throws IOException {
        int status = Waiting.call(this::exitStatus);
        if (status > SIGNALLED && status <= SIGNALLED + LAST_SIGNAL) {
            return new Object[] {null, LuaString.of("signal"), (long) (status - SIGNALLED)};
        }
        return new Object[] {status == 0 ? Boolean.TRUE : null, LuaString.of("exit"), (long) status};
    }

    private int exitStatus() throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SystemError(Errno.EINTR);
        }
    }
}
