package eco.net;

/**
 * An address of which only the family is known; family 0 is what the kernel reports where there is no address, such as the
 * sender of a stream's bytes.
 */
public record OtherAddress(int family) implements Address {}
