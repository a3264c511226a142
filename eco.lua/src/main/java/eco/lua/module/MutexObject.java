package eco.lua.module;

import eco.lua.Arguments;
import eco.lua.Builtin;
import eco.lua.LuaCoroutine;
import eco.lua.LuaFunction;
import eco.lua.LuaString;
import eco.lua.LuaTable;
import eco.scheduler.Mutex;
import eco.scheduler.Task;
import org.jspecify.annotations.Nullable;

/** What {@code sync.mutex()} returns: a table whose {@code cond} holds the {@link Mutex} and a descriptor number. */
final class MutexObject {
    private static final LuaString COND = LuaString.of("cond");
    private static final LuaString LOCKED = LuaString.of("locked");

    private final LuaTable metatable = new LuaTable(0, 1);

    MutexObject() {
        LuaTable methods = new LuaTable(0, 2);
        methods.put("lock", Builtin.of("eco.sync.lock", MutexObject::lock));
        methods.put("unlock", Builtin.of("eco.sync.unlock", MutexObject::unlock));
        metatable.put("__index", methods);
    }

    LuaTable create(LuaCoroutine co) {
        LuaTable waiting = co.runtime().newTable(0, 2);
        waiting.put(CondObject.RD, new Mutex());
        SyncNumbers.assign(co, waiting, number -> {});
        LuaTable object = co.runtime().newTable(0, 2);
        object.put(LOCKED, false);
        object.put(COND, waiting);
        object.metatable(metatable);
        return object;
    }

    private static Mutex mutex(LuaCoroutine co, @Nullable Object[] args) {
        if (Arguments.table(co, args, 0).get(COND) instanceof LuaTable waiting
                && waiting.get(CondObject.RD) instanceof Mutex mutex) {
            return mutex;
        }
        throw Arguments.typeError(co, args, 0, "mutex");
    }

    private static @Nullable Object lock(LuaCoroutine co, @Nullable Object[] args) {
        Mutex mutex = mutex(co, args);
        long timeout = Timeouts.nanos(co, Arguments.get(args, 1));
        if (mutex.isLocked() && timeout > 0 && Task.currentOrNull() == null) {
            throw co.error("attempt to yield from outside a coroutine");
        }
        if (!mutex.lock(timeout)) {
            return Builtin.failure("timeout");
        }
        Arguments.table(co, args, 0).put(LOCKED, true);
        return true;
    }

    private static @Nullable Object unlock(LuaCoroutine co, @Nullable Object[] args) {
        Mutex mutex = mutex(co, args);
        if (!mutex.isLocked()) {
            throw co.error("unlock of unlocked mutex");
        }
        mutex.unlock();
        Arguments.table(co, args, 0).put(LOCKED, mutex.isLocked());
        return LuaFunction.NONE;
    }
}
