package eco.lua.lib.io;

import eco.lua.Arguments;
import eco.lua.Builtin;
import eco.lua.LuaCoroutine;
import eco.lua.LuaString;
import eco.lua.LuaTable;
import eco.lua.Metamethod;
import eco.lua.runtime.Conversions;
import eco.lua.runtime.Numbers;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The methods and metamethods of {@code FILE*}. */
final class FileMethods {
    private FileMethods() {}

    static void install(LuaTable metatable) {
        LuaTable methods = new LuaTable();
        for (String name : new String[] {"close", "flush", "lines", "read", "seek", "setvbuf", "write"}) {
            methods.put(name, new Method(name));
        }
        for (Metamethod event : new Metamethod[] {Metamethod.GC, Metamethod.CLOSE, Metamethod.TOSTRING}) {
            metatable.put(event.key(), new Method(event.key().toString()));
        }
        metatable.put(Metamethod.NAME.key(), LuaString.of(IoLibrary.TYPE_NAME));
        metatable.put(Metamethod.INDEX.key(), methods);
    }

    private static final class Method extends Builtin {
        private final String method;

        Method(String name) {
            super("file:" + name);
            this.method = name;
        }

        @Override
        protected @Nullable Object run(LuaCoroutine co, @Nullable Object[] args) {
            return switch (method) {
                case "close" -> FileMethods.close(file(co, args, 0));
                case "flush" -> FileMethods.flush(stream(co, file(co, args, 0)));
                case "lines" -> IoLibrary.linesOf(co, file(co, args, 0), args, false);
                case "read" -> FileMethods.read(co, stream(co, file(co, args, 0)), args, 1);
                case "seek" -> seek(co, args);
                case "setvbuf" -> setBuffering(co, args);
                case "write" -> {
                    LuaFile file = file(co, args, 0);
                    yield FileMethods.write(co, file, stream(co, file), args, 1);
                }
                case "__tostring" -> text(co, Arguments.userdata(co, args, 0, LuaFile.class, IoLibrary.TYPE_NAME));
                default -> end(Arguments.userdata(co, args, 0, LuaFile.class, IoLibrary.TYPE_NAME));
            };
        }
    }

    /** The open file that is argument {@code i}. */
    static LuaFile file(LuaCoroutine co, @Nullable Object[] args, int i) {
        LuaFile file = Arguments.userdata(co, args, i, LuaFile.class, IoLibrary.TYPE_NAME);
        stream(co, file);
        return file;
    }

    static FileStream stream(LuaCoroutine co, LuaFile file) {
        FileStream stream = file.stream();
        if (stream == null) {
            throw co.error("attempt to use a closed file");
        }
        return stream;
    }

    static @Nullable Object close(LuaFile file) {
        try {
            return file.close();
        } catch (IOException e) {
            return SystemError.results(e, null);
        }
    }

    /** {@code __gc} and {@code __close}: a file that is still open is closed, and nobody is told how that went. */
    private static Object end(LuaFile file) {
        if (file.stream() != null) {
            close(file);
        }
        return Builtin.NONE;
    }

    private static LuaString text(LuaCoroutine co, LuaFile file) {
        return LuaString.of("file (" + (file.stream() == null ? "closed" : Conversions.address(co, file)) + ")");
    }

    static Object flush(FileStream stream) {
        try {
            stream.flush();
            return Boolean.TRUE;
        } catch (IOException e) {
            return SystemError.results(e, null);
        }
    }

    static @Nullable Object read(LuaCoroutine co, FileStream stream, @Nullable Object[] args, int first) {
        try {
            return FormatReader.read(co, stream, args, first);
        } catch (IOException e) {
            return SystemError.results(e, null);
        }
    }

    static Object write(LuaCoroutine co, LuaFile file, FileStream stream, @Nullable Object[] args, int first) {
        try {
            for (int i = first; i < args.length; i++) {
                stream.write(args[i] instanceof Double d ? shortest(d) : Arguments.string(co, args, i));
            }
            return file;
        } catch (IOException e) {
            return SystemError.results(e, null);
        }
    }

    /** As {@code %.14g}: unlike {@code tostring}, without {@code .0} after an integral value. */
    private static LuaString shortest(Double number) {
        LuaString text = Numbers.format(number);
        int length = text.length();
        boolean integral = length > 2 && text.byteAt(length - 2) == '.' && text.byteAt(length - 1) == '0';
        return integral ? text.substring(0, length - 2) : text;
    }

    private static Object seek(LuaCoroutine co, @Nullable Object[] args) {
        FileStream stream = stream(co, file(co, args, 0));
        int whence = Options.choose(co, args, 1, "cur", "set", "cur", "end");
        long offset = Arguments.integer(co, args, 2, 0);
        try {
            return stream.seek(whence, offset);
        } catch (IOException e) {
            return SystemError.results(e, null);
        }
    }

    private static Object setBuffering(LuaCoroutine co, @Nullable Object[] args) {
        FileStream stream = stream(co, file(co, args, 0));
        int mode = Options.choose(co, args, 1, null, "no", "line", "full");
        long size = Arguments.integer(co, args, 2, 0);
        try {
            stream.buffering(FileStream.Buffering.values()[mode], Math.clamp(size, 0, 1 << 20));
            return Boolean.TRUE;
        } catch (IOException e) {
            return SystemError.results(e, null);
        }
    }
}
