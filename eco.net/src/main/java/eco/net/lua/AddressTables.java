package eco.net.lua;

import eco.lua.LuaCoroutine;
import eco.lua.LuaString;
import eco.lua.LuaTable;
import eco.net.Address;
import eco.net.IpEndpoint;
import eco.net.NetlinkAddress;
import eco.net.NetworkInterfaces;
import eco.net.OtherAddress;
import eco.net.PacketAddress;
import eco.net.UnixAddress;

/** Addresses as result tables. */
final class AddressTables {
    private static final LuaString FAMILY = LuaString.of("family");
    private static final LuaString IPADDR = LuaString.of("ipaddr");
    private static final LuaString PORT = LuaString.of("port");
    private static final LuaString PATH = LuaString.of("path");
    private static final LuaString PID = LuaString.of("pid");
    private static final LuaString IFINDEX = LuaString.of("ifindex");
    private static final LuaString IFNAME = LuaString.of("ifname");

    private AddressTables() {}

    static LuaTable of(LuaCoroutine co, Address address) {
        LuaTable table = co.runtime().newTable(0, 3);
        table.put(FAMILY, (long) address.family());
        switch (address) {
            case IpEndpoint endpoint -> {
                table.put(IPADDR, CText.toLua(endpoint.address().toString()));
                table.put(PORT, (long) endpoint.port());
            }
            case UnixAddress unix -> table.put(PATH, LuaString.wrap(unix.name()));
            case NetlinkAddress netlink -> table.put(PID, netlink.pid() & 0xffff_ffffL);
            case PacketAddress packet -> {
                table.put(IFINDEX, (long) packet.interfaceIndex());
                String name = NetworkInterfaces.name(LuaSocket.loop(co), packet.interfaceIndex());
                if (name != null) {
                    table.put(IFNAME, CText.toLua(name));
                }
            }
            case OtherAddress other -> {}
        }
        return table;
    }
}
