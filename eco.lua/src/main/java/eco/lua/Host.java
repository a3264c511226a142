package eco.lua;

import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The process around a runtime: whatever belongs to the whole process and not to one Lua world goes through here, so that
 * a script embedded in a larger program cannot end or rewire it. Several runtimes may share one host; the methods may be
 * called on any of their threads.
 */
public interface Host {
    /**
     * The host of a runtime that is part of a larger Java program: {@code System.in}, {@code System.out} and
     * {@code System.err} as they stand when used, the process's environment, {@link ExitRequest} for {@code os.exit},
     * uncaught errors on standard error.
     */
    static Host embedding() {
        return EmbeddingHost.INSTANCE;
    }

    /** Standard input. Lua's {@code io.stdin} buffers on top of it. */
    InputStream stdin();

    /** Standard output, unbuffered: Lua's {@code io.stdout} buffers on top of it. */
    OutputStream stdout();

    /** Standard error, unbuffered. */
    OutputStream stderr();

    /** True when standard output is a terminal, which makes {@code io.stdout} line-buffered. */
    boolean stdoutIsTerminal();

    /** The environment variable's value, byte for byte, or null when it is not set. */
    @Nullable
    LuaString environment(LuaString name);

    /**
     * True when the runtime may act for the whole process: handle its signals, change its directory, own its standard
     * descriptors. Only the {@code eco} program's host says so.
     */
    boolean ownsProcess();

    /**
     * {@code os.exit}: ends the program with the status, after flushing nothing of its own. Never returns normally: either
     * the process ends, or the exception returned or thrown unwinds to the embedder.
     */
    RuntimeException exit(int status);

    /**
     * An error that nobody caught ended a task. {@code failed} is the message and traceback of the task, {@code context}
     * the traceback of what resumed it. The runtime calls {@link #exit} itself where the contract ends the program.
     */
    void uncaught(LuaString failed, LuaString context);

    /** Text of {@code warn} and the like, for a reader at the terminal; one whole line without its end. */
    void warn(LuaString line);
}
