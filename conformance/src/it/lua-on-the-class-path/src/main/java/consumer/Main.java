package consumer;

import eco.lua.Arguments;
import eco.lua.Builtin;
import eco.lua.LuaError;
import eco.lua.LuaFunction;
import eco.lua.LuaRuntime;
import eco.lua.LuaString;
import eco.scheduler.Carrier;
import eco.scheduler.EventLoop;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Runs Lua that waits, from the class path, without a flag: coroutines are virtual threads here. */
public final class Main {
    private static final String SCRIPT =
            """
            local eco, channel = require 'eco', require 'eco.channel'
            local ch = channel.new(1)
            eco.run(function()
                for i = 1, 3 do
                    eco.sleep(0.01)
                    ch:send(greet('task ' .. i))
                end
                ch:close()
            end)
            for text in function() return ch:recv() end do heard(text) end
            """;

    public static void main(String[] args) {
        check(Carrier.best() == Carrier.VIRTUAL_THREAD, "the carrier is " + Carrier.best());

        List<String> heard = new ArrayList<>();
        try (EventLoop loop = EventLoop.open()) {
            LuaRuntime lua = LuaRuntime.create();
            lua.globals().put("greet", Builtin.of("greet", (co, a) -> LuaString.of("hello, " + Arguments.string(co, a, 0))));
            lua.globals().put("heard", Builtin.of("heard", (co, a) -> heard.add(Arguments.string(co, a, 0).toString())));
            lua.attach(loop).start(null, chunk(lua, SCRIPT));
            loop.run();
            lua.close();
        }
        check(heard.equals(List.of("hello, task 1", "hello, task 2", "hello, task 3")), "heard " + heard);

        LuaRuntime other = LuaRuntime.create();
        check(other.globals().get(LuaString.of("greet")) == null, "runtimes share globals");
        check(other.call(chunk(other, "return 6 * 7"))[0].equals(42L), "6 * 7");
        try {
            other.call(chunk(other, "local t = nil; return t.x"));
            throw new AssertionError("no error");
        } catch (LuaError e) {
            check(e.getMessage().startsWith("demo:1: attempt to index a nil value (local 't')\nstack traceback:\n"), e.getMessage());
        }
    }

    private static LuaFunction chunk(LuaRuntime lua, String source) {
        return lua.load(source.getBytes(StandardCharsets.UTF_8), LuaString.of("=demo"));
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
