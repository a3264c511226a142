package eco.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An IPv4 or IPv6 address. Text goes in and out as the C library's {@code inet_pton} and {@code inet_ntop} have it; no
 * name is ever looked up, and there are no zones.
 */
public final class IpAddress {
    /** 0.0.0.0. */
    public static final IpAddress ANY4 = new IpAddress(new byte[4]);
    /** ::. */
    public static final IpAddress ANY6 = new IpAddress(new byte[16]);
    /** 127.0.0.1. */
    public static final IpAddress LOOPBACK4 = new IpAddress(new byte[] {127, 0, 0, 1});
    /** ::1. */
    public static final IpAddress LOOPBACK6 =
            new IpAddress(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1});

    private static final int V6_LENGTH = 16;

    private final byte[] bytes;

    private IpAddress(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The address of 4 or 16 bytes in network order, which are copied. */
    public static IpAddress of(byte[] bytes) {
        if (bytes.length != 4 && bytes.length != V6_LENGTH) {
            throw new IllegalArgumentException("an IP address has 4 or 16 bytes, not " + bytes.length);
        }
        return new IpAddress(bytes.clone());
    }

    /** The address without its zone. */
    public static IpAddress of(InetAddress address) {
        return new IpAddress(address.getAddress());
    }

    /**
     * Reads an IPv4 or IPv6 address.
     *
     * @throws IllegalArgumentException if the text is neither
     */
    public static IpAddress of(String text) {
        IpAddress address = parse(text);
        if (address == null) {
            throw new IllegalArgumentException("not an IP address: " + text);
        }
        return address;
    }

    /** Reads an IPv4 or IPv6 address; null if the text is neither. */
    public static @Nullable IpAddress parse(String text) {
        IpAddress address = parse4(text);
        return address == null ? parse6(text) : address;
    }

    /** Reads a strict dotted quad: four decimal numbers without leading zeros. Null if the text is not one. */
    public static @Nullable IpAddress parse4(String text) {
        byte[] bytes = new byte[4];
        return quad(text, 0, bytes, 0) ? new IpAddress(bytes) : null;
    }

    private static boolean quad(String text, int from, byte[] into, int at) {
        int part = 0;
        int digits = 0;
        int value = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                if (digits > 0 && value == 0) {
                    return false;
                }
                value = value * 10 + c - '0';
                digits++;
                if (value > 255) {
                    return false;
                }
            } else if (c == '.' && digits > 0 && part < 3) {
                into[at + part++] = (byte) value;
                digits = 0;
                value = 0;
            } else {
                return false;
            }
        }
        if (part != 3 || digits == 0) {
            return false;
        }
        into[at + 3] = (byte) value;
        return true;
    }

    /** Reads an IPv6 address (RFC 4291 section 2.2, also with a dotted quad at the end). Null if the text is not one. */
    public static @Nullable IpAddress parse6(String text) {
        int length = text.length();
        int i = 0;
        if (text.startsWith(":")) {
            if (!text.startsWith("::")) {
                return null;
            }
            i = 1;
        }
        byte[] bytes = new byte[V6_LENGTH];
        int at = 0;
        int gap = -1;
        int token = i;
        int digits = 0;
        int value = 0;
        while (i < length) {
            char c = text.charAt(i++);
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit >= 0) {
                if (digits == 4) {
                    return null;
                }
                value = value << 4 | digit;
                digits++;
            } else if (c == ':') {
                token = i;
                if (digits == 0) {
                    if (gap >= 0) {
                        return null;
                    }
                    gap = at;
                } else if (i == length || at + 2 > V6_LENGTH) {
                    return null;
                } else {
                    at = group(bytes, at, value);
                    digits = 0;
                    value = 0;
                }
            } else if (c == '.' && at + 4 <= V6_LENGTH && quad(text, token, bytes, at)) {
                at += 4;
                digits = 0;
                break;
            } else {
                return null;
            }
        }
        if (digits > 0) {
            if (at + 2 > V6_LENGTH) {
                return null;
            }
            at = group(bytes, at, value);
        }
        return spread(bytes, at, gap) ? new IpAddress(bytes) : null;
    }

    private static int group(byte[] bytes, int at, int value) {
        bytes[at] = (byte) (value >> 8);
        bytes[at + 1] = (byte) value;
        return at + 2;
    }

    /** Moves what came after {@code ::} to the end; without it all 16 bytes must be there. */
    private static boolean spread(byte[] bytes, int at, int gap) {
        if (gap < 0) {
            return at == V6_LENGTH;
        }
        if (at == V6_LENGTH) {
            return false;
        }
        int tail = at - gap;
        System.arraycopy(bytes, gap, bytes, V6_LENGTH - tail, tail);
        Arrays.fill(bytes, gap, V6_LENGTH - tail, (byte) 0);
        return true;
    }

    /**
     * Reads the classic forms of {@code inet_aton}: one to four numbers, decimal, octal or hexadecimal, the last of which
     * fills the rest; white space ends the text. Null if it is none of these.
     */
    public static @Nullable IpAddress parseClassic(String text) {
        long[] parts = new long[4];
        int count = 0;
        int i = 0;
        while (true) {
            int end = i;
            while (end < text.length() && Character.digit(text.charAt(end), 36) >= 0 && text.charAt(end) < 0x80) {
                end++;
            }
            long value = number(text.substring(i, end));
            if (value < 0 || count == 4) {
                return null;
            }
            parts[count++] = value;
            if (end == text.length() || " \t\n\013\f\r".indexOf(text.charAt(end)) >= 0) {
                break;
            }
            if (text.charAt(end) != '.' || value > 255 || count == 4) {
                return null;
            }
            i = end + 1;
        }
        long last = parts[count - 1];
        if (last >= 1L << 8 * (5 - count)) {
            return null;
        }
        long all = last;
        for (int k = 0; k < count - 1; k++) {
            all |= parts[k] << 8 * (3 - k);
        }
        return new IpAddress(new byte[] {(byte) (all >> 24), (byte) (all >> 16), (byte) (all >> 8), (byte) all});
    }

    /** A C integer literal below 2^32, or -1. */
    private static long number(String text) {
        int radix = 10;
        String digits = text;
        if (text.length() > 1 && text.charAt(0) == '0') {
            boolean hex = text.charAt(1) == 'x' || text.charAt(1) == 'X';
            radix = hex ? 16 : 8;
            digits = text.substring(hex ? 2 : 1);
        }
        if (digits.isEmpty() || digits.length() > 32) {
            return -1;
        }
        long value = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = Character.digit(digits.charAt(i), radix);
            value = value * radix + digit;
            if (digit < 0 || value > 0xffff_ffffL) {
                return -1;
            }
        }
        return value;
    }

    /** Whether it is an IPv6 address. */
    public boolean isV6() {
        return bytes.length == V6_LENGTH;
    }

    /** A copy of the 4 or 16 bytes in network order. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The bytes themselves, for reading. */
    byte[] shared() {
        return bytes;
    }

    /** The same address as the Java library has it. An IPv4-mapped IPv6 address becomes an IPv4 one there. */
    public InetAddress toInetAddress() {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IpAddress address && Arrays.equals(bytes, address.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** The text that {@code inet_ntop} gives: dotted quad, or RFC 5952 with a quad in mapped and compatible addresses. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        if (isV6()) {
            format6(text);
        } else {
            format4(text, 0);
        }
        return text.toString();
    }

    private void format4(StringBuilder text, int at) {
        for (int i = 0; i < 4; i++) {
            if (i > 0) {
                text.append('.');
            }
            text.append(bytes[at + i] & 0xff);
        }
    }

    private int groupAt(int index) {
        return (bytes[2 * index] & 0xff) << 8 | bytes[2 * index + 1] & 0xff;
    }

    private void format6(StringBuilder text) {
        int best = -1;
        int bestLength = 1;
        for (int i = 0; i < 8; i++) {
            int run = 0;
            while (i + run < 8 && groupAt(i + run) == 0) {
                run++;
            }
            if (run > bestLength) {
                best = i;
                bestLength = run;
            }
            i += run;
        }
        for (int i = 0; i < 8; i++) {
            if (i == best) {
                text.append("::");
                i += bestLength - 1;
                continue;
            }
            if (i > 0 && i != best + bestLength || best < 0 && i > 0) {
                text.append(':');
            }
            if (i == 6 && best == 0 && (bestLength == 6 || bestLength == 5 && groupAt(5) == 0xffff)) {
                format4(text, 12);
                return;
            }
            text.append(Integer.toHexString(groupAt(i)));
        }
    }
}
