package eco.lua.lib;

import eco.lua.Arguments;
import eco.lua.Builtin;
import eco.lua.LuaCoroutine;
import eco.lua.LuaError;
import eco.lua.LuaRuntime;
import eco.lua.LuaString;
import eco.lua.LuaTable;
import eco.lua.runtime.Activation;
import eco.lua.runtime.Calls;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** {@code coroutine} (manual section 6.2). */
public final class CoroutineLibrary {
    private CoroutineLibrary() {}

    /** Builds the library table. */
    public static LuaTable open(LuaRuntime runtime) {
        LuaTable coroutine = runtime.newTable(0, 8);
        for (String name : new String[] {"close", "create", "isyieldable", "running", "status", "wrap"}) {
            coroutine.put(name, new Function(name));
        }
        coroutine.put("resume", new Resume());
        coroutine.put("yield", new Yield());
        return coroutine;
    }

    private static final class Function extends Builtin {
        private final String function;

        Function(String name) {
            super("coroutine." + name);
            this.function = name;
        }

        @Override
        protected @Nullable Object run(LuaCoroutine co, @Nullable Object[] args) {
            return switch (function) {
                case "close" -> close(co, Arguments.coroutine(co, args, 0));
                case "create" -> LuaCoroutine.create(co.runtime(), Arguments.function(co, args, 0));
                case "isyieldable" -> (args.length == 0 ? co : Arguments.coroutine(co, args, 0)).isYieldable();
                case "running" -> new Object[] {co, co.isMain()};
                case "status" -> LuaString.of(Arguments.coroutine(co, args, 0).status(co));
                case "wrap" -> new Wrapped(LuaCoroutine.create(co.runtime(), Arguments.function(co, args, 0)));
                default -> throw new IllegalStateException(function);
            };
        }

        private static @Nullable Object close(LuaCoroutine co, LuaCoroutine target) {
            LuaError error = target.close(co);
            return error == null ? Boolean.TRUE : new Object[] {false, error.value()};
        }
    }

    private static final class Resume extends Builtin {
        Resume() {
            super("coroutine.resume");
        }

        @Override
        protected @Nullable Object run(LuaCoroutine co, @Nullable Object[] args) {
            LuaCoroutine target = Arguments.coroutine(co, args, 0);
            boolean good = target.resume(co, Arrays.copyOfRange(args, 1, args.length));
            return Calls.prepend(good, target.values());
        }
    }

    private static final class Yield extends Builtin {
        Yield() {
            super("coroutine.yield");
        }

        @Override
        protected @Nullable Object run(LuaCoroutine co, @Nullable Object[] args) {
            return co.yield(args);
        }
    }

    /** What {@code coroutine.wrap} returns: resumes the coroutine, and passes its errors on. */
    private static final class Wrapped extends Builtin {
        private final LuaCoroutine target;

        Wrapped(LuaCoroutine target) {
            super("wrap");
            this.target = target;
        }

        @Override
        protected @Nullable Object run(LuaCoroutine co, @Nullable Object[] args) {
            if (target.resume(co, args)) {
                return target.values();
            }
            Object error = target.values()[0];
            if (target.hasFailed()) {
                LuaError closing = target.close(co);
                error = closing == null ? error : closing.value();
            }
            if (error instanceof LuaString text) {
                String position = LuaCoroutine.position(Activation.level(co, 1));
                error = LuaString.of(position).concat(text);
            }
            throw new LuaError(error);
        }
    }
}
