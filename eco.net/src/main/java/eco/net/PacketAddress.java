package eco.net;

/**
 * A network interface, for packet sockets (packet(7)).
 *
 * @param interfaceIndex 0 for all
 */
public record PacketAddress(int interfaceIndex) implements Address {
    @Override
    public int family() {
        return Socket.AF_PACKET;
    }
}
