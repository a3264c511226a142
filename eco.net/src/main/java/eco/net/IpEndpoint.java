package eco.net;

/**
 * An IP address and a port.
 *
 * @param port 0 to 65535; 0 lets the kernel choose where one binds
 */
public record IpEndpoint(IpAddress address, int port) implements Address {
    /** Checks the port. */
    public IpEndpoint {
        if (port < 0 || port > 0xffff) {
            throw new IllegalArgumentException("not a port: " + port);
        }
    }

    /** The endpoint of an address in text and a port. */
    public static IpEndpoint of(String address, int port) {
        return new IpEndpoint(IpAddress.of(address), port);
    }

    @Override
    public int family() {
        return address.isV6() ? Socket.AF_INET6 : Socket.AF_INET;
    }

    @Override
    public String toString() {
        return address.isV6() ? "[" + address + "]:" + port : address + ":" + port;
    }
}
