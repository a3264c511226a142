package eco.net;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A socket option and the type of its value (socket(7), tcp(7), ip(7), ipv6(7), netlink(7), packet(7)).
 *
 * @param <T> the value's type
 */
public final class SocketOption<T> {
    private static final int SOL_SOCKET = 1;
    private static final int IPPROTO_IP = 0;
    private static final int IPPROTO_TCP = 6;
    private static final int IPPROTO_IPV6 = 41;
    private static final int SOL_PACKET = 263;
    private static final int SOL_NETLINK = 270;

    /** {@code SO_REUSEADDR}. */
    public static final SocketOption<Boolean> REUSE_ADDRESS = flag(SOL_SOCKET, 2);
    /** {@code SO_REUSEPORT}. */
    public static final SocketOption<Boolean> REUSE_PORT = flag(SOL_SOCKET, 15);
    /** {@code SO_KEEPALIVE}. */
    public static final SocketOption<Boolean> KEEP_ALIVE = flag(SOL_SOCKET, 9);
    /** {@code SO_BROADCAST}. */
    public static final SocketOption<Boolean> BROADCAST = flag(SOL_SOCKET, 6);
    /** {@code SO_SNDBUF}; the kernel doubles the value. */
    public static final SocketOption<Integer> SEND_BUFFER = integer(SOL_SOCKET, 7);
    /** {@code SO_RCVBUF}; the kernel doubles the value. */
    public static final SocketOption<Integer> RECEIVE_BUFFER = integer(SOL_SOCKET, 8);
    /** {@code SO_MARK}. */
    public static final SocketOption<Integer> MARK = integer(SOL_SOCKET, 36);
    /** {@code SO_BINDTODEVICE}: an interface's name; empty unbinds. */
    public static final SocketOption<String> BIND_TO_DEVICE =
            new SocketOption<>(SOL_SOCKET, 25, name -> name.getBytes(StandardCharsets.ISO_8859_1));
    /** {@code TCP_NODELAY}. */
    public static final SocketOption<Boolean> TCP_NO_DELAY = flag(IPPROTO_TCP, 1);
    /** {@code TCP_KEEPIDLE}, in seconds. */
    public static final SocketOption<Integer> TCP_KEEP_IDLE = integer(IPPROTO_TCP, 4);
    /** {@code TCP_KEEPINTVL}, in seconds. */
    public static final SocketOption<Integer> TCP_KEEP_INTERVAL = integer(IPPROTO_TCP, 5);
    /** {@code TCP_KEEPCNT}. */
    public static final SocketOption<Integer> TCP_KEEP_COUNT = integer(IPPROTO_TCP, 6);
    /** {@code TCP_FASTOPEN}: the length of the queue. */
    public static final SocketOption<Integer> TCP_FAST_OPEN = integer(IPPROTO_TCP, 23);
    /** {@code IP_ADD_MEMBERSHIP}. */
    public static final SocketOption<IpMembership> IP_ADD_MEMBERSHIP =
            new SocketOption<>(IPPROTO_IP, 35, IpMembership::encode);
    /** {@code IP_DROP_MEMBERSHIP}. */
    public static final SocketOption<IpMembership> IP_DROP_MEMBERSHIP =
            new SocketOption<>(IPPROTO_IP, 36, IpMembership::encode);
    /** {@code IPV6_V6ONLY}. */
    public static final SocketOption<Boolean> IPV6_V6_ONLY = flag(IPPROTO_IPV6, 26);
    /** {@code IPV6_ADD_MEMBERSHIP}. */
    public static final SocketOption<Ipv6Membership> IPV6_ADD_MEMBERSHIP =
            new SocketOption<>(IPPROTO_IPV6, 20, Ipv6Membership::encode);
    /** {@code IPV6_DROP_MEMBERSHIP}. */
    public static final SocketOption<Ipv6Membership> IPV6_DROP_MEMBERSHIP =
            new SocketOption<>(IPPROTO_IPV6, 21, Ipv6Membership::encode);
    /** {@code NETLINK_ADD_MEMBERSHIP}: a group's number, not a mask. */
    public static final SocketOption<Integer> NETLINK_ADD_MEMBERSHIP = integer(SOL_NETLINK, 1);
    /** {@code NETLINK_DROP_MEMBERSHIP}. */
    public static final SocketOption<Integer> NETLINK_DROP_MEMBERSHIP = integer(SOL_NETLINK, 2);
    /** {@code PACKET_ADD_MEMBERSHIP}. */
    public static final SocketOption<PacketMembership> PACKET_ADD_MEMBERSHIP =
            new SocketOption<>(SOL_PACKET, 1, PacketMembership::encode);
    /** {@code PACKET_DROP_MEMBERSHIP}. */
    public static final SocketOption<PacketMembership> PACKET_DROP_MEMBERSHIP =
            new SocketOption<>(SOL_PACKET, 2, PacketMembership::encode);

    private final int level;
    private final int number;
    private final Function<T, byte[]> encoder;

    private SocketOption(int level, int number, Function<T, byte[]> encoder) {
        this.level = level;
        this.number = number;
        this.encoder = encoder;
    }

    private static SocketOption<Boolean> flag(int level, int number) {
        return new SocketOption<>(level, number, on -> bytes(on ? 1 : 0));
    }

    private static SocketOption<Integer> integer(int level, int number) {
        return new SocketOption<>(level, number, SocketOption::bytes);
    }

    private static byte[] bytes(int value) {
        return buffer(Integer.BYTES).putInt(value).array();
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
    }

    int level() {
        return level;
    }

    int number() {
        return number;
    }

    byte[] encode(T value) {
        return encoder.apply(value);
    }

    /**
     * An IPv4 multicast group.
     *
     * @param group the group's address
     * @param local the address of the interface, or null for any
     */
    public record IpMembership(IpAddress group, @Nullable IpAddress local) {
        /** struct ip_mreq: imr_multiaddr(4) imr_interface(4). */
        byte[] encode() {
            IpAddress by = local == null ? IpAddress.ANY4 : local;
            return buffer(8).put(group.shared()).put(by.shared()).array();
        }
    }

    /**
     * An IPv6 multicast group.
     *
     * @param group the group's address
     * @param interfaceIndex 0 for any
     */
    public record Ipv6Membership(IpAddress group, int interfaceIndex) {
        /** struct ipv6_mreq: ipv6mr_multiaddr(16) ipv6mr_interface(4). */
        byte[] encode() {
            return buffer(20).put(group.shared()).putInt(interfaceIndex).array();
        }
    }

    /**
     * What a packet socket receives beside what is meant for the interface.
     *
     * @param interfaceIndex the interface
     * @param type one of the {@code PACKET_MR_} constants
     * @param address a hardware address of up to 8 bytes
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record PacketMembership(int interfaceIndex, int type, byte[] address) {
        /** The longest address. */
        public static final int MAX_ADDRESS = 8;

        /** Checks the address. */
        public PacketMembership {
            if (address.length > MAX_ADDRESS) {
                throw new IllegalArgumentException("address too long");
            }
        }

        /** struct packet_mreq: mr_ifindex(4) mr_type(2) mr_alen(2) mr_address(8). */
        byte[] encode() {
            return buffer(16)
                    .putInt(interfaceIndex)
                    .putShort((short) type)
                    .putShort((short) address.length)
                    .put(address)
                    .array();
        }
    }
}
