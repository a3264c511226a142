package eco.net;

/**
 * A netlink port and multicast groups (netlink(7)).
 *
 * @param groups a mask of the first 32 groups
 * @param pid the port; 0 is the kernel, or lets the kernel choose where one binds
 */
public record NetlinkAddress(int groups, int pid) implements Address {
    @Override
    public int family() {
        return Socket.AF_NETLINK;
    }
}
