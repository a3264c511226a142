package eco.lua.lib.io;

import eco.lua.Arguments;
import eco.lua.Builtin;
import eco.lua.LuaCoroutine;
import eco.lua.LuaRuntime;
import eco.lua.LuaString;
import eco.lua.LuaTable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** {@code io} (manual section 6.8): the functions on the default files, and those that open files. */
public final class IoLibrary {
    /** {@code __name} of files. */
    static final String TYPE_NAME = "FILE*";

    /** Formats that one iterator may remember. */
    private static final int MAX_FORMATS = 250;

    private static final LuaString READ_MODE = LuaString.of("r");
    private static final LuaString WRITE_MODE = LuaString.of("w");

    private IoLibrary() {}

    /** Builds the library table over the runtime's files. */
    public static LuaTable open(LuaRuntime runtime, StandardFiles files) {
        FileMethods.install(files.metatable());
        LuaTable io = runtime.newTable(0, 14);
        for (String name : new String[] {
            "close", "flush", "input", "lines", "open", "output", "popen", "read", "tmpfile", "type", "write"
        }) {
            io.put(name, new Function(name, files));
        }
        io.put("stdin", files.stdin());
        io.put("stdout", files.stdout());
        io.put("stderr", files.stderr());
        return io;
    }

    private static final class Function extends Builtin {
        private final String function;
        private final StandardFiles files;

        Function(String name, StandardFiles files) {
            super("io." + name);
            this.function = name;
            this.files = files;
        }

        @Override
        protected @Nullable Object run(LuaCoroutine co, @Nullable Object[] args) {
            return switch (function) {
                case "close" -> close(co, args);
                case "flush" -> FileMethods.flush(defaultStream(co, files.output(), "output"));
                case "input" -> input(co, args);
                case "lines" -> lines(co, args);
                case "open" -> openFile(co, args);
                case "output" -> output(co, args);
                case "popen" -> popen(co, args);
                case "read" -> FileMethods.read(co, defaultStream(co, files.input(), "input"), args, 0);
                case "tmpfile" -> temporary();
                case "type" -> type(co, args);
                case "write" -> write(co, args);
                default -> throw new IllegalStateException(function);
            };
        }

        private @Nullable Object close(LuaCoroutine co, @Nullable Object[] args) {
            if (args.length > 0) {
                return FileMethods.close(FileMethods.file(co, args, 0));
            }
            LuaFile file = files.output();
            FileMethods.stream(co, file);
            return FileMethods.close(file);
        }

        private Object input(LuaCoroutine co, @Nullable Object[] args) {
            if (!Arguments.isNoneOrNil(args, 0)) {
                files.input(chosen(co, args, READ_MODE));
            }
            return files.input();
        }

        private Object output(LuaCoroutine co, @Nullable Object[] args) {
            if (!Arguments.isNoneOrNil(args, 0)) {
                files.output(chosen(co, args, WRITE_MODE));
            }
            return files.output();
        }

        private LuaFile chosen(LuaCoroutine co, @Nullable Object[] args, LuaString mode) {
            if (args[0] instanceof LuaString || args[0] instanceof Long || args[0] instanceof Double) {
                return openOrRaise(co, Arguments.string(co, args, 0), mode);
            }
            return Arguments.userdata(co, args, 0, LuaFile.class, TYPE_NAME);
        }

        private LuaFile openOrRaise(LuaCoroutine co, LuaString name, LuaString mode) {
            try {
                return FileOpening.open(files, name, mode(mode));
            } catch (IOException e) {
                throw co.error(
                        "cannot open file '" + name + "' (" + SystemError.of(e).getMessage() + ")");
            }
        }

        private Object lines(LuaCoroutine co, @Nullable Object[] args) {
            boolean named = !Arguments.isNoneOrNil(args, 0);
            LuaFile file = files.input();
            if (named) {
                file = openOrRaise(co, Arguments.string(co, args, 0), READ_MODE);
            } else {
                FileMethods.stream(co, file);
            }
            Object iterator = linesOf(co, file, args, named);
            return named ? new Object[] {iterator, null, null, file} : iterator;
        }

        private Object openFile(LuaCoroutine co, @Nullable Object[] args) {
            LuaString name = Arguments.string(co, args, 0);
            OpenMode mode = OpenMode.parse(java.util.Objects.requireNonNull(Arguments.string(co, args, 1, READ_MODE)));
            if (mode == null) {
                throw co.argumentError(2, "invalid mode");
            }
            try {
                return FileOpening.open(files, name, mode);
            } catch (IOException e) {
                return SystemError.results(e, name);
            }
        }

        private Object temporary() {
            try {
                return FileOpening.temporary(files);
            } catch (IOException e) {
                return SystemError.results(e, null);
            }
        }

        private Object popen(LuaCoroutine co, @Nullable Object[] args) {
            LuaString command = Arguments.string(co, args, 0);
            LuaString mode = Arguments.string(co, args, 1, READ_MODE);
            boolean reads = READ_MODE.equals(mode);
            if (!reads && !WRITE_MODE.equals(mode)) {
                throw co.argumentError(2, "invalid mode");
            }
            try {
                files.flush();
                Shell child = Shell.start(command, !reads, reads);
                FileStream stream = new FileStream(
                        reads ? child.output() : child.input(),
                        reads,
                        !reads,
                        FileStream.Buffering.FULL,
                        files.unwritten());
                return files.opened(new LuaFile.OfProcess(files.metatable(), stream, child));
            } catch (IOException e) {
                return SystemError.results(e, command);
            }
        }

        private Object write(LuaCoroutine co, @Nullable Object[] args) {
            LuaFile file = files.output();
            return FileMethods.write(co, file, defaultStream(co, file, "output"), args, 0);
        }

        private static FileStream defaultStream(LuaCoroutine co, LuaFile file, String which) {
            FileStream stream = file.stream();
            if (stream == null) {
                throw co.error("default " + which + " file is closed");
            }
            return stream;
        }
    }

    private static OpenMode mode(LuaString known) {
        return java.util.Objects.requireNonNull(OpenMode.parse(known));
    }

    private static @Nullable Object type(LuaCoroutine co, @Nullable Object[] args) {
        if (!(Arguments.any(co, args, 0) instanceof LuaFile file)) {
            return null;
        }
        return LuaString.of(file.stream() == null ? "closed file" : "file");
    }

    /** The iterator of {@code io.lines} and {@code file:lines}, with the formats that follow the first argument. */
    static Object linesOf(LuaCoroutine co, LuaFile file, @Nullable Object[] args, boolean closes) {
        if (args.length - 1 > MAX_FORMATS) {
            throw co.argumentError(MAX_FORMATS + 2, "too many arguments");
        }
        return new Lines(file, args.length == 0 ? new Object[1] : args, closes);
    }

    private static final class Lines extends Builtin {
        private final LuaFile file;
        /** Those of {@code lines}: formats are numbered from the second on, as messages about them say. */
        private final @Nullable Object[] formats;

        private final boolean closes;

        Lines(LuaFile file, @Nullable Object[] formats, boolean closes) {
            super("lines_iterator");
            this.file = file;
            this.formats = formats;
            this.closes = closes;
        }

        @Override
        protected @Nullable Object run(LuaCoroutine co, @Nullable Object[] args) {
            FileStream stream = file.stream();
            if (stream == null) {
                throw co.error("file is already closed");
            }
            Object values;
            try {
                values = FormatReader.read(co, stream, formats, 1);
            } catch (IOException e) {
                throw co.error(String.valueOf(SystemError.of(e).getMessage()));
            }
            if (first(values) != null) {
                return values;
            }
            if (closes) {
                FileMethods.close(file);
            }
            return NONE;
        }
    }
}
