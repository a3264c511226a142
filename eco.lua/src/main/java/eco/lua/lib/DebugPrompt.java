package eco.lua.lib;

import eco.lua.Builtin;
import eco.lua.LuaCoroutine;
import eco.lua.LuaError;
import eco.lua.LuaFunction;
import eco.lua.LuaString;
import eco.lua.lib.io.StandardFiles;
import eco.lua.runtime.Conversions;
import eco.lua.runtime.Protection;
import org.jspecify.annotations.Nullable;

/** {@code debug.debug}: runs the lines that a person types until {@code cont} or the end of the input. */
final class DebugPrompt {
    private static final LuaString PROMPT = LuaString.of("lua_debug> ");
    private static final LuaString CONTINUE = LuaString.of("cont");
    private static final LuaString CHUNK_NAME = LuaString.of("=(debug command)");

    private DebugPrompt() {}

    static Object run(LuaCoroutine co, StandardFiles files) {
        while (true) {
            files.complain(PROMPT);
            LuaString line = files.readLine();
            if (line == null || line.equals(CONTINUE)) {
                return Builtin.NONE;
            }
            Object failure = execute(co, line);
            if (failure != null) {
                files.complain(Conversions.toText(co, failure).concat(LuaString.of("\n")));
            }
        }
    }

    private static @Nullable Object execute(LuaCoroutine co, LuaString line) {
        LuaFunction chunk;
        try {
            chunk = co.runtime()
                    .load(line.bytes(), CHUNK_NAME, "bt", co.runtime().globals());
        } catch (LuaError e) {
            return e.value();
        }
        Object[] outcome = Protection.call(co, chunk, LuaFunction.NONE, null);
        return outcome[0] == Boolean.TRUE ? null : outcome[1];
    }
}
