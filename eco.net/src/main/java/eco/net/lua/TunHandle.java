package eco.net.lua;

import eco.lua.Arguments;
import eco.lua.Builtin;
import eco.lua.LuaCoroutine;
import eco.lua.LuaField;
import eco.lua.LuaFunction;
import eco.lua.LuaString;
import eco.lua.LuaTable;
import org.jspecify.annotations.Nullable;

/**
 * What stands for the raw socket in the object of a TUN or TAP device: a table that holds the descriptor's number, -1 once
 * it is closed.
 */
final class TunHandle {
    private static final LuaString FD = LuaString.of("fd");
    private static final LuaField FILE_CLOSE = new LuaField("close");
    private static final Long CLOSED = -1L;

    private final LuaTable metatable = new LuaTable(0, 3);

    /** Handles that close their descriptors through the given {@code eco.internal.file}. */
    TunHandle(@Nullable Object file) {
        LuaTable index = new LuaTable(0, 3);
        index.put(
                "getfd",
                Builtin.of("getfd", (co, args) -> Arguments.table(co, args, 0).get(FD)));
        index.put(
                "closed",
                Builtin.of(
                        "closed",
                        (co, args) -> CLOSED.equals(Arguments.table(co, args, 0).get(FD))));
        Builtin close = Builtin.of("close", (co, args) -> close(co, file, Arguments.table(co, args, 0)));
        index.put("close", close);
        metatable.put("__index", index);
        metatable.put("__close", close);
        metatable.put("__gc", close);
    }

    LuaTable create(LuaCoroutine co, @Nullable Object fd) {
        LuaTable handle = co.runtime().newTable(0, 1);
        handle.put(FD, fd);
        co.runtime().metatable(handle, metatable);
        return handle;
    }

    private static Object close(LuaCoroutine co, @Nullable Object file, LuaTable handle) {
        Object fd = handle.get(FD);
        if (!CLOSED.equals(fd)) {
            handle.put(FD, CLOSED);
            FILE_CLOSE.call(co, file, fd);
        }
        return LuaFunction.NONE;
    }
}
