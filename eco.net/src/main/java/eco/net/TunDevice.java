package eco.net;

import eco.scheduler.Descriptor;
import eco.scheduler.EventLoop;
import eco.scheduler.KernelException;
import eco.scheduler.kernel.Linux;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A TUN (IP packets) or TAP (Ethernet frames) interface of this process's making. Each read of its descriptor gives one
 * packet that the system sends out through the interface, each write is one that it receives.
 *
 * @param descriptor the open device; the interface goes with it
 * @param name the interface's actual name
 */
public record TunDevice(Descriptor descriptor, String name) {
    /** IP packets. */
    public static final int IFF_TUN = 1;
    /** Ethernet frames. */
    public static final int IFF_TAP = 2;
    /** Packets without the four bytes of flags and protocol in front. */
    public static final int IFF_NO_PI = 0x1000;

    private static final byte[] PATH = "/dev/net/tun".getBytes(StandardCharsets.US_ASCII);
    private static final int TUNSETIFF = 0x400454ca;
    private static final int IFREQ_SIZE = 40;
    private static final int NAME_SIZE = 16;

    /**
     * Makes an interface on the loop that runs the caller.
     *
     * @param name at most 15 bytes; may hold {@code %d} for a number; null lets the kernel choose
     * @param flags a union of the constants here
     */
    public static TunDevice open(@Nullable String name, int flags) throws KernelException {
        EventLoop loop = EventLoop.current();
        if (loop == null) {
            throw new IllegalStateException("devices are for code that runs in an event loop");
        }
        byte[] wanted = name == null ? new byte[0] : name.getBytes(StandardCharsets.ISO_8859_1);
        if (wanted.length >= NAME_SIZE) {
            throw new IllegalArgumentException("device name too long");
        }
        int mode = Linux.O_RDWR | Linux.O_NONBLOCK | Linux.O_CLOEXEC;
        int fd = loop.descriptors().open(() -> loop.kernel().openat(Linux.AT_FDCWD, PATH, mode, 0));
        if (fd < 0) {
            throw new KernelException("open /dev/net/tun", fd);
        }
        Descriptor descriptor = loop.descriptors().adopt(fd);
        // struct ifreq: ifr_name(16) ifr_flags(2)
        ByteBuffer request = ByteBuffer.allocate(IFREQ_SIZE).order(ByteOrder.nativeOrder());
        request.put(wanted).putShort(NAME_SIZE, (short) flags);
        int result = loop.kernel().ioctl(fd, TUNSETIFF, request.array());
        if (result < 0) {
            descriptor.close();
            throw new KernelException("make a TUN interface", result);
        }
        int length = 0;
        while (length < NAME_SIZE && request.get(length) != 0) {
            length++;
        }
        return new TunDevice(descriptor, new String(request.array(), 0, length, StandardCharsets.ISO_8859_1));
    }
}
