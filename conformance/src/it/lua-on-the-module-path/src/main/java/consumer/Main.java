package consumer;

import eco.lua.LuaFunction;
import eco.lua.LuaRuntime;
import eco.lua.LuaString;
import eco.scheduler.Carrier;
import eco.scheduler.EventLoop;
import java.nio.charset.StandardCharsets;

/** Runs Lua that waits, from the module path, with the export that the best carrier needs. */
public final class Main {
    private static final String SCRIPT =
            """
            local eco, time = require 'eco', require 'eco.time'
            local generator = coroutine.wrap(function()
                for i = 1, 3 do
                    eco.sleep(0.01)
                    coroutine.yield(i)
                end
            end)
            sum = 0
            for i in generator do sum = sum + i end
            assert(time.now() > 0)
            """;

    public static void main(String[] args) {
        check(Carrier.best() == Carrier.CONTINUATION, "the carrier is " + Carrier.best());
        check(LuaRuntime.class.getModule().isNamed(), "eco.lua is not on the module path");
        try (EventLoop loop = EventLoop.open()) {
            LuaRuntime lua = LuaRuntime.create();
            LuaFunction chunk = lua.load(SCRIPT.getBytes(StandardCharsets.UTF_8), LuaString.of("=demo"));
            lua.attach(loop).start(null, chunk);
            loop.run();
            check(Long.valueOf(6).equals(lua.globals().get(LuaString.of("sum"))), "the script did not end");
            lua.close();
        }
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
