package eco.lua.module;

import eco.lua.Arguments;
import eco.lua.Builtin;
import eco.lua.LuaCoroutine;
import eco.lua.LuaTable;
import eco.scheduler.Descriptor;
import eco.scheduler.Errno;
import eco.scheduler.EventLoop;
import eco.scheduler.KernelException;
import eco.scheduler.stream.ByteSink;
import eco.scheduler.stream.ByteSource;
import eco.scheduler.stream.DescriptorReader;
import eco.scheduler.stream.DescriptorWriter;
import org.jspecify.annotations.Nullable;

/**
 * {@code eco.io}, {@code eco.reader} and {@code eco.writer}. Where the reference takes a native function to read or write
 * through, these take a userdata that is a {@link ByteSource} or a {@link ByteSink}.
 */
final class StreamFunctions extends Builtin {
    private StreamFunctions(String name) {
        super("eco." + name);
    }

    /** Puts the functions into the module's table. */
    static void open(LuaTable module) {
        for (String name : new String[] {"io", "reader", "writer"}) {
            module.put(name, new StreamFunctions(name));
        }
    }

    @Override
    protected @Nullable Object run(LuaCoroutine co, @Nullable Object[] args) {
        int fd = (int) Arguments.integer(co, args, 0);
        EventLoop loop = EcoModule.tasks(co).loop();
        try {
            return switch (name()) {
                case "eco.reader" -> {
                    ByteSource source = layer(co, args, ByteSource.class);
                    Descriptor descriptor = attach(loop, fd);
                    yield new ReaderObject(
                            co,
                            source == null
                                    ? new DescriptorReader(loop, descriptor)
                                    : new DescriptorReader(loop, descriptor, source));
                }
                case "eco.writer" -> {
                    ByteSink sink = layer(co, args, ByteSink.class);
                    Descriptor descriptor = attach(loop, fd);
                    yield new WriterObject(
                            co,
                            sink == null
                                    ? new DescriptorWriter(loop, descriptor)
                                    : new DescriptorWriter(loop, descriptor, sink));
                }
                default -> new IoObject(co, loop, attach(loop, fd));
            };
        } catch (KernelException e) {
            return failure(e);
        }
    }

    private static <T> @Nullable T layer(LuaCoroutine co, @Nullable Object[] args, Class<T> type) {
        if (args.length < 2) {
            return null;
        }
        Object layer = args[1];
        if (!type.isInstance(layer)) {
            throw Arguments.typeError(co, args, 1, "userdata");
        }
        return type.cast(layer);
    }

    private static Descriptor attach(EventLoop loop, int fd) throws KernelException {
        if (fd < 0) {
            throw new KernelException("use descriptor " + fd, Errno.EBADF);
        }
        Descriptor descriptor = loop.descriptors().attach(fd);
        int result = descriptor.makeNonBlocking();
        if (result < 0) {
            throw new KernelException("make descriptor " + fd + " non-blocking", result);
        }
        return descriptor;
    }
}
