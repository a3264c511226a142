package conformance.script;

import eco.lua.ExitRequest;
import eco.lua.LuaFunction;
import eco.lua.LuaRuntime;
import eco.lua.LuaString;
import eco.lua.LuaTable;
import eco.scheduler.Carrier;
import eco.scheduler.EventLoop;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every Lua test but those that end their process, each in a runtime of its own in this process; some of them, and in
 * {@code ./test --full} all, a second time on virtual threads.
 */
final class InProcessScriptTest {
    @TestFactory
    Stream<DynamicTest> scriptRunsInThisProcess() {
        return tests(Carrier.CONTINUATION, 1);
    }

    @TestFactory
    Stream<DynamicTest> scriptRunsOnVirtualThreads() {
        return tests(Carrier.VIRTUAL_THREAD, Boolean.getBoolean("eco.full") ? 1 : 5);
    }

    /** One of so many scripts. */
    private static Stream<DynamicTest> tests(Carrier carrier, int ofSoMany) {
        List<LuaScript> scripts = LuaScript.all().stream()
                .filter(script -> !script.imageOnly())
                .filter(script -> carrier == Carrier.CONTINUATION || !script.continuationsOnly())
                .toList();
        return IntStream.range(0, scripts.size())
                .filter(i -> i % ofSoMany == 0)
                .mapToObj(scripts::get)
                .map(script -> DynamicTest.dynamicTest(script.name(), () -> run(script, carrier)));
    }

    private static void run(LuaScript script, Carrier carrier) throws InterruptedException {
        CapturingHost host = new CapturingHost();
        int status = EventLoop.callOnLargeStack(script.name(), () -> status(host, script, carrier));
        script.check(status, host.out(), host.err());
    }

    private static int status(CapturingHost host, LuaScript script, Carrier carrier) {
        LuaRuntime runtime = LuaRuntime.create(host);
        try (EventLoop loop = EventLoop.open(EventLoop.Options.defaults().withCarrier(carrier))) {
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
