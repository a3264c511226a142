package eco.lua.lib;

import eco.lua.Arguments;
import eco.lua.Builtin;
import eco.lua.LuaCoroutine;
import eco.lua.LuaError;
import eco.lua.LuaFunction;
import eco.lua.LuaRuntime;
import eco.lua.LuaString;
import eco.lua.LuaTable;
import eco.lua.lib.io.StandardFiles;
import eco.lua.lib.io.SystemError;
import eco.lua.runtime.Activation;
import eco.lua.runtime.Conversions;
import eco.lua.runtime.Protection;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The basic functions (manual section 6.1). What inner loops call has its own small classes, in {@link ValueFunctions},
 * {@link TableAccess} and {@link Iteration}; the rest is dispatched by name here, since a class for each would cost more
 * at start than a call ever saves.
 */
public final class BaseLibrary {
    private static final LuaString ASSERTION_FAILED = LuaString.of("assertion failed!");

    private BaseLibrary() {}

    /** Fills the globals and returns them. */
    static LuaTable open(LuaRuntime runtime, StandardFiles files) {
        LuaTable globals = runtime.globals();
        for (String name : new String[] {"dofile", "error", "load", "loadfile", "print", "warn"}) {
            globals.put(name, new Function(name, files));
        }
        globals.put("assert", new Assert());
        globals.put("pcall", new ProtectedCall());
        globals.put("xpcall", new HandledCall());
        globals.put("collectgarbage", new CollectGarbage(runtime));
        ValueFunctions.install(globals);
        TableAccess.install(globals);
        Iteration.install(globals);
        globals.put("_G", globals);
        globals.put("_VERSION", LuaString.of("Lua 5.4"));
        return globals;
    }

    private static final class Function extends Builtin {
        private final String function;
        private final StandardFiles files;

        Function(String name, StandardFiles files) {
            super(name);
            this.function = name;
            this.files = files;
        }

        @Override
        protected @Nullable Object run(LuaCoroutine co, @Nullable Object[] args) {
            return switch (function) {
                case "dofile" -> ChunkLoading.doFile(co, args, files);
                case "error" -> throw error(co, Arguments.get(args, 0), Arguments.integer(co, args, 1, 1));
                case "load" -> ChunkLoading.load(co, args);
                case "loadfile" -> ChunkLoading.loadFile(co, args, files);
                case "print" -> print(co, args);
                case "warn" -> warn(co, args);
                default -> throw new IllegalStateException(function);
            };
        }

        /** Raises what the reference ignores: a loop that prints to a pipe which nobody reads would never end. */
        private Object print(LuaCoroutine co, @Nullable Object[] args) {
            try {
                for (int i = 0; i < args.length; i++) {
                    if (i > 0) {
                        files.print('\t');
                    }
                    files.print(Conversions.toText(co, args[i]));
                }
                files.print('\n');
                return NONE;
            } catch (SystemError e) {
                throw co.error("cannot print: " + e.getMessage());
            }
        }

        private Object warn(LuaCoroutine co, @Nullable Object[] args) {
            LuaString message = Arguments.string(co, args, 0);
            for (int i = 1; i < args.length; i++) {
                Arguments.string(co, args, i);
            }
            if (args.length == 1 && message.length() > 0 && message.byteAt(0) == '@') {
                switch (message.toString()) {
                    case "@on" -> co.runtime().warnings(true);
                    case "@off" -> co.runtime().warnings(false);
                    default -> {}
                }
                return NONE;
            }
            for (int i = 1; i < args.length; i++) {
                message = message.concat(Arguments.string(co, args, i));
            }
            co.runtime().warn(message);
            return NONE;
        }
    }

    /** {@code error} and failed assertions: a text gets the position of the function at the level. */
    private static LuaError error(LuaCoroutine co, @Nullable Object value, long level) {
        if (value instanceof LuaString text && level > 0) {
            return new LuaError(LuaString.of(LuaCoroutine.position(Activation.level(co, level)))
                    .concat(text));
        }
        return new LuaError(value);
    }

    private static final class Assert extends Builtin {
        Assert() {
            super("assert");
        }

        @Override
        protected @Nullable Object run(LuaCoroutine co, @Nullable Object[] args) {
            if (Arguments.truthy(args, 0)) {
                return args;
            }
            Arguments.any(co, args, 0);
            throw failed(co, args.length > 1 ? args[1] : ASSERTION_FAILED);
        }

        @Override
        protected @Nullable Object run1(LuaCoroutine co, @Nullable Object a) {
            if (a != null && a != Boolean.FALSE) {
                return a;
            }
            throw failed(co, ASSERTION_FAILED);
        }

        @Override
        protected @Nullable Object run2(LuaCoroutine co, @Nullable Object a, @Nullable Object b) {
            if (a != null && a != Boolean.FALSE) {
                return new Object[] {a, b};
            }
            throw failed(co, b);
        }

        private static LuaError failed(LuaCoroutine co, @Nullable Object message) {
            return error(co, message, 1);
        }
    }

    private static final class ProtectedCall extends Builtin {
        ProtectedCall() {
            super("pcall");
        }

        @Override
        protected @Nullable Object run(LuaCoroutine co, @Nullable Object[] args) {
            Object callee = Arguments.any(co, args, 0);
            return Protection.call(co, callee, Arrays.copyOfRange(args, 1, args.length), null);
        }
    }

    private static final class HandledCall extends Builtin {
        HandledCall() {
            super("xpcall");
        }

        @Override
        protected @Nullable Object run(LuaCoroutine co, @Nullable Object[] args) {
            LuaFunction handler = Arguments.function(co, args, 1);
            Object[] rest = args.length <= 2 ? NONE : Arrays.copyOfRange(args, 2, args.length);
            return Protection.call(co, args[0], rest, handler);
        }
    }
}
