package eco.net.lua;

import eco.lua.Arguments;
import eco.lua.Builtin;
import eco.lua.LuaCoroutine;
import eco.lua.LuaField;
import eco.lua.LuaFunction;
import eco.lua.LuaMethod;
import eco.lua.LuaOperations;
import eco.lua.LuaString;
import eco.lua.LuaTable;
import eco.lua.LuaType;
import eco.lua.Metamethod;
import eco.net.Socket;
import eco.net.TunDevice;
import org.jspecify.annotations.Nullable;

/**
 * The functions of one opened {@code eco.socket}, with the modules that it was opened on. What fails half-way leaves no
 * descriptor behind.
 */
final class SocketFunctions {
    private static final long ICMP = 1;
    private static final long ICMPV6 = 58;
    private static final LuaString IPV6 = LuaString.of("ipv6");
    private static final LuaString BACKLOG = LuaString.of("backlog");

    /** Keys of an options table and the options that they set, in order. */
    private static final String[][] TO_MARK = {{"reuseaddr", "reuseaddr"}, {"reuseport", "reuseport"}};

    private static final String[][] FROM_MARK = {{"mark", "mark"}, {"device", "bindtodevice"}};
    private static final String[][] ONLY_V6 = {{"ipv6_v6only", "ipv6_v6only"}};
    private static final String[][] TCP = {
        {"tcp_nodelay", "tcp_nodelay"},
        {"keepalive", "keepalive"},
        {"tcp_keepidle", "tcp_keepidle"},
        {"tcp_keepcnt", "tcp_keepcnt"},
        {"tcp_keepintvl", "tcp_keepintvl"},
        {"tcp_fastopen", "tcp_fastopen"}
    };

    private static final LuaField SOCKET = new LuaField("socket");
    private static final LuaField SOCKETPAIR = new LuaField("socketpair");
    private static final LuaField OPEN_TUN = new LuaField("open_tun");
    private static final LuaField IS_IPV4 = new LuaField("is_ipv4_address");
    private static final LuaField IS_IPV6 = new LuaField("is_ipv6_address");
    private static final LuaField READER = new LuaField("reader");
    private static final LuaField WRITER = new LuaField("writer");
    private static final LuaField NEW_IO = new LuaField("io");
    private static final LuaField MUTEX = new LuaField("mutex");
    private static final LuaMethod GETFD = new LuaMethod("getfd");
    private static final LuaMethod SETOPTION = new LuaMethod("setoption");
    private static final LuaMethod CLOSE = new LuaMethod("close");
    private static final LuaMethod BIND = new LuaMethod("bind");
    private static final LuaMethod LISTEN = new LuaMethod("listen");
    private static final LuaMethod CONNECT = new LuaMethod("connect");

    private final @Nullable Object internal;
    private final @Nullable Object file;
    private final @Nullable Object sync;
    private final @Nullable Object eco;
    private final LuaTable objects = SocketMethods.metatable(this);
    private final TunHandle tunHandles;

    SocketFunctions(@Nullable Object internal, @Nullable Object file, @Nullable Object sync, @Nullable Object eco) {
        this.internal = internal;
        this.file = file;
        this.sync = sync;
        this.eco = eco;
        this.tunHandles = new TunHandle(file);
    }

    @Nullable
    Object file() {
        return file;
    }

    LuaTable open(LuaCoroutine co) {
        LuaTable module = new LuaTable(0, 32);
        for (String name : SocketConstants.publicNames()) {
            LuaString key = LuaString.of(name);
            module.put(key, LuaOperations.get(co, internal, key));
        }
        add(
                module,
                "socket",
                (c, a) -> wrap(
                        c,
                        create(c, Arguments.get(a, 0), Arguments.get(a, 1), Arguments.get(a, 2), Arguments.get(a, 3))));
        add(module, "socketpair", this::pair);
        plain(module, "tcp", Socket.AF_INET, Socket.SOCK_STREAM, 0);
        plain(module, "tcp6", Socket.AF_INET6, Socket.SOCK_STREAM, 0);
        plain(module, "udp", Socket.AF_INET, Socket.SOCK_DGRAM, 0);
        plain(module, "udp6", Socket.AF_INET6, Socket.SOCK_DGRAM, 0);
        plain(module, "icmp", Socket.AF_INET, Socket.SOCK_DGRAM, ICMP);
        plain(module, "icmp6", Socket.AF_INET6, Socket.SOCK_DGRAM, ICMPV6);
        plain(module, "unix", Socket.AF_UNIX, Socket.SOCK_STREAM, 0);
        plain(module, "unix_dgram", Socket.AF_UNIX, Socket.SOCK_DGRAM, 0);
        add(
                module,
                "netlink",
                (c, a) -> wrap(
                        c, create(c, (long) Socket.AF_NETLINK, (long) Socket.SOCK_RAW, Arguments.get(a, 0), null)));
        add(module, "listen_tcp", this::listenTcp);
        add(module, "connect_tcp", (c, a) -> connectIp(c, a, Socket.SOCK_STREAM));
        add(module, "listen_udp", this::listenUdp);
        add(module, "connect_udp", (c, a) -> connectIp(c, a, Socket.SOCK_DGRAM));
        add(module, "listen_unix", this::listenUnix);
        add(module, "connect_unix", this::connectUnix);
        add(module, "open_tun", this::openTun);
        add(module, "is_ip_address", (c, a) -> isIpv4(c, Arguments.get(a, 0)) || isIpv6(c, Arguments.get(a, 0)));
        LuaTable metatable = new LuaTable(0, 1);
        metatable.put(Metamethod.INDEX.key(), internal);
        module.metatable(metatable);
        return module;
    }

    private static void add(LuaTable module, String name, Builtin.Body body) {
        module.put(name, Builtin.of("eco.socket." + name, body));
    }

    private void plain(LuaTable module, String name, long family, long type, long protocol) {
        add(module, name, (co, args) -> wrap(co, create(co, family, type, protocol, null)));
    }

    private boolean isIpv4(LuaCoroutine co, @Nullable Object text) {
        return LuaOperations.truthy(LuaFunction.first(IS_IPV4.call(co, internal, text)));
    }

    private boolean isIpv6(LuaCoroutine co, @Nullable Object text) {
        return LuaOperations.truthy(LuaFunction.first(IS_IPV6.call(co, internal, text)));
    }

    // ---- raw sockets: a call's result is the raw socket, or nil and a message

    private static boolean good(@Nullable Object result) {
        return LuaOperations.truthy(LuaFunction.first(result));
    }

    /** Makes a raw socket with the options that every constructor takes. */
    private @Nullable Object create(
            LuaCoroutine co,
            @Nullable Object family,
            @Nullable Object type,
            @Nullable Object protocol,
            @Nullable Object options) {
        Object raw = SOCKET.call(co, internal, family, type, protocol);
        if (!good(raw)) {
            return raw;
        }
        Object failure = applyCommon(co, LuaFunction.first(raw), family, options);
        return failure == null ? raw : failure;
    }

    /** Null if all went well; else the raw socket is closed. */
    private static @Nullable Object applyCommon(
            LuaCoroutine co, @Nullable Object raw, @Nullable Object family, @Nullable Object options) {
        Object failure = apply(co, raw, options, TO_MARK);
        Long number = LuaOperations.integer(family);
        if (failure == null && number != null && number.intValue() == Socket.AF_INET6) {
            failure = apply(co, raw, options, ONLY_V6);
        }
        return failure == null ? apply(co, raw, options, FROM_MARK) : failure;
    }

    private static @Nullable Object apply(
            LuaCoroutine co, @Nullable Object raw, @Nullable Object options, String[][] keys) {
        if (options == null) {
            return null;
        }
        for (String[] key : keys) {
            Object value = option(co, options, LuaString.of(key[0]));
            if (value == null) {
                continue;
            }
            Object[] results = LuaFunction.list(SETOPTION.call(co, raw, LuaString.of(key[1]), value));
            if (results.length == 0 || !LuaOperations.truthy(results[0])) {
                CLOSE.call(co, raw);
                return Builtin.failure("failed to set socket option '" + key[0] + "': " + Arguments.get(results, 1));
            }
        }
        return null;
    }

    private static @Nullable Object option(LuaCoroutine co, @Nullable Object options, LuaString key) {
        if (options == null) {
            return null;
        }
        if (!(options instanceof LuaTable) && co.runtime().metamethod(options, Metamethod.INDEX) == null) {
            throw co.error("attempt to index a " + LuaType.of(options) + " value (local 'options')");
        }
        return LuaOperations.get(co, options, key);
    }

    // ---- socket objects

    /** The object around a raw socket; a failure is passed on. */
    private @Nullable Object wrap(LuaCoroutine co, @Nullable Object raw) {
        if (!good(raw)) {
            return raw;
        }
        Object sock = LuaFunction.first(raw);
        Object fd = LuaFunction.first(GETFD.call(co, sock));
        Object reader = READER.call(co, eco, fd);
        if (!good(reader)) {
            CLOSE.call(co, sock);
            return reader;
        }
        Object writer = WRITER.call(co, eco, fd);
        if (!good(writer)) {
            CLOSE.call(co, sock);
            return writer;
        }
        LuaTable object = co.runtime().newTable(0, 4);
        object.put(SocketMethods.SOCK, sock);
        object.put(SocketMethods.RD, LuaFunction.first(reader));
        object.put(SocketMethods.WR, LuaFunction.first(writer));
        object.put(SocketMethods.MUTEX, LuaFunction.first(MUTEX.call(co, sync)));
        object.metatable(objects);
        return object;
    }

    /** The object around a raw socket that was accepted, followed by the peer's address. */
    @Nullable
    Object accepted(LuaCoroutine co, @Nullable Object[] accepted) {
        Object sock = accepted[0];
        Object object = wrap(co, sock);
        if (!(object instanceof LuaTable table)) {
            return object;
        }
        Object io = NEW_IO.call(co, eco, LuaFunction.first(GETFD.call(co, sock)));
        table.put(SocketMethods.IO, LuaFunction.first(io));
        return new Object[] {table, Arguments.get(accepted, 1)};
    }

    private @Nullable Object pair(LuaCoroutine co, @Nullable Object[] args) {
        Object family = Arguments.get(args, 0);
        Object[] ends =
                LuaFunction.list(SOCKETPAIR.call(co, internal, family, Arguments.get(args, 1), Arguments.get(args, 2)));
        if (ends.length < 2 || ends[0] == null) {
            return ends;
        }
        for (int i = 0; i < 2; i++) {
            Object failure = applyCommon(co, ends[i], family, Arguments.get(args, 3));
            if (failure != null) {
                CLOSE.call(co, ends[1 - i]);
                return failure;
            }
        }
        Object first = wrap(co, ends[0]);
        if (!good(first)) {
            CLOSE.call(co, ends[1]);
            return first;
        }
        Object second = wrap(co, ends[1]);
        if (!good(second)) {
            CLOSE.call(co, first);
            return second;
        }
        return new Object[] {first, second};
    }

    /** The object if {@code result} is good; else the object is closed and the result passed on. */
    private static @Nullable Object orClose(LuaCoroutine co, @Nullable Object object, @Nullable Object result) {
        if (good(result)) {
            return object;
        }
        CLOSE.call(co, object);
        return result;
    }

    private static long ipFamily(LuaCoroutine co, @Nullable Object options) {
        return LuaOperations.truthy(option(co, options, IPV6)) ? Socket.AF_INET6 : Socket.AF_INET;
    }

    private @Nullable Object listenTcp(LuaCoroutine co, @Nullable Object[] args) {
        Object options = Arguments.get(args, 2);
        Object raw = create(co, ipFamily(co, options), (long) Socket.SOCK_STREAM, 0L, options);
        if (!good(raw)) {
            return raw;
        }
        Object failure = apply(co, LuaFunction.first(raw), options, TCP);
        if (failure != null) {
            return failure;
        }
        Object object = wrap(co, raw);
        if (!good(object)) {
            return object;
        }
        Object bound = bind(co, object, args);
        return good(bound) ? orClose(co, object, LISTEN.call(co, object, option(co, options, BACKLOG))) : bound;
    }

    /** Binds to what the first two arguments say; the object is closed if that fails. */
    private static @Nullable Object bind(LuaCoroutine co, @Nullable Object object, @Nullable Object[] args) {
        return orClose(co, object, BIND.invoke(co, object, endpoint(args)));
    }

    /** Room for the receiver, and the IP address and port that start an argument list. */
    private static @Nullable Object[] endpoint(@Nullable Object[] args) {
        return new Object[] {null, Arguments.get(args, 0), Arguments.get(args, 1)};
    }

    private @Nullable Object listenUdp(LuaCoroutine co, @Nullable Object[] args) {
        Object options = Arguments.get(args, 2);
        Object object = wrap(co, create(co, ipFamily(co, options), (long) Socket.SOCK_DGRAM, 0L, options));
        return good(object) ? bind(co, object, args) : object;
    }

    private @Nullable Object connectIp(LuaCoroutine co, @Nullable Object[] args, long type) {
        Object ip = Arguments.get(args, 0);
        long family;
        if (isIpv4(co, ip)) {
            family = Socket.AF_INET;
        } else if (isIpv6(co, ip)) {
            family = Socket.AF_INET6;
        } else {
            throw co.error("not a valid IP address");
        }
        Object object = wrap(co, create(co, family, type, 0L, Arguments.get(args, 2)));
        return good(object) ? orClose(co, object, CONNECT.invoke(co, object, endpoint(args))) : object;
    }

    private @Nullable Object listenUnix(LuaCoroutine co, @Nullable Object[] args) {
        Object object = wrap(co, create(co, (long) Socket.AF_UNIX, (long) Socket.SOCK_STREAM, 0L, null));
        if (!good(object)) {
            return object;
        }
        Object bound = orClose(co, object, BIND.call(co, object, Arguments.get(args, 0)));
        return good(bound)
                ? orClose(co, object, LISTEN.call(co, object, option(co, Arguments.get(args, 1), BACKLOG)))
                : bound;
    }

    private @Nullable Object connectUnix(LuaCoroutine co, @Nullable Object[] args) {
        Object object = wrap(co, create(co, (long) Socket.AF_UNIX, (long) Socket.SOCK_STREAM, 0L, null));
        if (!good(object)) {
            return object;
        }
        if (Arguments.truthy(args, 1)) {
            Object bound = orClose(co, object, BIND.call(co, object, args[1]));
            if (!good(bound)) {
                return bound;
            }
        }
        return orClose(co, object, CONNECT.call(co, object, Arguments.get(args, 0)));
    }

    private @Nullable Object openTun(LuaCoroutine co, @Nullable Object[] args) {
        Object options = Arguments.get(args, 1);
        long flags = 0;
        if (LuaOperations.truthy(option(co, options, LuaString.of("tap")))) {
            flags = TunDevice.IFF_TAP;
        }
        if (LuaOperations.truthy(option(co, options, LuaString.of("tun")))) {
            flags = TunDevice.IFF_TUN;
        }
        if (LuaOperations.truthy(option(co, options, LuaString.of("no_pi")))) {
            flags |= TunDevice.IFF_NO_PI;
        }
        if (flags == 0) {
            flags = TunDevice.IFF_TUN | TunDevice.IFF_NO_PI;
        }
        Object[] opened = LuaFunction.list(OPEN_TUN.call(co, internal, Arguments.get(args, 0), flags));
        if (opened.length == 0 || opened[0] == null) {
            return opened;
        }
        Object object = wrap(co, tunHandles.create(co, opened[0]));
        return good(object) ? new Object[] {object, Arguments.get(opened, 1)} : object;
    }
}
