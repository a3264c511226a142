package eco.lua.module;

import eco.lua.Builtin;
import eco.lua.LuaCoroutine;
import eco.lua.LuaString;
import eco.lua.LuaTable;
import eco.lua.runtime.Calls;
import eco.lua.runtime.Indexing;
import org.jspecify.annotations.Nullable;

/** The body of a timer's task: {@code object.cb(object)}, with whatever {@code cb} is when the time has come. */
final class TimerCallback extends Builtin {
    static final LuaString CB = LuaString.of("cb");
    private static final LuaString WAITING = LuaString.of("waiting");

    private final LuaTable object;

    TimerCallback(LuaTable object) {
        super("eco.time");
        this.object = object;
    }

    @Override
    protected @Nullable Object run(LuaCoroutine co, @Nullable Object[] args) {
        object.put(WAITING, null);
        Calls.call(co, Indexing.get(co, object, CB), object);
        return NONE;
    }
}
