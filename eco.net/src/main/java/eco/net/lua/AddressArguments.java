package eco.net.lua;

import eco.lua.Arguments;
import eco.lua.LuaCoroutine;
import eco.lua.LuaString;
import eco.lua.LuaTable;
import eco.net.Address;
import eco.net.IpAddress;
import eco.net.IpEndpoint;
import eco.net.NetlinkAddress;
import eco.net.NetworkInterfaces;
import eco.net.PacketAddress;
import eco.net.Socket;
import eco.net.UnixAddress;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Addresses as arguments; the socket's family says which form they have. */
final class AddressArguments {
    private AddressArguments() {}

    /**
     * Reads the address that starts at argument {@code i}.
     *
     * @throws IOException if it names an interface that does not exist; the message is the one to return
     */
    static Address read(LuaCoroutine co, @Nullable Object[] args, int i, int family) throws IOException {
        return switch (family) {
            case Socket.AF_INET -> {
                IpAddress ip = isText(args, i) ? IpAddress.parse4(text(co, args, i)) : IpAddress.ANY4;
                yield endpoint(co, args, i, ip, "not a valid IPv4 address");
            }
            case Socket.AF_INET6 -> {
                IpAddress ip = isText(args, i) ? IpAddress.parse6(text(co, args, i)) : IpAddress.ANY6;
                yield endpoint(co, args, i, ip, "not a valid IPv6 address");
            }
            case Socket.AF_UNIX -> {
                LuaString path = Arguments.string(co, args, i);
                if (path.length() > UnixAddress.MAX_LENGTH) {
                    throw co.argumentError(i + 1, "path too long");
                }
                yield UnixAddress.of(path.bytes());
            }
            case Socket.AF_NETLINK ->
                new NetlinkAddress(
                        (int) Arguments.integer(co, args, i, 0), (int) Arguments.integer(co, args, i + 1, 0));
            case Socket.AF_PACKET -> packet(co, Arguments.table(co, args, i));
            default -> throw co.error("invalid domain");
        };
    }

    private static boolean isText(@Nullable Object[] args, int i) {
        Object value = Arguments.get(args, i);
        return value instanceof LuaString || value instanceof Long || value instanceof Double;
    }

    private static String text(LuaCoroutine co, @Nullable Object[] args, int i) {
        return CText.of(Arguments.string(co, args, i));
    }

    private static Address endpoint(
            LuaCoroutine co, @Nullable Object[] args, int i, @Nullable IpAddress ip, String complaint) {
        if (ip == null) {
            throw co.argumentError(i + 1, complaint);
        }
        return new IpEndpoint(ip, (int) Arguments.integer(co, args, i + 1) & 0xffff);
    }

    private static Address packet(LuaCoroutine co, LuaTable table) throws IOException {
        int index = 0;
        if (table.get("ifindex") instanceof Object value) {
            index = (int) Arguments.integer(co, new Object[] {value}, 0);
            if (NetworkInterfaces.name(LuaSocket.loop(co), index) == null) {
                throw new IOException("no device with ifindex '" + index + "'");
            }
        }
        if (table.get("ifname") instanceof Object value) {
            String name = text(co, new Object[] {value}, 0);
            index = NetworkInterfaces.index(LuaSocket.loop(co), name);
            if (index == 0) {
                throw new IOException("device '" + name + "' not exists");
            }
        }
        return new PacketAddress(index);
    }
}
