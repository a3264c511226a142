package eco.lua.lib;

import static org.junit.jupiter.api.Assertions.assertEquals;

import eco.lua.LuaRuntime;
import eco.lua.LuaString;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the reference runs Lua code inside a C function, {@code coroutine.yield} is refused here too. */
@Timeout(60)
class CallbackYieldTest {
    private static final String PRELUDE = "local function yield() coroutine.yield() return 'x' end "
            + "local o = setmetatable({}, {__tostring = yield, __lt = yield, __add = yield, __index = yield,"
            + " __newindex = yield, __len = yield}) ";

    private final LuaRuntime runtime = LuaRuntime.create();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "string.format('%s', o)",
                "tostring(o)",
                "print(o)",
                "math.max(o, o)",
                "'x' + o",
                "table.insert(o, 1)",
                "table.remove(o)",
                "table.unpack(o)",
                "table.move(o, 1, 2, 3)",
                "table.concat(o)",
                "table.sort({3, 2, 1}, yield)",
                "string.gsub('x', 'x', o)",
                "string.gsub('x', 'x', yield)",
                "select(2, load(yield))",
            })
    void callbackOfABuiltinMustNotYield(String call) {
        String script = PRELUDE + "local _, message = coroutine.resume(coroutine.create(function() return " + call
                + " end)) return message";
        Object[] results = runtime.call(runtime.load(LuaString.of(script).bytes(), LuaString.of("=test")));
        assertEquals("attempt to yield across a C-call boundary", String.valueOf(results[0]));
    }
}
