package eco.net.lua;

import eco.lua.Arguments;
import eco.lua.Builtin;
import eco.lua.LuaCoroutine;
import eco.lua.LuaFunction;
import eco.lua.LuaOperations;
import eco.lua.LuaString;
import eco.lua.LuaTable;
import eco.lua.LuaTasks;
import eco.lua.LuaUserdata;
import eco.net.Accepted;
import eco.net.Received;
import eco.net.Socket;
import eco.scheduler.Errno;
import eco.scheduler.EventLoop;
import eco.scheduler.KernelException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The raw socket of {@code eco.internal.socket}: each method is one system call, and none waits. */
final class LuaSocket extends LuaUserdata {
    private static final String TYPE_NAME = "struct eco_socket *";
    private static final String[] METHODS = {
        "bind",
        "listen",
        "accept",
        "connect",
        "sendto",
        "recvfrom",
        "getsockname",
        "getpeername",
        "setoption",
        "getoption",
        "getfd",
        "closed",
        "close"
    };

    private final Socket socket;

    LuaSocket(LuaCoroutine co, Socket socket) {
        super(metatable(co));
        this.socket = socket;
    }

    private static LuaTable metatable(LuaCoroutine co) {
        return metatable(co.runtime(), TYPE_NAME, metatable -> {
            LuaTable index = new LuaTable();
            for (String method : METHODS) {
                index.put(method, new Method(method));
            }
            metatable.put("__index", index);
            metatable.put("__close", index.get("close"));
            // For those who look for it. The descriptor table closes what is dropped, and costs nothing until then.
            metatable.put("__gc", index.get("close"));
        });
    }

    /** The event loop that the runtime has; raises where there is none. */
    static EventLoop loop(LuaCoroutine co) {
        LuaTasks tasks = co.runtime().tasks();
        if (tasks == null) {
            throw co.error("this runtime has no event loop");
        }
        return tasks.loop();
    }

    private static Object[] again() {
        return Builtin.failure(Errno.text(Errno.EAGAIN));
    }

    private static final class Method extends Builtin {
        Method(String name) {
            super(name);
        }

        @Override
        protected @Nullable Object run(LuaCoroutine co, @Nullable Object[] args) {
            Socket socket = Arguments.userdata(co, args, 0, LuaSocket.class, TYPE_NAME).socket;
            try {
                return switch (name()) {
                    case "bind" -> {
                        socket.bind(AddressArguments.read(co, args, 1, socket.family()));
                        yield true;
                    }
                    case "listen" -> {
                        socket.listen((int) Arguments.integer(co, args, 1, Socket.DEFAULT_BACKLOG));
                        yield true;
                    }
                    case "accept" -> accept(co, socket);
                    case "connect" -> socket.startConnect(AddressArguments.read(co, args, 1, socket.family()));
                    case "sendto" -> sendTo(co, socket, args);
                    case "recvfrom" -> receiveFrom(co, socket, args);
                    case "getsockname" -> AddressTables.of(co, socket.localAddress());
                    case "getpeername" -> AddressTables.of(co, socket.remoteAddress());
                    case "setoption" -> {
                        OptionArguments.set(co, socket, args);
                        yield true;
                    }
                    case "getoption" -> option(co, socket, args);
                    case "getfd" -> (long) socket.fd();
                    case "closed" -> !socket.isOpen();
                    default -> {
                        socket.close();
                        yield NONE;
                    }
                };
            } catch (IOException e) {
                return failure(e);
            }
        }

        private static Object accept(LuaCoroutine co, Socket socket) throws IOException {
            if (!socket.isOpen()) {
                return failure("closed");
            }
            Accepted accepted = socket.tryAccept();
            if (accepted == null) {
                return again();
            }
            return new Object[] {new LuaSocket(co, accepted.socket()), AddressTables.of(co, accepted.peer())};
        }

        private static Object sendTo(LuaCoroutine co, Socket socket, @Nullable Object[] args) throws IOException {
            LuaString data = Arguments.string(co, args, 1);
            int sent = socket.trySend(data.bytes(), AddressArguments.read(co, args, 2, socket.family()));
            return sent < 0 ? again() : (Object) (long) sent;
        }

        private static Object receiveFrom(LuaCoroutine co, Socket socket, @Nullable Object[] args) throws IOException {
            int max = (int) Arguments.integer(co, args, 1);
            if (max <= 0) {
                throw co.argumentError(2, "must be greater than 0");
            }
            Received received = socket.tryReceive(max);
            if (received == null) {
                return again();
            }
            return new Object[] {LuaString.wrap(received.data()), AddressTables.of(co, received.from())};
        }

        private static @Nullable Object option(LuaCoroutine co, Socket socket, @Nullable Object[] args)
                throws KernelException {
            LuaString name = Arguments.string(co, args, 1);
            if (!name.equals(LuaString.of("error"))) {
                throw co.argumentError(2, "unsupported option '" + name + "'");
            }
            if (!socket.isOpen()) {
                return LuaString.of(Errno.text(Errno.EBADF));
            }
            int error = socket.takeError();
            return error == 0 ? null : LuaString.of(Errno.text(error));
        }
    }

    /** {@code socket} and {@code socketpair} of {@code eco.internal.socket}. */
    static LuaFunction constructor(String name, boolean pair) {
        return Builtin.of(name, (co, args) -> {
            int family = (int) Arguments.integer(co, args, 0);
            int type = (int) Arguments.integer(co, args, 1);
            int protocol = protocol(Arguments.get(args, 2));
            loop(co);
            try {
                if (!pair) {
                    return new LuaSocket(co, Socket.open(family, type, protocol));
                }
                Socket[] ends = Socket.pair(family, type, protocol);
                return new Object[] {new LuaSocket(co, ends[0]), new LuaSocket(co, ends[1])};
            } catch (KernelException e) {
                return Builtin.failure(e);
            }
        });
    }

    /** What cannot be an integer is 0. */
    private static int protocol(@Nullable Object value) {
        Long number = LuaOperations.integer(value);
        return number == null ? 0 : number.intValue();
    }
}
