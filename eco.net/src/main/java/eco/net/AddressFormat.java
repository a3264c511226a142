package eco.net;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Addresses in the C layouts, which start with {@code sa_family_t sa_family} in native order:
 *
 * <pre>
 * sockaddr_in   16: port(2, network order) addr(4) zero(8)
 * sockaddr_in6  28: port(2, network order) flowinfo(4) addr(16) scope_id(4)
 * sockaddr_un  110: path(108), as long as the length says
 * sockaddr_nl   12: pad(2) pid(4) groups(4)
 * sockaddr_ll   20: protocol(2) ifindex(4) hatype(2) pkttype(1) halen(1) addr(8)
 * </pre>
 */
final class AddressFormat {
    /** As large as any of them. */
    static final int MAX_SIZE = 128;

    private static final int FAMILY_SIZE = 2;

    private AddressFormat() {}

    private static ByteBuffer buffer(int size, int family) {
        return ByteBuffer.allocate(size).order(ByteOrder.nativeOrder()).putShort((short) family);
    }

    static byte[] encode(Address address) {
        return switch (address) {
            case IpEndpoint ip -> encode(ip);
            case UnixAddress unix -> encode(unix);
            case NetlinkAddress netlink ->
                buffer(12, netlink.family())
                        .putShort((short) 0)
                        .putInt(netlink.pid())
                        .putInt(netlink.groups())
                        .array();
            case PacketAddress packet ->
                buffer(20, packet.family())
                        .putShort((short) 0)
                        .putInt(packet.interfaceIndex())
                        .array();
            case OtherAddress other -> buffer(FAMILY_SIZE, other.family()).array();
        };
    }

    private static byte[] encode(IpEndpoint endpoint) {
        boolean v6 = endpoint.address().isV6();
        return buffer(v6 ? 28 : 16, endpoint.family())
                .put((byte) (endpoint.port() >> 8))
                .put((byte) endpoint.port())
                .position(v6 ? 8 : 4)
                .put(endpoint.address().shared())
                .array();
    }

    private static byte[] encode(UnixAddress address) {
        if (address.isAbstract()) {
            byte[] name = address.name();
            return buffer(FAMILY_SIZE + name.length, address.family()).put(name).array();
        }
        byte[] path = address.path();
        int end = path.length == 0 ? 0 : 1;
        return buffer(FAMILY_SIZE + path.length + end, address.family())
                .put(path)
                .array();
    }

    static Address decode(byte[] raw, int length) {
        if (length < FAMILY_SIZE) {
            return new OtherAddress(Socket.AF_UNSPEC);
        }
        ByteBuffer in = ByteBuffer.wrap(raw).order(ByteOrder.nativeOrder());
        int family = in.getShort(0) & 0xffff;
        return switch (family) {
            case Socket.AF_INET -> endpoint(raw, 4, 4);
            case Socket.AF_INET6 -> endpoint(raw, 8, 16);
            case Socket.AF_UNIX ->
                UnixAddress.reported(Arrays.copyOfRange(raw, FAMILY_SIZE, Math.min(length, raw.length)));
            case Socket.AF_NETLINK -> new NetlinkAddress(in.getInt(8), in.getInt(4));
            case Socket.AF_PACKET -> new PacketAddress(in.getInt(4));
            default -> new OtherAddress(family);
        };
    }

    private static IpEndpoint endpoint(byte[] raw, int at, int size) {
        int port = (raw[2] & 0xff) << 8 | raw[3] & 0xff;
        return new IpEndpoint(IpAddress.of(Arrays.copyOfRange(raw, at, at + size)), port);
    }
}
