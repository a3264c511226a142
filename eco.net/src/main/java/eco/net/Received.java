package eco.net;

/**
 * What one receive brought.
 *
 * @param data a datagram, cut to the size asked for, or some bytes of a stream; empty for an empty datagram and for the end of a
 *     stream
 * @param from the sender; an {@link OtherAddress} where the kernel reports none
 */
@SuppressWarnings("ArrayRecordComponent")
public record Received(byte[] data, Address from) {}
