package conformance.script;

import eco.lua.ExitRequest;
import eco.lua.LuaFunction;
import eco.lua.LuaRuntime;
import eco.lua.LuaString;
import eco.lua.LuaTable;
import eco.scheduler.EventLoop;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every Lua test but those that end their process, each in a runtime of its own in this process. */
final class InProcessScriptTest {
    @TestFactory
    Stream<DynamicTest> scriptRunsInThisProcess() {
        return LuaScript.all().stream()
                .filter(script -> !script.imageOnly())
                .map(script -> DynamicTest.dynamicTest(script.name(), () -> run(script)));
    }

    private static void run(LuaScript script) throws InterruptedException {
        CapturingHost host = new CapturingHost();
        int status = EventLoop.callOnLargeStack(script.name(), () -> status(host, script));
        script.check(status, host.out(), host.err());
    }

    private static int status(CapturingHost host, LuaScript script) {
        LuaRuntime runtime = LuaRuntime.create(host);
        try (EventLoop loop = EventLoop.open()) {
            runtime.attach(loop);
            LuaTable eco = (LuaTable) call(runtime, "require", LuaString.of("eco"))[0];
            runtime.globals().put(LuaString.of("eco"), eco);
            runtime.globals().put(LuaString.of("arg"), arguments(script));
            Object[] loaded =
                    call(runtime, "loadfile", LuaString.of(script.file().toString()));
            if (!(loaded[0] instanceof LuaFunction main)) {
                host.warn((LuaString) loaded[1]);
                return 1;
            }
            runtime.call(eco.get(LuaString.of("run")), main);
            loop.run();
            call(runtime, "collectgarbage");
            return 0;
        } catch (ExitRequest exit) {
            return exit.status();
        }
    }

    private static @Nullable Object[] call(LuaRuntime runtime, String function, @Nullable Object... arguments) {
        return runtime.call(runtime.globals().get(LuaString.of(function)), arguments);
    }

    private static LuaTable arguments(LuaScript script) {
        LuaTable arg = new LuaTable();
        arg.put(0L, LuaString.of(script.file().toString()));
        for (int i = 0; i < script.arguments().size(); i++) {
            arg.put(i + 1L, LuaString.of(script.arguments().get(i)));
        }
        return arg;
    }
}
