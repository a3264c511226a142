package eco.net;

/** Where a socket is, or its peer: the address families that sockets here know. */
public sealed interface Address permits IpEndpoint, UnixAddress, NetlinkAddress, PacketAddress, OtherAddress {
    /** The kernel's number of the family, such as {@link Socket#AF_INET}. */
    int family();
}
