package eco.lua.module;

import eco.lua.Arguments;
import eco.lua.Builtin;
import eco.lua.LuaCoroutine;
import eco.lua.LuaRuntime;
import eco.lua.LuaString;
import eco.lua.LuaTable;
import eco.lua.spi.LuaModule;
import eco.scheduler.Errno;
import eco.scheduler.kernel.Linux;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** {@code eco.internal.file}: what the network modules and scripts need of files by number and by path. */
public final class InternalFileModule implements LuaModule {
    private static final int F_OK = 0;
    private static final int X_OK = 1;
    private static final int W_OK = 2;
    private static final int R_OK = 4;

    /** For the service loader. */
    public InternalFileModule() {}

    @Override
    public String name() {
        return "eco.internal.file";
    }

    @Override
    public LuaTable open(LuaRuntime runtime, LuaCoroutine co) {
        LuaTable module = new LuaTable(0, 3);
        module.put("access", Builtin.of("eco.internal.file.access", InternalFileModule::access));
        module.put("stat", Builtin.of("eco.internal.file.stat", InternalFileModule::stat));
        module.put("close", Builtin.of("eco.internal.file.close", InternalFileModule::close));
        return module;
    }

    private static @Nullable Object close(LuaCoroutine co, @Nullable Object[] args) {
        int fd = (int) Arguments.integer(co, args, 0);
        int result = EcoModule.tasks(co).loop().descriptors().close(fd);
        return result < 0 ? Builtin.failure(Errno.text(-result)) : true;
    }

    private static byte[] path(LuaCoroutine co, @Nullable Object[] args) {
        byte[] bytes = Arguments.string(co, args, 0).bytes();
        int length = 0;
        while (length < bytes.length && bytes[length] != 0) {
            length++;
        }
        return Arrays.copyOf(bytes, length);
    }

    /** One right is tested: the first of x, w and r that the mode has, else that the file exists. */
    private static Object access(LuaCoroutine co, @Nullable Object[] args) {
        byte[] path = path(co, args);
        Object given = Arguments.get(args, 1);
        String mode = given instanceof LuaString s ? s.toString() : "";
        int right = mode.contains("x") ? X_OK : mode.contains("w") ? W_OK : mode.contains("r") ? R_OK : F_OK;
        return EcoModule.tasks(co).loop().kernel().faccessat(Linux.AT_FDCWD, path, right) == 0;
    }

    private static Object stat(LuaCoroutine co, @Nullable Object[] args) {
        byte[] raw = new byte[Linux.STATX_SIZE];
        byte[] path = path(co, args);
        int result = EcoModule.tasks(co).loop().kernel().statx(Linux.AT_FDCWD, path, 0, Linux.STATX_BASIC_STATS, raw);
        return result < 0 ? Builtin.failure(Errno.text(-result)) : table(co, ByteBuffer.wrap(raw));
    }

    /** struct statx: stx_nlink(16) stx_uid(20) stx_gid(24) stx_mode(28) stx_ino(32) stx_size(40), times from 64 on. */
    private static LuaTable table(LuaCoroutine co, ByteBuffer statx) {
        statx.order(ByteOrder.nativeOrder());
        int mode = statx.getShort(Linux.STATX_MODE) & 0xffff;
        LuaTable table = co.runtime().newTable(0, 10);
        table.put("type", LuaString.of(type(mode)));
        table.put("mode", (long) (mode & 0x1ff));
        table.put("atime", statx.getLong(64));
        table.put("ctime", statx.getLong(96));
        table.put("mtime", statx.getLong(112));
        table.put("nlink", statx.getInt(16) & 0xffff_ffffL);
        table.put("uid", statx.getInt(20) & 0xffff_ffffL);
        table.put("gid", statx.getInt(24) & 0xffff_ffffL);
        table.put("ino", statx.getLong(Linux.STATX_INO));
        table.put("size", statx.getLong(Linux.STATX_SIZE_FIELD));
        return table;
    }

    private static String type(int mode) {
        return switch (mode >> 12) {
            case 1 -> "FIFO";
            case 2 -> "CHR";
            case 4 -> "DIR";
            case 6 -> "BLK";
            case 8 -> "REG";
            case 10 -> "LNK";
            case 12 -> "SOCK";
            default -> "";
        };
    }
}
