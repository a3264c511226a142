package eco.lua.lib.io;

import eco.lua.Host;
import eco.lua.LuaRuntime;
import eco.lua.LuaString;
import eco.lua.LuaTable;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The files of one runtime: the three standard ones, the default input and output, and which streams still hold output.
 * {@code print} writes through the same buffer as {@code io.write}.
 */
public final class StandardFiles {
    private final Set<FileStream> unwritten = new LinkedHashSet<>();
    private final LuaTable metatable = new LuaTable();
    private final LuaRuntime runtime;
    private final LuaFile stdin;
    private final LuaFile stdout;
    private final LuaFile stderr;
    private final FileStream printed;
    private final FileStream typed;
    private LuaFile input;
    private LuaFile output;

    /** The files of a runtime in its host. */
    public StandardFiles(LuaRuntime runtime) {
        this.runtime = runtime;
        Host host = runtime.host();
        typed = stream(host, StandardMedium.STDIN, FileStream.Buffering.FULL);
        printed = stream(
                host,
                StandardMedium.STDOUT,
                host.stdoutIsTerminal() ? FileStream.Buffering.LINE : FileStream.Buffering.FULL);
        typed.beforeWaiting(this::showPrompt);
        stdin = new LuaFile.Standard(metatable, typed);
        stdout = new LuaFile.Standard(metatable, printed);
        stderr = new LuaFile.Standard(metatable, stream(host, StandardMedium.STDERR, FileStream.Buffering.NONE));
        input = stdin;
        output = stdout;
    }

    private FileStream stream(Host host, int number, FileStream.Buffering buffering) {
        boolean reads = number == StandardMedium.STDIN;
        return new FileStream(new StandardMedium(host, number), reads, !reads, buffering, unwritten);
    }

    private void showPrompt() {
        if (printed.buffering() == FileStream.Buffering.LINE) {
            try {
                printed.flush();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    /** Makes the file known to the collector, which closes it when nobody can use it any more. */
    <T extends LuaFile> T opened(T file) {
        runtime.metatable(file, metatable);
        return file;
    }

    /** The metatable of all {@code FILE*}. */
    LuaTable metatable() {
        return metatable;
    }

    LuaFile stdin() {
        return stdin;
    }

    LuaFile stdout() {
        return stdout;
    }

    LuaFile stderr() {
        return stderr;
    }

    FileStream standardInput() {
        return typed;
    }

    LuaFile input() {
        return input;
    }

    void input(LuaFile file) {
        input = file;
    }

    LuaFile output() {
        return output;
    }

    void output(LuaFile file) {
        output = file;
    }

    Set<FileStream> unwritten() {
        return unwritten;
    }

    /** One piece of a {@code print}. */
    public void print(LuaString text) throws SystemError {
        try {
            printed.write(text);
        } catch (IOException e) {
            throw SystemError.of(e);
        }
    }

    /** As {@link #print(LuaString)}, for one character; what is buffered goes out after a line's end. */
    public void print(char ascii) throws SystemError {
        try {
            printed.write(ascii);
            if (ascii == '\n') {
                printed.flush();
            }
        } catch (IOException e) {
            throw SystemError.of(e);
        }
    }

    /** A line of standard input without its end, or null at the end or if it cannot be read. */
    public @Nullable LuaString readLine() {
        try {
            return FormatReader.line(typed, false);
        } catch (IOException e) {
            return null;
        }
    }

    /** Writes text to standard error; where that fails there is nobody left to tell. */
    public void complain(LuaString text) {
        FileStream stream = stderr.stream();
        if (stream != null) {
            try {
                stream.write(text);
            } catch (IOException e) {
                return;
            }
        }
    }

    /** Writes out what all open files still hold, as a C program's exit does; the first failure is thrown at the end. */
    public void flush() throws IOException {
        IOException first = null;
        for (FileStream stream : unwritten.toArray(new FileStream[0])) {
            try {
                stream.flush();
            } catch (IOException e) {
                first = Objects.requireNonNullElse(first, e);
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
