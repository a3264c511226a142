package eco.net.lua;

import eco.lua.Arguments;
import eco.lua.Builtin;
import eco.lua.Frame;
import eco.lua.LuaCoroutine;
import eco.lua.LuaError;
import eco.lua.LuaField;
import eco.lua.LuaFunction;
import eco.lua.LuaMethod;
import eco.lua.LuaOperations;
import eco.lua.LuaString;
import eco.lua.LuaTable;
import eco.lua.LuaType;
import eco.scheduler.Errno;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The methods of a socket object. The object is a table with the raw socket ({@code sock}), its reader and writer
 * ({@code rd}, {@code wr}), and the mutex that senders queue for; everything is done by calling methods of those.
 */
final class SocketMethods extends Builtin {
    static final LuaString SOCK = LuaString.of("sock");
    static final LuaString RD = LuaString.of("rd");
    static final LuaString WR = LuaString.of("wr");
    static final LuaString IO = LuaString.of("io");
    static final LuaString MUTEX = LuaString.of("mutex");

    private static final LuaString SIZE = LuaString.of("size");
    private static final LuaString ERROR = LuaString.of("error");
    private static final LuaString AGAIN = LuaString.of(Errno.text(Errno.EAGAIN));
    /** How long connect and sendto wait, in seconds; part of the contract. */
    private static final Double PATIENCE = 5.0;

    private static final LuaMethod GETFD = new LuaMethod("getfd");
    private static final LuaMethod CLOSED = new LuaMethod("closed");
    private static final LuaMethod CLOSE = new LuaMethod("close");
    private static final LuaMethod CANCEL = new LuaMethod("cancel");
    private static final LuaMethod SETOPTION = new LuaMethod("setoption");
    private static final LuaMethod GETOPTION = new LuaMethod("getoption");
    private static final LuaMethod GETSOCKNAME = new LuaMethod("getsockname");
    private static final LuaMethod GETPEERNAME = new LuaMethod("getpeername");
    private static final LuaMethod BIND = new LuaMethod("bind");
    private static final LuaMethod LISTEN = new LuaMethod("listen");
    private static final LuaMethod CONNECT = new LuaMethod("connect");
    private static final LuaMethod ACCEPT = new LuaMethod("accept");
    private static final LuaMethod WAIT = new LuaMethod("wait");
    private static final LuaMethod WRITE = new LuaMethod("write");
    private static final LuaMethod SENDTO = new LuaMethod("sendto");
    private static final LuaMethod RECVFROM = new LuaMethod("recvfrom");
    private static final LuaMethod SENDFILE = new LuaMethod("sendfile");
    private static final LuaMethod READ = new LuaMethod("read");
    private static final LuaMethod READFULL = new LuaMethod("readfull");
    private static final LuaMethod READUNTIL = new LuaMethod("readuntil");
    private static final LuaMethod LOCK = new LuaMethod("lock");
    private static final LuaMethod UNLOCK = new LuaMethod("unlock");
    private static final LuaField STAT = new LuaField("stat");

    private enum Operation {
        GETFD,
        CLOSED,
        CLOSE,
        SETOPTION,
        GETSOCKNAME,
        GETPEERNAME,
        BIND,
        LISTEN,
        CONNECT,
        ACCEPT,
        SEND,
        WRITE,
        SENDTO,
        SENDFILE,
        READ,
        RECV,
        READFULL,
        RECVFULL,
        READUNTIL,
        RECVFROM
    }

    private final SocketFunctions module;
    private final Operation operation;

    private SocketMethods(SocketFunctions module, Operation operation) {
        super(name(operation));
        this.module = module;
        this.operation = operation;
    }

    private static String name(Operation operation) {
        return operation.name().toLowerCase(Locale.ROOT);
    }

    /** The metatable of the module's socket objects. */
    static LuaTable metatable(SocketFunctions module) {
        LuaTable index = new LuaTable(0, Operation.values().length);
        for (Operation operation : Operation.values()) {
            index.put(name(operation), new SocketMethods(module, operation));
        }
        LuaTable metatable = new LuaTable(0, 2);
        metatable.put("__index", index);
        metatable.put("__close", index.get("close"));
        return metatable;
    }

    @Override
    protected @Nullable Object run(LuaCoroutine co, @Nullable Object[] args) {
        Object self = Arguments.get(args, 0);
        return switch (operation) {
            case GETFD -> GETFD.call(co, part(co, self, SOCK));
            case CLOSED -> CLOSED.call(co, part(co, self, SOCK));
            case CLOSE -> close(co, self);
            case SETOPTION -> SETOPTION.call(co, part(co, self, SOCK), Arguments.get(args, 1), Arguments.get(args, 2));
            case GETSOCKNAME -> GETSOCKNAME.call(co, part(co, self, SOCK));
            case GETPEERNAME -> GETPEERNAME.call(co, part(co, self, SOCK));
            case BIND -> selfIfGood(self, BIND.invoke(co, part(co, self, SOCK), args));
            case LISTEN -> selfIfGood(self, LISTEN.invoke(co, part(co, self, SOCK), args));
            case CONNECT -> connect(co, self, args);
            case ACCEPT -> accept(co, self, args);
            case SEND, WRITE -> send(co, self, args);
            case SENDTO -> sendTo(co, self, args);
            case SENDFILE -> sendFile(co, self, args);
            case READ, RECV -> READ.call(co, part(co, self, RD), Arguments.get(args, 1), Arguments.get(args, 2));
            case READFULL, RECVFULL ->
                READFULL.call(co, part(co, self, RD), Arguments.get(args, 1), Arguments.get(args, 2));
            case READUNTIL -> READUNTIL.call(co, part(co, self, RD), Arguments.get(args, 1), Arguments.get(args, 2));
            case RECVFROM -> receiveFrom(co, self, args);
        };
    }

    private static @Nullable Object part(LuaCoroutine co, @Nullable Object self, LuaString name) {
        return LuaOperations.get(co, self, name);
    }

    private static boolean good(@Nullable Object result) {
        return LuaOperations.truthy(LuaFunction.first(result));
    }

    private static @Nullable Object selfIfGood(@Nullable Object self, @Nullable Object result) {
        return good(result) ? self : result;
    }

    /** Closes the descriptor first; whoever waits is told after that. */
    private static Object close(LuaCoroutine co, @Nullable Object self) {
        CLOSE.call(co, part(co, self, SOCK));
        CANCEL.call(co, part(co, self, RD));
        CANCEL.call(co, part(co, self, WR));
        Object io = part(co, self, IO);
        if (io != null) {
            CANCEL.call(co, io);
        }
        return NONE;
    }

    private static @Nullable Object connect(LuaCoroutine co, @Nullable Object self, @Nullable Object[] args) {
        Object sock = part(co, self, SOCK);
        Object result = CONNECT.invoke(co, sock, args);
        if (LuaFunction.first(result) != Boolean.FALSE) {
            return selfIfGood(self, result);
        }
        Object waited = WAIT.call(co, part(co, self, WR), PATIENCE);
        if (!good(waited)) {
            return waited;
        }
        Object error = LuaFunction.first(GETOPTION.call(co, sock, ERROR));
        return error == null ? self : new Object[] {null, error};
    }

    private @Nullable Object accept(LuaCoroutine co, @Nullable Object self, @Nullable Object[] args) {
        while (true) {
            Object waited = WAIT.call(co, part(co, self, RD), Arguments.get(args, 1));
            if (!good(waited)) {
                return waited;
            }
            Object[] accepted = LuaFunction.list(ACCEPT.call(co, part(co, self, SOCK)));
            if (accepted.length > 0 && accepted[0] != null) {
                return module.accepted(co, accepted);
            }
            // Somebody else took the connection, or it was given up: there will be others.
            if (!isAgain(accepted)) {
                return accepted;
            }
        }
    }

    private static boolean isAgain(@Nullable Object[] results) {
        return results.length > 1 && results[0] == null && AGAIN.equals(results[1]);
    }

    private interface Sending {
        @Nullable
        Object run();
    }

    /** Runs one sender at a time, in the order of their calls. The next one gets its turn however this one ends. */
    private static @Nullable Object inTurn(LuaCoroutine co, @Nullable Object self, Sending sending) {
        Object mutex = part(co, self, MUTEX);
        LOCK.call(co, mutex);
        Frame frame = co.top;
        LuaCoroutine.State state = co.state();
        Object result;
        try {
            result = sending.run();
        } catch (Throwable t) {
            LuaError error = co.caught(t);
            co.restore(frame, state);
            UNLOCK.call(co, mutex);
            throw error;
        }
        UNLOCK.call(co, mutex);
        return result;
    }

    private static @Nullable Object send(LuaCoroutine co, @Nullable Object self, @Nullable Object[] args) {
        return inTurn(
                co, self, () -> WRITE.call(co, part(co, self, WR), Arguments.get(args, 1), Arguments.get(args, 2)));
    }

    private static @Nullable Object sendTo(LuaCoroutine co, @Nullable Object self, @Nullable Object[] args) {
        if (!(Arguments.get(args, 1) instanceof LuaString data)) {
            throw co.error(
                    "attempt to get length of a " + LuaType.of(Arguments.get(args, 1)) + " value (local 'data')");
        }
        return inTurn(co, self, () -> sendAllTo(co, self, data, args));
    }

    /** Tries before it waits; after a wait a refusal is final, since nobody would tell when it ends. */
    private static @Nullable Object sendAllTo(
            LuaCoroutine co, @Nullable Object self, LuaString data, @Nullable Object[] args) {
        int sent = 0;
        boolean waited = false;
        while (sent < data.length()) {
            Object[] attempt = Arrays.copyOf(args, args.length);
            attempt[1] = data.substring(sent, data.length());
            Object[] results = LuaFunction.list(SENDTO.invoke(co, part(co, self, SOCK), attempt));
            if (results.length > 0 && results[0] instanceof Long n) {
                sent += n.intValue();
                waited = false;
            } else if (waited || !isAgain(results)) {
                return results;
            } else {
                Object ready = WAIT.call(co, part(co, self, WR), PATIENCE);
                if (!good(ready)) {
                    return ready;
                }
                waited = true;
            }
        }
        return (long) data.length();
    }

    private @Nullable Object sendFile(LuaCoroutine co, @Nullable Object self, @Nullable Object[] args) {
        Object path = Arguments.get(args, 1);
        Object offset = Arguments.isNoneOrNil(args, 3) ? (Object) 0L : args[3];
        Object length = Arguments.get(args, 2);
        if (length == null) {
            Object[] found = LuaFunction.list(STAT.call(co, module.file(), path));
            if (found.length == 0 || found[0] == null) {
                return found;
            }
            Long size = LuaOperations.integer(LuaOperations.get(co, found[0], SIZE));
            Long from = LuaOperations.integer(offset);
            if (size == null || from == null) {
                throw co.error("attempt to perform arithmetic on a " + LuaType.of(offset) + " value (local 'offset')");
            }
            if (size - from <= 0) {
                return 0L;
            }
            length = size - from;
        }
        Object[] call = {null, path, offset, length, Arguments.get(args, 4)};
        return inTurn(co, self, () -> SENDFILE.invoke(co, part(co, self, WR), call));
    }

    private static @Nullable Object receiveFrom(LuaCoroutine co, @Nullable Object self, @Nullable Object[] args) {
        while (true) {
            Object waited = WAIT.call(co, part(co, self, RD), Arguments.get(args, 2));
            if (!good(waited)) {
                return waited;
            }
            Object[] results = LuaFunction.list(RECVFROM.call(co, part(co, self, SOCK), Arguments.get(args, 1)));
            // What made it readable can turn out to be nothing, such as a datagram with a wrong checksum.
            if (!isAgain(results)) {
                return results;
            }
        }
    }
}
