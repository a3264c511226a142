package eco.lua;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** See {@link Host#embedding()}. */
final class EmbeddingHost implements Host {
    static final EmbeddingHost INSTANCE = new EmbeddingHost();

    private EmbeddingHost() {}

    @Override
    public InputStream stdin() {
        return System.in;
    }

    @Override
    public OutputStream stdout() {
        return System.out;
    }

    @Override
    public OutputStream stderr() {
        return System.err;
    }

    @Override
    public boolean stdoutIsTerminal() {
        return false;
    }

    @Override
    public @Nullable LuaString environment(LuaString name) {
        String value = System.getenv(name.toString());
        return value == null ? null : LuaString.of(value);
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
        warn(failed);
        warn(context);
    }

    @Override
    public void warn(LuaString line) {
        byte[] text = line.concat(LuaString.of("\n")).bytes();
        try {
            System.err.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.err.flush();
    }
}
