package eco.net.lua;

import eco.lua.LuaTable;
import java.util.Arrays;

/** The constants of {@code eco.internal.socket}, by name. */
final class SocketConstants {
    /** Those that {@code eco.socket} has keys of its own for come first. */
    private static final String[] NAMES = {
        "AF_UNSPEC",
        "AF_UNIX",
        "AF_INET",
        "AF_INET6",
        "AF_NETLINK",
        "AF_PACKET",
        "SOCK_STREAM",
        "SOCK_DGRAM",
        "SOCK_RAW",
        "IPPROTO_ICMP",
        "IPPROTO_TCP",
        "IPPROTO_UDP",
        "IPPROTO_ICMPV6",
        "ETH_P_ALL",
        "ETH_P_IP",
        "ETH_P_ARP",
        "ETH_P_8021Q",
        "ETH_P_IPV6",
        "ETH_P_PPP_DISC",
        "ETH_P_PPP_SES",
        "ARPHRD_ETHER",
        "ARPHRD_LOOPBACK",
        "ARPHRD_IEEE80211_RADIOTAP",
        "ARPOP_REQUEST",
        "ARPOP_REPLY",
        "PACKET_MR_MULTICAST",
        "PACKET_MR_PROMISC",
        "PACKET_MR_ALLMULTI",
        "PACKET_MR_UNICAST",
        "ICMP_ECHOREPLY",
        "ICMP_REDIRECT",
        "ICMP_ECHO",
        "ICMPV6_ECHO_REQUEST",
        "ICMPV6_ECHO_REPLY",
        "IFF_TUN",
        "IFF_TAP",
        "IFF_NO_PI"
    };

    private static final int[] VALUES = {
        0, 1, 2, 10, 16, 17, 1, 2, 3, 1, 6, 17, 58, 3, 2048, 2054, 33024, 34525, 34915, 34916, 1, 772, 803, 1, 2, 0, 1,
        2, 3, 0, 5, 8, 128, 129, 1, 2, 4096
    };

    private static final int PUBLIC = 13;

    private SocketConstants() {}

    static void put(LuaTable module) {
        for (int i = 0; i < NAMES.length; i++) {
            module.put(NAMES[i], (long) VALUES[i]);
        }
    }

    /** The names that {@code eco.socket} repeats. */
    static String[] publicNames() {
        return Arrays.copyOf(NAMES, PUBLIC);
    }
}
