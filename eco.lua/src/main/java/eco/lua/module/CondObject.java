package eco.lua.module;

import eco.lua.Arguments;
import eco.lua.Builtin;
import eco.lua.LuaCoroutine;
import eco.lua.LuaFunction;
import eco.lua.LuaString;
import eco.lua.LuaTable;
import eco.scheduler.Cond;
import eco.scheduler.Task;
import eco.scheduler.Wake;
import org.jspecify.annotations.Nullable;

/**
 * What {@code sync.cond()} returns: a table whose {@code rd} and {@code wr} hold the {@link Cond}, where the reference
 * has the two ends of an event descriptor, and whose {@code waiters} has the waiting coroutines as keys.
 */
final class CondObject {
    static final LuaString RD = LuaString.of("rd");
    static final LuaString WR = LuaString.of("wr");
    private static final LuaString WAITERS = LuaString.of("waiters");
    private static final LuaString CLOSED = LuaString.of("closed");

    private final LuaTable metatable = new LuaTable(0, 3);

    CondObject() {
        LuaTable methods = new LuaTable(0, 4);
        methods.put("wait", Builtin.of("eco.sync.wait", CondObject::await));
        methods.put(
                "signal",
                Builtin.of("eco.sync.signal", (co, args) -> cond(co, args).signal(truthy(args))));
        methods.put("broadcast", Builtin.of("eco.sync.broadcast", (co, args) ->
                (long) cond(co, args).broadcast()));
        Builtin close = Builtin.of("eco.sync.close", CondObject::close);
        methods.put("close", close);
        metatable.put("__index", methods);
        metatable.put("__close", close);
        // To be found there; nothing needs it, since the number of an object that is gone is closed.
        metatable.put("__gc", close);
    }

    LuaTable create(LuaCoroutine co) {
        LuaTable object = co.runtime().newTable(0, 5);
        Cond cond = new Cond();
        SyncNumbers.assign(co, object, CondObject::shut);
        object.put(RD, cond);
        object.put(WR, cond);
        object.put(WAITERS, new LuaTable());
        object.put(CLOSED, false);
        object.metatable(metatable);
        return object;
    }

    private static Cond cond(LuaCoroutine co, @Nullable Object[] args) {
        if (Arguments.table(co, args, 0).get(RD) instanceof Cond cond) {
            return cond;
        }
        throw Arguments.typeError(co, args, 0, "cond");
    }

    private static @Nullable Object truthy(@Nullable Object[] args) {
        Object data = Arguments.get(args, 1);
        return data == Boolean.FALSE ? null : data;
    }

    private static @Nullable Object await(LuaCoroutine co, @Nullable Object[] args) {
        Cond cond = cond(co, args);
        if (cond.isClosed()) {
            return Builtin.failure("closed");
        }
        long timeout = Timeouts.nanos(co, Arguments.get(args, 1));
        if (timeout > 0 && Task.currentOrNull() == null) {
            throw co.error("attempt to yield from outside a coroutine");
        }
        LuaTable waiters = (LuaTable) Arguments.table(co, args, 0).get(WAITERS);
        if (waiters != null) {
            waiters.put(co, true);
        }
        Wake cause = cond.await(timeout);
        if (waiters != null) {
            waiters.put(co, null);
        }
        return switch (cause) {
            case TIMEOUT -> Builtin.failure("timeout");
            case CLOSED -> Builtin.failure("closed");
            case CANCELED -> Builtin.failure("canceled");
            case READY, RESUMED -> cond.data() == null ? true : cond.data();
        };
    }

    private static @Nullable Object close(LuaCoroutine co, @Nullable Object[] args) {
        LuaTable object = Arguments.table(co, args, 0);
        SyncNumbers.release(co, object);
        shut(object);
        return LuaFunction.NONE;
    }

    private static void shut(LuaTable object) {
        object.put(SyncNumbers.EFD, null);
        object.put(CLOSED, true);
        if (object.get(RD) instanceof Cond cond) {
            cond.close();
        }
    }
}
