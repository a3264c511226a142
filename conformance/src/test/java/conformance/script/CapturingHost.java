package conformance.script;

import eco.lua.ExitRequest;
import eco.lua.Host;
import eco.lua.LuaString;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A host that keeps what a script writes, and turns the end of the program into an {@link ExitRequest}. */
public final class CapturingHost implements Host {
    private final InputStream in = new ByteArrayInputStream(new byte[0]);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    /** What was written to standard output, as UTF-8. */
    public String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /** What was written to standard error, as UTF-8. */
    public String err() {
        return err.toString(StandardCharsets.UTF_8);
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
        return false;
    }

    @Override
    public LuaString environment(LuaString name) {
        return Host.embedding().environment(name);
    }

    @Override
    public boolean ownsProcess() {
        return false;
    }

    @Override
    public RuntimeException exit(int status) {
        throw new ExitRequest(status);
    }

    @Override
    public void uncaught(LuaString failed, LuaString context) {
        warn(failed);
        warn(context);
    }

    @Override
    public void warn(LuaString line) {
        err.writeBytes(line.bytes());
        err.write('\n');
    }
}
