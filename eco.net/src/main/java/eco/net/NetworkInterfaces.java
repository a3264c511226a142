package eco.net;

import eco.scheduler.EventLoop;
import eco.scheduler.kernel.Kernel;
import eco.scheduler.kernel.Linux;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The indexes and names of network interfaces (netdevice(7)), looked up in the calling loop's network namespace. */
public final class NetworkInterfaces {
    /** The longest name in bytes. */
    public static final int MAX_NAME = 15;

    /** struct ifreq: ifr_name(16), then a union that has ifr_ifindex(4). */
    private static final int IFREQ_SIZE = 40;

    private static final int INDEX_AT = 16;
    private static final int SIOCGIFNAME = 0x8910;
    private static final int SIOCGIFINDEX = 0x8933;

    private NetworkInterfaces() {}

    /** The index of an interface, or 0 if there is none of that name. */
    public static int index(EventLoop loop, String name) {
        byte[] text = name.getBytes(StandardCharsets.ISO_8859_1);
        if (text.length == 0 || text.length > MAX_NAME) {
            return 0;
        }
        ByteBuffer request = ByteBuffer.allocate(IFREQ_SIZE).order(ByteOrder.nativeOrder());
        request.put(text);
        return ask(loop, SIOCGIFINDEX, request) < 0 ? 0 : request.getInt(INDEX_AT);
    }

    /** The name of an interface, or null if there is none of that index. */
    public static @Nullable String name(EventLoop loop, int index) {
        ByteBuffer request = ByteBuffer.allocate(IFREQ_SIZE).order(ByteOrder.nativeOrder());
        request.putInt(INDEX_AT, index);
        if (index <= 0 || ask(loop, SIOCGIFNAME, request) < 0) {
            return null;
        }
        byte[] raw = request.array();
        int length = 0;
        while (length < INDEX_AT && raw[length] != 0) {
            length++;
        }
        return new String(raw, 0, length, StandardCharsets.ISO_8859_1);
    }

    /** Any socket will do to ask. */
    private static int ask(EventLoop loop, int request, ByteBuffer ifreq) {
        Kernel kernel = loop.kernel();
        int fd = loop.descriptors().open(() -> kernel.socket(Linux.AF_UNIX, Linux.SOCK_DGRAM | Linux.SOCK_CLOEXEC, 0));
        if (fd < 0) {
            return fd;
        }
        int result = kernel.ioctl(fd, request, ifreq.array());
        int ignored = kernel.close(fd);
        return result;
    }
}
