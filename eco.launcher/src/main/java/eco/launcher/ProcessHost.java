package eco.launcher;

import eco.lua.Host;
import eco.lua.LuaString;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The host of a program whose process is the script's own: it may end it. */
final class ProcessHost implements Host {
    private static final int REPLACEMENT = 0xfffd;
    private static final byte[] OUT_OF_MEMORY = "eco: not enough memory\n".getBytes(StandardCharsets.US_ASCII);

    private final InputStream in = new FileInputStream(FileDescriptor.in);
    private final OutputStream out = new FileOutputStream(FileDescriptor.out);
    private final OutputStream err = new FileOutputStream(FileDescriptor.err);

    ProcessHost() {
        // Has the JDK initialise the class that halts: with a full heap it could not be initialised any more.
        Runtime.getRuntime().removeShutdownHook(Thread.currentThread());
        // A thread that dies of a full heap would leave the others waiting for it.
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            if (failure instanceof OutOfMemoryError) {
                throw haltOutOfMemory();
            }
            say("eco: internal error: " + failure + "\n");
        });
    }

    @Override
    public InputStream stdin() {
        return in;
    }

    @Override
    public OutputStream stdout() {
        return out;
    }

    @Override
    public OutputStream stderr() {
        return err;
    }

    @Override
    public boolean stdoutIsTerminal() {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException e) {
            // Closed, or no /proc: buffering whole blocks is right for all that is no terminal.
            return false;
        }
    }

    /** Java has decoded the variables; one that was no text is read again from what the kernel keeps. */
    @Override
    public @Nullable LuaString environment(LuaString name) {
        String value = System.getenv(name.toString());
        if (value == null) {
            return null;
        }
        if (value.indexOf(REPLACEMENT) >= 0) {
            LuaString original = originalEnvironment(name);
            if (original != null) {
                return original;
            }
        }
        return LuaString.of(value);
    }

    private static @Nullable LuaString originalEnvironment(LuaString name) {
        byte[] all;
        try {
            all = Files.readAllBytes(Path.of("/proc/self/environ"));
        } catch (IOException e) {
            return null;
        }
        LuaString prefix = name.concat(LuaString.of("="));
        int start = 0;
        for (int end = 0; end < all.length; end++) {
            if (all[end] == 0) {
                LuaString entry = LuaString.copyOf(all, start, end - start);
                if (entry.length() >= prefix.length()
                        && entry.substring(0, prefix.length()).equals(prefix)) {
                    return entry.substring(prefix.length(), entry.length());
                }
                start = end + 1;
            }
        }
        return null;
    }

    @Override
    public boolean ownsProcess() {
        return true;
    }

    @Override
    public RuntimeException exit(int status) {
        Runtime.getRuntime().halt(status);
        throw new IllegalStateException("halt returned");
    }

    @Override
    public void uncaught(LuaString failed, LuaString context) {
        warn(failed);
        warn(context);
    }

    @Override
    public void warn(LuaString line) {
        write(line.concat(LuaString.of("\n")));
    }

    /** Says that the heap is full and ends the process, without allocating anything. */
    OutOfMemoryError haltOutOfMemory() {
        try {
            err.write(OUT_OF_MEMORY);
        } catch (IOException e) {
            // No reader is left; the status says it all the same.
        }
        Runtime.getRuntime().halt(1);
        throw new AssertionError("unreachable");
    }

    /** Writes text to standard error as it is. */
    void say(String text) {
        write(LuaString.of(text));
    }

    private void write(LuaString text) {
        try {
            err.write(text.bytes());
        } catch (IOException e) {
            // A standard error that cannot be written to leaves no one to tell; the status still tells.
            return;
        }
    }
}
