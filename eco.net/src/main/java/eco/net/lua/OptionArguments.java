package eco.net.lua;

import static eco.net.SocketOption.*;

import eco.lua.Arguments;
import eco.lua.LuaCoroutine;
import eco.lua.LuaString;
import eco.lua.LuaTable;
import eco.net.IpAddress;
import eco.net.NetworkInterfaces;
import eco.net.Socket;
import eco.net.SocketOption;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** {@code setoption(name, value)}: the options by their Lua names, and what their values look like. */
final class OptionArguments {
    private static final int NAME = 1;
    private static final int VALUE = 2;
    private static final int SHOWN_NAME = 35;

    private OptionArguments() {}

    /** Sets the option that arguments 1 and 2 (after {@code self}) say. An IOException's message is the one to return. */
    static void set(LuaCoroutine co, Socket socket, @Nullable Object[] args) throws IOException {
        LuaString name = Arguments.string(co, args, NAME);
        switch (name.toString()) {
            case "reuseaddr" -> socket.set(REUSE_ADDRESS, flag(co, args));
            case "reuseport" -> socket.set(REUSE_PORT, flag(co, args));
            case "keepalive" -> socket.set(KEEP_ALIVE, flag(co, args));
            case "broadcast" -> socket.set(BROADCAST, flag(co, args));
            case "sndbuf" -> socket.set(SEND_BUFFER, integer(co, args));
            case "rcvbuf" -> socket.set(RECEIVE_BUFFER, integer(co, args));
            case "mark" -> socket.set(MARK, integer(co, args));
            case "bindtodevice" -> socket.set(BIND_TO_DEVICE, device(co, args));
            case "tcp_keepidle" -> socket.set(TCP_KEEP_IDLE, integer(co, args));
            case "tcp_keepintvl" -> socket.set(TCP_KEEP_INTERVAL, integer(co, args));
            case "tcp_keepcnt" -> socket.set(TCP_KEEP_COUNT, integer(co, args));
            case "tcp_fastopen" -> socket.set(TCP_FAST_OPEN, integer(co, args));
            case "tcp_nodelay" -> socket.set(TCP_NO_DELAY, flag(co, args));
            case "ip_add_membership" -> socket.set(IP_ADD_MEMBERSHIP, ipMembership(co, args));
            case "ip_drop_membership" -> socket.set(IP_DROP_MEMBERSHIP, ipMembership(co, args));
            case "ipv6_v6only" -> socket.set(IPV6_V6_ONLY, flag(co, args));
            case "ipv6_add_membership" -> socket.set(IPV6_ADD_MEMBERSHIP, ipv6Membership(co, args));
            case "ipv6_drop_membership" -> socket.set(IPV6_DROP_MEMBERSHIP, ipv6Membership(co, args));
            case "netlink_add_membership" -> socket.set(NETLINK_ADD_MEMBERSHIP, integer(co, args));
            case "netlink_drop_membership" -> socket.set(NETLINK_DROP_MEMBERSHIP, integer(co, args));
            case "packet_add_membership" -> socket.set(PACKET_ADD_MEMBERSHIP, packetMembership(co, args));
            case "packet_drop_membership" -> socket.set(PACKET_DROP_MEMBERSHIP, packetMembership(co, args));
            default -> {
                LuaString shown = name.substring(0, Math.min(name.length(), SHOWN_NAME));
                throw co.argumentError(NAME + 1, "unsupported option '" + shown + "'");
            }
        }
    }

    private static Boolean flag(LuaCoroutine co, @Nullable Object[] args) {
        if (Arguments.get(args, VALUE) instanceof Boolean on) {
            return on;
        }
        throw Arguments.typeError(co, args, VALUE, "boolean");
    }

    private static Integer integer(LuaCoroutine co, @Nullable Object[] args) {
        return (int) Arguments.integer(co, args, VALUE);
    }

    private static String device(LuaCoroutine co, @Nullable Object[] args) {
        LuaString name = Arguments.string(co, args, VALUE);
        if (name.length() > NetworkInterfaces.MAX_NAME) {
            throw co.argumentError(VALUE + 1, "ifname too long");
        }
        return CText.of(name);
    }

    private static @Nullable String text(@Nullable Object value) {
        if (value instanceof LuaString s) {
            return CText.of(s);
        }
        return value instanceof Long || value instanceof Double ? value.toString() : null;
    }

    private static SocketOption.IpMembership ipMembership(LuaCoroutine co, @Nullable Object[] args) {
        LuaTable table = Arguments.table(co, args, VALUE);
        String group = text(table.get("multiaddr"));
        IpAddress address = group == null ? null : IpAddress.parse4(group);
        if (address == null) {
            throw co.argumentError(VALUE + 1, "multiaddr: not a valid IP address");
        }
        String by = text(table.get("interface"));
        IpAddress local = by == null ? null : IpAddress.parse4(by);
        if (by != null && local == null) {
            throw co.argumentError(VALUE + 1, "interface: not a valid IP address");
        }
        return new SocketOption.IpMembership(address, local);
    }

    private static SocketOption.Ipv6Membership ipv6Membership(LuaCoroutine co, @Nullable Object[] args) {
        LuaTable table = Arguments.table(co, args, VALUE);
        String group = text(table.get("multiaddr"));
        IpAddress address = group == null ? null : IpAddress.parse6(group);
        if (address == null) {
            throw co.argumentError(VALUE + 1, "multiaddr: not a valid IPv6 address");
        }
        Object index = table.get("interface");
        return new SocketOption.Ipv6Membership(address, (int) Arguments.integer(co, new Object[] {index}, 0, 0));
    }

    private static SocketOption.PacketMembership packetMembership(LuaCoroutine co, @Nullable Object[] args)
            throws IOException {
        LuaTable table = Arguments.table(co, args, VALUE);
        Object[] values = {table.get("ifindex"), table.get("type"), table.get("address"), table.get("ifname")};
        int index = (int) Arguments.integer(co, values, 0, 0);
        int type = (int) Arguments.integer(co, values, 1, 0);
        LuaString address = Arguments.string(co, values, 2, LuaString.EMPTY);
        if (address == null || address.length() > SocketOption.PacketMembership.MAX_ADDRESS) {
            throw co.argumentError(VALUE + 1, "address too long");
        }
        if (values[3] != null) {
            String name = CText.of(Arguments.string(co, values, 3));
            index = NetworkInterfaces.index(LuaSocket.loop(co), name);
            if (index == 0) {
                throw new IOException("No interface found with given name '" + name + "'");
            }
        }
        return new SocketOption.PacketMembership(index, type, address.bytes());
    }
}
