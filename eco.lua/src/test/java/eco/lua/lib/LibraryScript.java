package eco.lua.lib;

import eco.lua.LuaError;
import eco.lua.LuaRuntime;
import eco.lua.LuaString;
import eco.lua.runtime.Conversions;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;

/** Runs a line of Lua against the libraries that need no others. Java text stands for bytes, one char each. */
final class LibraryScript {
    private final LuaRuntime runtime = new LuaRuntime();

    LibraryScript() {
        runtime.globals().put("string", StringLibrary.open(runtime));
        runtime.globals().put("table", TableLibrary.open(runtime));
        runtime.globals().put("math", MathLibrary.open(runtime));
        runtime.globals().put("utf8", Utf8Library.open(runtime));
    }

    LuaRuntime runtime() {
        return runtime;
    }

    /** Makes a Java value known to the scripts. */
    void define(String name, Object value) {
        runtime.globals().put(name, value);
    }

    /** The values of the expressions as {@code tostring} shows them, with bars between. */
    String values(String expressions) {
        return run("return " + expressions);
    }

    /** What the chunk returns, shown likewise. */
    String run(String chunk) {
        StringJoiner shown = new StringJoiner("|");
        for (Object value : call(chunk)) {
            LuaString text = Conversions.toText(runtime.mainCoroutine(), value);
            shown.add(new String(text.bytes(), StandardCharsets.ISO_8859_1));
        }
        return shown.toString();
    }

    /** The message, without its position, of the error that the expressions raise. */
    String error(String expressions) {
        try {
            return "no error but " + values(expressions);
        } catch (LuaError e) {
            String message = e.value() instanceof LuaString text
                    ? new String(text.bytes(), StandardCharsets.ISO_8859_1)
                    : String.valueOf(e.value());
            return message.startsWith("test:1: ") ? message.substring("test:1: ".length()) : message;
        }
    }

    private Object[] call(String chunk) {
        return runtime.call(runtime.load(chunk.getBytes(StandardCharsets.ISO_8859_1), LuaString.of("=test")));
    }
}
