package eco.lua;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class EmbeddingTest {
    private final LuaRuntime lua = LuaRuntime.create();

    private LuaClosure chunk(String source) {
        return lua.load(source.getBytes(StandardCharsets.UTF_8), LuaString.of("=test"));
    }

    @Test
    void javaCallsLuaAndReadsItsResults() {
        assertArrayEquals(new Object[] {3L, 1.5}, lua.call(chunk("local a, b = ... return a + b, 1.5"), 1L, 2L));
    }

    @Test
    void luaCallsJavaThroughABuiltin() {
        lua.globals().put("twice", Builtin.of("twice", (co, args) -> Arguments.integer(co, args, 0) * 2));
        assertArrayEquals(new Object[] {42L}, lua.call(chunk("return twice(21)")));
        LuaError error = assertThrows(LuaError.class, () -> lua.call(chunk("twice {}")));
        assertEquals("test:1: bad argument #1 to 'twice' (number expected, got table)", String.valueOf(error.value()));
    }

    @Test
    void anUncaughtErrorCarriesTheTracebackOfItsPoint() {
        LuaError error = assertThrows(
                LuaError.class,
                () -> lua.call(chunk("local function f() error('oops') end local function g() f() end g()")));
        assertEquals("test:1: oops", String.valueOf(error.value()));
        String traceback = String.valueOf(error.traceback());
        assertTrue(traceback.contains("in function 'error'") && traceback.contains("in upvalue 'f'"), traceback);
    }

    @Test
    void aSyntaxErrorIsALuaErrorWithThePosition() {
        LuaError error = assertThrows(LuaError.class, () -> chunk("x = = 1"));
        assertEquals("test:1: unexpected symbol near '='", String.valueOf(error.value()));
    }

    @Test
    void aModeRefusesTheOtherKindOfChunk() {
        byte[] text = "return 1".getBytes(StandardCharsets.UTF_8);
        assertThrows(LuaError.class, () -> lua.load(text, LuaString.of("=t"), "b", null));
    }

    @Test
    void runtimesDoNotShareGlobals() {
        LuaRuntime other = LuaRuntime.create();
        lua.call(chunk("x = 1 ; string.mine = true"));
        assertEquals(null, other.globals().get("x"));
        assertEquals(null, ((LuaTable) other.globals().get("string")).get("mine"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"while true do end", "for i = 1, math.huge do end", "repeat until false", "::a:: goto a"})
    void anInterruptEndsALoopThatWouldNeverEnd(String loop) throws InterruptedException {
        // The loop must have been compiled before the interrupt comes: a million rounds are enough for that.
        lua.globals().put("started", Builtin.of("started", (co, args) -> {
            Thread.ofVirtual()
                    .start(() -> lua.interrupt(other -> {
                        throw other.error("interrupted");
                    }));
            return null;
        }));
        String warm = "for i = 1, 3000000 do end started() ";
        LuaError error = assertThrows(LuaError.class, () -> lua.call(chunk(warm + loop)));
        assertTrue(String.valueOf(error.value()).endsWith("interrupted"));
    }

    @Test
    void recursionWithoutEndIsAnErrorOnAnyStack() {
        Object[] result = lua.call(chunk("local function f() return 1 + f() end return pcall(f)"));
        assertEquals(false, result[0]);
        assertTrue(String.valueOf(result[1]).contains("stack overflow"), String.valueOf(result[1]));
    }

    @Test
    void anErrorLeavesTheRuntimeUsable() {
        for (int i = 0; i < 3; i++) {
            assertThrows(
                    LuaError.class,
                    () -> lua.call(chunk("local t = setmetatable({}, {__index = error}) ; return t.x")));
            assertArrayEquals(new Object[] {1L}, lua.call(chunk("return 1")));
        }
    }
}
