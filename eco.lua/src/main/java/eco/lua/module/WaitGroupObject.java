package eco.lua.module;

import eco.lua.Arguments;
import eco.lua.Builtin;
import eco.lua.LuaCoroutine;
import eco.lua.LuaFunction;
import eco.lua.LuaString;
import eco.lua.LuaTable;
import eco.lua.runtime.Arithmetic;
import eco.lua.runtime.Numbers;
import eco.scheduler.Task;
import eco.scheduler.WaitGroup;
import org.jspecify.annotations.Nullable;

/** What {@code sync.waitgroup()} returns: a table whose {@code cond} holds the {@link WaitGroup} and a descriptor number. */
final class WaitGroupObject {
    private static final LuaString COND = LuaString.of("cond");
    private static final LuaString COUNTER = LuaString.of("counter");

    private final LuaTable metatable = new LuaTable(0, 1);

    WaitGroupObject() {
        LuaTable methods = new LuaTable(0, 3);
        methods.put("add", Builtin.of("eco.sync.add", (co, args) -> {
            add(co, args, Arguments.get(args, 1), "negative waitgroup counter");
            return LuaFunction.NONE;
        }));
        methods.put("done", Builtin.of("eco.sync.done", (co, args) -> {
            add(co, args, -1L, "negative wait group counter");
            return LuaFunction.NONE;
        }));
        methods.put("wait", Builtin.of("eco.sync.wait", WaitGroupObject::await));
        metatable.put("__index", methods);
    }

    LuaTable create(LuaCoroutine co) {
        LuaTable waiting = co.runtime().newTable(0, 2);
        waiting.put(CondObject.RD, new WaitGroup());
        SyncNumbers.assign(co, waiting, number -> {});
        LuaTable object = co.runtime().newTable(0, 2);
        object.put(COUNTER, 0L);
        object.put(COND, waiting);
        object.metatable(metatable);
        return object;
    }

    private static WaitGroup group(LuaCoroutine co, @Nullable Object[] args) {
        if (Arguments.table(co, args, 0).get(COND) instanceof LuaTable waiting
                && waiting.get(CondObject.RD) instanceof WaitGroup group) {
            return group;
        }
        throw Arguments.typeError(co, args, 0, "waitgroup");
    }

    private static void add(LuaCoroutine co, @Nullable Object[] args, @Nullable Object delta, String ifNegative) {
        WaitGroup group = group(co, args);
        Long sum = Numbers.toInteger(Arithmetic.add(co, (long) group.count(), delta));
        if (sum == null || sum > Integer.MAX_VALUE) {
            throw co.error("waitgroup counter out of range");
        }
        if (sum < 0) {
            throw co.error(ifNegative);
        }
        group.add((int) (sum - group.count()));
        Arguments.table(co, args, 0).put(COUNTER, sum);
    }

    private static @Nullable Object await(LuaCoroutine co, @Nullable Object[] args) {
        WaitGroup group = group(co, args);
        long timeout = Timeouts.nanos(co, Arguments.get(args, 1));
        if (group.count() > 0 && timeout > 0 && Task.currentOrNull() == null) {
            throw co.error("attempt to yield from outside a coroutine");
        }
        return group.await(timeout) ? true : Builtin.failure("timeout");
    }
}
