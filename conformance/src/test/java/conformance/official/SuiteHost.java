package conformance.official;

import eco.lua.ExitRequest;
import eco.lua.Host;
import eco.lua.LuaString;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** A host whose output is shown only on demand, and which remembers an uncaught error. */
final class SuiteHost implements Host {
    private final InputStream in = new ByteArrayInputStream(new byte[0]);
    private final PrintStream out;
    private @Nullable String uncaught;

    SuiteHost(boolean verbose) {
        out = new PrintStream(verbose ? System.out : OutputStream.nullOutputStream(), true);
    }

    /** The first uncaught error of a task, or null. */
    @Nullable
    String uncaughtError() {
        return uncaught;
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
        return out;
    }

    @Override
    public boolean stdoutIsTerminal() {
        return false;
    }

    @Override
    public @Nullable LuaString environment(LuaString name) {
        return Host.embedding().environment(name);
    }

    @Override
    public boolean ownsProcess() {
        return false;
    }

    @Override
    public RuntimeException exit(int status) {
        return new ExitRequest(status);
    }

    @Override
    public void uncaught(LuaString failed, LuaString context) {
        if (uncaught == null) {
            uncaught = failed.toString();
        }
    }

    @Override
    public void warn(LuaString line) {
        out.println(line);
    }
}
