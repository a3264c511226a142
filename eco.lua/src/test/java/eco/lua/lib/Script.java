package eco.lua.lib;

import eco.lua.ExitRequest;
import eco.lua.Host;
import eco.lua.LuaError;
import eco.lua.LuaRuntime;
import eco.lua.LuaString;
import eco.lua.runtime.Conversions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Runs Lua with the whole standard library in a host made for tests. Java text stands for bytes, one char each. */
final class Script {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private @Nullable OutputStream replacedOut;
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Map<String, String> environment = new HashMap<>();
    private InputStream in = new ByteArrayInputStream(new byte[0]);
    private final LuaRuntime runtime;

    Script() {
        this(Map.of());
    }

    Script(Map<String, String> environment) {
        this.environment.putAll(environment);
        this.runtime = LuaRuntime.create(new TestHost());
    }

    LuaRuntime runtime() {
        return runtime;
    }

    /** Sets what standard input will give. */
    void type(String text) {
        type(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    void type(InputStream stream) {
        in = stream;
    }

    /** Makes standard output a stream that the test has. */
    void outTo(OutputStream stream) {
        replacedOut = stream;
    }

    String out() {
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    String err() {
        return err.toString(StandardCharsets.ISO_8859_1);
    }

    /** The values of the expressions as {@code tostring} shows them, with bars between. */
    String values(String expressions) {
        return run("return " + expressions);
    }

    /** What the chunk returns, shown likewise. */
    String run(String chunk) {
        StringJoiner shown = new StringJoiner("|");
        Object[] values =
                runtime.call(runtime.load(chunk.getBytes(StandardCharsets.ISO_8859_1), LuaString.of("=test")));
        for (Object value : values) {
            LuaString text = Conversions.toText(runtime.mainCoroutine(), value);
            shown.add(new String(text.bytes(), StandardCharsets.ISO_8859_1));
        }
        return shown.toString();
    }

    /** The message of the error that the chunk raises. */
    String error(String chunk) {
        try {
            return "no error but " + run(chunk);
        } catch (LuaError e) {
            return e.value() instanceof LuaString text
                    ? new String(text.bytes(), StandardCharsets.ISO_8859_1)
                    : String.valueOf(e.value());
        }
    }

    private final class TestHost implements Host {
        @Override
        public InputStream stdin() {
            return in;
        }

        @Override
        public OutputStream stdout() {
            return replacedOut == null ? out : replacedOut;
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
        public @Nullable LuaString environment(LuaString name) {
            String value = environment.get(name.toString());
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
            err.writeBytes(line.bytes());
            err.write('\n');
        }
    }
}
