package eco.lua.lib.io;

import eco.lua.LuaString;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.Set;

/** Opens files by name, and makes temporary ones. */
public final class FileOpening {
    private static final Path TEMPORARY = Path.of("/tmp");
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final int ATTEMPTS = 100;

    private FileOpening() {}

    static LuaFile open(StandardFiles files, LuaString name, OpenMode mode) throws IOException {
        Path path = SystemPath.of(name);
        Medium medium = path == null
                ? RawName.use(name, mode.flags(), opened -> open(opened, mode.withoutCreation()))
                : open(path, mode);
        return file(files, medium, mode);
    }

    private static Medium open(Path path, OpenMode mode) throws IOException {
        return isSpecial(path) ? openSpecial(path, mode) : openRegular(path, mode);
    }

    private static LuaFile file(StandardFiles files, Medium medium, OpenMode mode) {
        FileStream stream =
                new FileStream(medium, mode.reads(), mode.writes(), FileStream.Buffering.FULL, files.unwritten());
        return files.opened(new LuaFile(files.metatable(), stream));
    }

    private static Medium openRegular(Path path, OpenMode mode) throws IOException {
        FileChannel channel = FileChannel.open(path, mode.options());
        if (!mode.appends() || !mode.both()) {
            return new ChannelMedium(channel, null);
        }
        try {
            return new ChannelMedium(channel, FileChannel.open(path, StandardOpenOption.APPEND));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** A FIFO's open waits for the other side, and what is read from a device may come late; these streams can tell. */
    private static Medium openSpecial(Path path, OpenMode mode) throws IOException {
        File file = path.toFile();
        if (mode.both()) {
            RandomAccessFile device = Waiting.call(() -> new RandomAccessFile(file, "rw"));
            return new StreamMedium(
                    new FileInputStream(device.getFD()),
                    new FileOutputStream(device.getFD()),
                    device.getChannel(),
                    true);
        }
        if (mode.reads()) {
            FileInputStream in = Waiting.call(() -> new FileInputStream(file));
            return new StreamMedium(in, null, in.getChannel(), true);
        }
        FileOutputStream out = Waiting.call(() -> new FileOutputStream(file, mode.appends()));
        return new StreamMedium(null, out, out.getChannel(), true);
    }

    private static boolean isSpecial(Path path) {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class).isOther();
        } catch (IOException e) {
            // Opening it will say why, or create it.
            return false;
        }
    }

    /** A file for reading and writing that has no name and is gone once closed. */
    static LuaFile temporary(StandardFiles files) throws IOException {
        Path path = createTemporary();
        OpenMode mode = OpenMode.UPDATE;
        Medium medium = openRegular(path, mode);
        Files.delete(path);
        return file(files, medium, mode);
    }

    /** Creates an empty file that only this user can use, under a name that nobody can guess. */
    public static Path createTemporary() throws IOException {
        SecureRandom random = new SecureRandom();
        for (int attempt = 1; ; attempt++) {
            StringBuilder name = new StringBuilder("lua_");
            for (int i = 0; i < 6; i++) {
                name.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
            }
            Path path = TEMPORARY.resolve(name.toString());
            try {
                Set<PosixFilePermission> owner =
                        EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
                return Files.createFile(path, PosixFilePermissions.asFileAttribute(owner));
            } catch (java.nio.file.FileAlreadyExistsException taken) {
                if (attempt == ATTEMPTS) {
                    throw taken;
                }
            }
        }
    }

    /** {@code os.remove}: a file, or an empty directory. */
    public static void remove(LuaString name) throws IOException {
        Path path = SystemPath.of(name);
        if (path == null) {
            RawName.remove(name);
        } else {
            Files.delete(path);
        }
    }

    /** {@code os.rename}: replaces what is there, and crosses no file system. */
    public static void rename(LuaString from, LuaString to) throws IOException {
        Path source = SystemPath.of(from);
        Path target = SystemPath.of(to);
        if (source == null || target == null) {
            RawName.rename(from, to);
        } else {
            Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** True if a file by that name can be opened for reading, as {@code package.searchpath} asks. */
    public static boolean isReadable(LuaString name) {
        try {
            Path path = SystemPath.of(name);
            return path == null ? RawName.isReadable(name) : Files.isReadable(path);
        } catch (SystemError e) {
            return false;
        }
    }
}
