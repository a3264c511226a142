package eco.lua.module;

import eco.lua.Arguments;
import eco.lua.Builtin;
import eco.lua.LuaCoroutine;
import eco.lua.LuaFunction;
import eco.lua.LuaRuntime;
import eco.lua.LuaString;
import eco.lua.LuaTable;
import eco.lua.spi.LuaModule;
import eco.scheduler.Channel;
import eco.scheduler.EventLoop;
import eco.scheduler.Task;
import org.jspecify.annotations.Nullable;

/** {@code eco.channel}: bounded queues between tasks. A channel is a table whose {@code buf} holds the {@link Channel}. */
public final class ChannelModule implements LuaModule {
    private static final LuaString BUF = LuaString.of("buf");
    private static final LuaString CAPACITY = LuaString.of("capacity");
    private static final LuaString CLOSED = LuaString.of("closed");

    /** For the service loader. */
    public ChannelModule() {}

    @Override
    public String name() {
        return "eco.channel";
    }

    @Override
    public LuaTable open(LuaRuntime runtime, LuaCoroutine co) {
        LuaTable methods = new LuaTable(0, 4);
        methods.put("send", Builtin.of("eco.channel.send", ChannelModule::send));
        methods.put("recv", Builtin.of("eco.channel.recv", ChannelModule::receive));
        methods.put("length", Builtin.of("eco.channel.length", (caller, args) ->
                (long) channel(caller, args).length()));
        methods.put("close", Builtin.of("eco.channel.close", ChannelModule::close));
        LuaTable metatable = new LuaTable(0, 1);
        metatable.put("__index", methods);
        LuaTable module = new LuaTable(0, 1);
        module.put("new", Builtin.of("eco.channel.new", (caller, args) -> create(caller, args, metatable)));
        return module;
    }

    private static LuaTable create(LuaCoroutine co, @Nullable Object[] args, LuaTable metatable) {
        long capacity = 1;
        Object wanted = Arguments.get(args, 0);
        if (wanted instanceof Long n) {
            capacity = Math.max(n, 1);
        } else if (wanted != null) {
            throw co.error("capacity must be an integer");
        }
        LuaTable object = co.runtime().newTable(0, 5);
        object.put(BUF, new Channel<Object>((int) Math.min(capacity, Integer.MAX_VALUE)));
        object.put(CAPACITY, capacity);
        object.put(CLOSED, false);
        object.put("cond_send", numbered(co));
        object.put("cond_recv", numbered(co));
        object.metatable(metatable);
        return object;
    }

    private static LuaTable numbered(LuaCoroutine co) {
        LuaTable waiting = co.runtime().newTable(0, 1);
        SyncNumbers.assign(co, waiting, number -> {});
        return waiting;
    }

    @SuppressWarnings("unchecked") // only this class puts a channel into a table
    private static Channel<Object> channel(LuaCoroutine co, @Nullable Object[] args) {
        if (Arguments.table(co, args, 0).get(BUF) instanceof Channel<?> channel) {
            return (Channel<Object>) channel;
        }
        throw Arguments.typeError(co, args, 0, "channel");
    }

    private static @Nullable Object send(LuaCoroutine co, @Nullable Object[] args) {
        Channel<Object> channel = channel(co, args);
        Object value = Arguments.get(args, 1);
        if (value == null && !channel.isClosed()) {
            return true;
        }
        long timeout = timeout(co, args, 2, channel.length() >= channel.capacity() && !channel.isClosed());
        return switch (value == null ? eco.scheduler.Wake.CLOSED : channel.send(value, timeout)) {
            case READY, RESUMED -> true;
            case TIMEOUT, CANCELED -> Builtin.failure("timeout");
            case CLOSED -> throw co.error("sending on closed channel");
        };
    }

    private static @Nullable Object receive(LuaCoroutine co, @Nullable Object[] args) {
        Channel<Object> channel = channel(co, args);
        long timeout = timeout(co, args, 1, channel.length() == 0 && !channel.isClosed());
        return switch (channel.receive(timeout)) {
            case READY, RESUMED -> channel.received();
            case TIMEOUT, CANCELED -> Builtin.failure("timeout");
            case CLOSED -> null;
        };
    }

    private static long timeout(LuaCoroutine co, @Nullable Object[] args, int index, boolean mustWait) {
        if (!mustWait) {
            return EventLoop.FOREVER;
        }
        long timeout = Timeouts.nanos(co, Arguments.get(args, index));
        if (timeout > 0 && Task.currentOrNull() == null) {
            throw co.error("attempt to yield from outside a coroutine");
        }
        return timeout;
    }

    private static @Nullable Object close(LuaCoroutine co, @Nullable Object[] args) {
        channel(co, args).close();
        Arguments.table(co, args, 0).put(CLOSED, true);
        return LuaFunction.NONE;
    }
}
