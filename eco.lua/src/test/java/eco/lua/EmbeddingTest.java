package eco.lua;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A runtime as a part of a Java program. */
@Timeout(60)
class EmbeddingTest {
    @Test
    void aScriptCallsJavaAndAnswersJava() {
        try (LuaRuntime lua = LuaRuntime.create()) {
            lua.define("greet", (co, args) -> LuaString.of("hello " + Arguments.string(co, args, 0)));
            lua.globals().put("answer", 42L);
            Object[] values = lua.run("return greet('world'), answer + 1, nil, 1.5, true");
            assertEquals(LuaString.of("hello world"), values[0]);
            assertEquals(43L, values[1]);
            assertNull(values[2]);
            assertEquals(1.5, values[3]);
            assertEquals(true, values[4]);
        }
    }

    @Test
    void javaCallsAFunctionThatAScriptDefined() {
        try (LuaRuntime lua = LuaRuntime.create()) {
            lua.run("function add(a, b) return a + b, 'sum' end");
            Object[] values = lua.call(lua.globals().get("add"), 1L, 2L);
            assertEquals(3L, values[0]);
            assertEquals(LuaString.of("sum"), values[1]);
        }
    }

    @Test
    void anErrorCarriesItsValueAndTheLuaTraceback() {
        try (LuaRuntime lua = LuaRuntime.create()) {
            LuaError error =
                    assertThrows(LuaError.class, () -> lua.run("local function f()\n  error('boom')\nend\nf()"));
            assertEquals(LuaString.of("script:2: boom"), error.value());
            assertEquals(
                    "stack traceback:\n\t[C]: in function 'error'\n\tscript:2: in local 'f'\n"
                            + "\tscript:4: in main chunk\n\t[C]: in ?",
                    String.valueOf(error.traceback()));
        }
    }

    @Test
    void aJavaExceptionPassesThroughPcall() {
        try (LuaRuntime lua = LuaRuntime.create()) {
            lua.define("fail", (co, args) -> {
                throw new IllegalStateException("from Java");
            });
            IllegalStateException e = assertThrows(IllegalStateException.class, () -> lua.run("return pcall(fail)"));
            assertEquals("from Java", e.getMessage());
            assertEquals(1L, lua.run("return 1")[0]);
        }
    }

    @Test
    void exitUnwindsToTheEmbedderPastPcallAndClose() {
        try (LuaRuntime lua = LuaRuntime.create()) {
            ExitRequest exit = assertThrows(
                    ExitRequest.class,
                    () -> lua.run("local x <close> = setmetatable({}, {__close = function() closed = true end})"
                            + " pcall(os.exit, 3)"));
            assertEquals(3, exit.status());
            assertNull(lua.globals().get("closed"));
        }
    }

    @Test
    void exitTakesBooleansAsStatus() {
        try (LuaRuntime lua = LuaRuntime.create()) {
            assertEquals(
                    0,
                    assertThrows(ExitRequest.class, () -> lua.run("os.exit()")).status());
            assertEquals(
                    0,
                    assertThrows(ExitRequest.class, () -> lua.run("os.exit(true)"))
                            .status());
            assertEquals(
                    1,
                    assertThrows(ExitRequest.class, () -> lua.run("os.exit(false)"))
                            .status());
        }
    }

    @Test
    void exitWithCloseRunsFinalizers() {
        try (LuaRuntime lua = LuaRuntime.create()) {
            assertThrows(
                    ExitRequest.class,
                    () -> lua.run("x = setmetatable({}, {__gc = function() ended = true end}) os.exit(0, true)"));
            assertEquals(true, lua.globals().get("ended"));
        }
    }

    @Test
    void runtimesAreWorldsOfTheirOwn() {
        try (LuaRuntime one = LuaRuntime.create();
                LuaRuntime two = LuaRuntime.create()) {
            one.run("x = 1 string.extra = true debug.setmetatable(1, {__index = string})");
            assertNull(two.run("return x")[0]);
            assertNull(two.run("return string.extra")[0]);
            assertNull(two.run("return debug.getmetatable(1)")[0]);
        }
    }

    @Test
    void anotherThreadInterruptsAnEndlessScript() throws InterruptedException {
        try (LuaRuntime lua = LuaRuntime.create()) {
            CountDownLatch running = new CountDownLatch(1);
            lua.define("started", (co, args) -> {
                running.countDown();
                return null;
            });
            Thread interrupter = Thread.ofPlatform().start(() -> {
                try {
                    running.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                lua.interrupt(co -> {
                    throw new LuaError("enough");
                });
            });
            LuaError error = assertThrows(LuaError.class, () -> lua.run("started() while true do end"));
            assertEquals(LuaString.of("enough"), error.value());
            interrupter.join();
        }
    }

    @Test
    void endlessRecursionIsAnErrorThatTheRuntimeSurvives() {
        try (LuaRuntime lua = LuaRuntime.create()) {
            Object[] caught = lua.run("local function f() return 1 + f() end return pcall(f)");
            assertEquals(false, caught[0]);
            assertTrue(String.valueOf(caught[1]).contains("stack overflow"));
            assertEquals(2L, lua.run("return 1 + 1")[0]);
        }
    }
}
