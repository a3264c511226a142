package eco.net.lua;

import eco.lua.Arguments;
import eco.lua.Builtin;
import eco.lua.LuaCoroutine;
import eco.lua.LuaString;
import eco.lua.LuaTable;
import eco.net.IpAddress;
import eco.net.NetworkInterfaces;
import eco.net.Socket;
import eco.net.TunDevice;
import eco.scheduler.EventLoop;
import eco.scheduler.KernelException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The functions of {@code eco.internal.socket} that need no socket. */
final class InetFunctions extends Builtin {
    private static final String PREFIX = "eco.internal.socket.";
    private static final String[] NAMES = {
        "is_ipv4_address",
        "is_ipv6_address",
        "inet_aton",
        "inet_ntoa",
        "inet_ntop",
        "inet_pton",
        "if_nametoindex",
        "if_indextoname",
        "htonl",
        "htons",
        "ntohl",
        "ntohs",
        "open_tun"
    };

    private final String shortName;

    private InetFunctions(String name) {
        super(PREFIX + name);
        this.shortName = name;
    }

    static void open(LuaTable module) {
        for (String name : NAMES) {
            module.put(name, new InetFunctions(name));
        }
    }

    @Override
    protected @Nullable Object run(LuaCoroutine co, @Nullable Object[] args) {
        return switch (shortName) {
            case "is_ipv4_address" -> IpAddress.parse4(text(co, args, 0)) != null;
            case "is_ipv6_address" -> IpAddress.parse6(text(co, args, 0)) != null;
            case "inet_aton" -> {
                IpAddress address = IpAddress.parseClassic(text(co, args, 0));
                yield address == null ? 0L : unsigned(nativeInt(address.bytes()));
            }
            case "inet_ntoa" -> {
                byte[] bytes = ByteBuffer.allocate(Integer.BYTES)
                        .order(ByteOrder.nativeOrder())
                        .putInt(integer(co, args))
                        .array();
                yield CText.toLua(IpAddress.of(bytes).toString());
            }
            case "inet_ntop" -> toText(co, args);
            case "inet_pton" -> toBytes(co, args);
            case "if_nametoindex" -> {
                int index = NetworkInterfaces.index(LuaSocket.loop(co), text(co, args, 0));
                yield index == 0 ? null : (Object) (long) index;
            }
            case "if_indextoname" -> {
                String name = NetworkInterfaces.name(LuaSocket.loop(co), integer(co, args));
                yield name == null ? LuaString.EMPTY : CText.toLua(name);
            }
            case "htonl", "ntohl" ->
                unsigned(isLittleEndian() ? Integer.reverseBytes(integer(co, args)) : integer(co, args));
            case "htons", "ntohs" -> {
                short value = (short) integer(co, args);
                yield (isLittleEndian() ? Short.reverseBytes(value) : value) & 0xffffL;
            }
            default -> openTun(co, args);
        };
    }

    private static boolean isLittleEndian() {
        return ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
    }

    private static int nativeInt(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).getInt();
    }

    private static Object unsigned(int value) {
        return value & 0xffff_ffffL;
    }

    private static int integer(LuaCoroutine co, @Nullable Object[] args) {
        return (int) Arguments.integer(co, args, 0);
    }

    private static String text(LuaCoroutine co, @Nullable Object[] args, int i) {
        return CText.of(Arguments.string(co, args, i));
    }

    private static boolean isV6(LuaCoroutine co, @Nullable Object[] args) {
        int family = integer(co, args);
        if (family != Socket.AF_INET && family != Socket.AF_INET6) {
            throw co.argumentError(1, "family must be AF_INET or AF_INET6");
        }
        return family == Socket.AF_INET6;
    }

    private static LuaString toText(LuaCoroutine co, @Nullable Object[] args) {
        int size = isV6(co, args) ? 16 : 4;
        LuaString bytes = Arguments.string(co, args, 1);
        if (bytes.length() < size) {
            throw co.argumentError(2, "address too short");
        }
        return CText.toLua(IpAddress.of(Arrays.copyOf(bytes.bytes(), size)).toString());
    }

    private static @Nullable LuaString toBytes(LuaCoroutine co, @Nullable Object[] args) {
        boolean v6 = isV6(co, args);
        String text = text(co, args, 1);
        IpAddress address = v6 ? IpAddress.parse6(text) : IpAddress.parse4(text);
        return address == null ? null : LuaString.wrap(address.bytes());
    }

    private static Object openTun(LuaCoroutine co, @Nullable Object[] args) {
        LuaString name = Arguments.string(co, args, 0, LuaString.EMPTY);
        if (name == null || name.length() > NetworkInterfaces.MAX_NAME) {
            throw co.argumentError(1, "device name too long");
        }
        int flags = (int) Arguments.integer(co, args, 1, TunDevice.IFF_TUN | TunDevice.IFF_NO_PI);
        EventLoop loop = LuaSocket.loop(co);
        try {
            TunDevice device = TunDevice.open(CText.of(name), flags);
            int fd = device.descriptor().fd();
            // The script has the number, and closes it.
            loop.descriptors().adoptNumber(fd);
            return new Object[] {(long) fd, CText.toLua(device.name())};
        } catch (KernelException e) {
            return failure(e);
        }
    }
}
