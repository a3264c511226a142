package eco.net;

/**
 * A connection that a listening socket has taken.
 *
 * @param socket the connection
 * @param peer who is at its other end
 */
public record Accepted(Socket socket, Address peer) {}
