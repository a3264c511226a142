package eco.net;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The name of a UNIX socket: a path, an abstract name (first byte NUL), or none. What the kernel reports of a path ends
 * with a NUL byte, and may be used as it is.
 */
public final class UnixAddress implements Address {
    /** The longest name in bytes. */
    public static final int MAX_LENGTH = 107;

    private final byte[] name;

    private UnixAddress(byte[] name) {
        this.name = name;
    }

    /**
     * A name of bytes, which are copied.
     *
     * @throws IllegalArgumentException if it is longer than {@value #MAX_LENGTH} bytes
     */
    public static UnixAddress of(byte[] name) {
        if (name.length > MAX_LENGTH) {
            throw new IllegalArgumentException("path too long");
        }
        return new UnixAddress(name.clone());
    }

    /** A path in UTF-8; otherwise as {@link #of(byte[])}. */
    public static UnixAddress of(String path) {
        return of(path.getBytes(StandardCharsets.UTF_8));
    }

    /** What the kernel has reported, of whatever length. */
    static UnixAddress reported(byte[] name) {
        return new UnixAddress(name);
    }

    @Override
    public int family() {
        return Socket.AF_UNIX;
    }

    /** A copy of the name. */
    public byte[] name() {
        return name.clone();
    }

    /** Whether it has no name. */
    public boolean isUnnamed() {
        return name.length == 0;
    }

    /** Whether the name is not in the file system. */
    public boolean isAbstract() {
        return name.length > 0 && name[0] == 0;
    }

    /** The path in the file system, without a NUL; empty if there is none. */
    byte[] path() {
        int length = 0;
        while (length < name.length && name[length] != 0) {
            length++;
        }
        return Arrays.copyOf(name, length);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof UnixAddress address && Arrays.equals(name, address.name);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(name);
    }

    /** The path; {@code @name} for an abstract name; {@code unnamed}. */
    @Override
    public String toString() {
        if (isAbstract()) {
            return "@" + new String(name, 1, name.length - 1, StandardCharsets.UTF_8);
        }
        return isUnnamed() ? "unnamed" : new String(path(), StandardCharsets.UTF_8);
    }
}
