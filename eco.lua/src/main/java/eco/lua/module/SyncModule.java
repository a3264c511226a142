package eco.lua.module;

import eco.lua.Builtin;
import eco.lua.LuaCoroutine;
import eco.lua.LuaRuntime;
import eco.lua.LuaTable;
import eco.lua.spi.LuaModule;

/** {@code eco.sync}: conditions, mutexes and wait groups. */
public final class SyncModule implements LuaModule {
    /** For the service loader. */
    public SyncModule() {}

    @Override
    public String name() {
        return "eco.sync";
    }

    @Override
    public LuaTable open(LuaRuntime runtime, LuaCoroutine co) {
        CondObject conds = new CondObject();
        MutexObject mutexes = new MutexObject();
        WaitGroupObject groups = new WaitGroupObject();
        LuaTable module = new LuaTable(0, 3);
        module.put("cond", Builtin.of("eco.sync.cond", (caller, args) -> conds.create(caller)));
        module.put("mutex", Builtin.of("eco.sync.mutex", (caller, args) -> mutexes.create(caller)));
        module.put("waitgroup", Builtin.of("eco.sync.waitgroup", (caller, args) -> groups.create(caller)));
        return module;
    }
}
