package eco.lua.lib;

import eco.lua.Arguments;
import eco.lua.Builtin;
import eco.lua.Cell;
import eco.lua.DebugHook;
import eco.lua.Frame;
import eco.lua.LuaClosure;
import eco.lua.LuaCoroutine;
import eco.lua.LuaFunction;
import eco.lua.LuaRuntime;
import eco.lua.LuaString;
import eco.lua.LuaTable;
import eco.lua.LuaUserdata;
import eco.lua.Metamethod;
import eco.lua.lib.io.StandardFiles;
import eco.lua.runtime.Activation;
import eco.lua.runtime.Traceback;
import eco.lua.syntax.LocalVariable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code debug} (manual section 6.10). What it tells about functions is in {@link FunctionInfo}. */
public final class DebugLibrary {
    private static final long C_STACK_LIMIT = 200;
    private static final LuaString NO_NAME = LuaString.of("(no name)");
    private static final LuaString HOOKS = LuaString.of("_HOOKKEY");

    private DebugLibrary() {}

    /** Builds the library table. */
    static LuaTable open(LuaRuntime runtime, StandardFiles files) {
        LuaTable debug = runtime.newTable(0, 17);
        for (String name : new String[] {
            "debug",
            "gethook",
            "getinfo",
            "getlocal",
            "getmetatable",
            "getregistry",
            "getupvalue",
            "getuservalue",
            "setcstacklimit",
            "sethook",
            "setlocal",
            "setmetatable",
            "setupvalue",
            "setuservalue",
            "traceback",
            "upvalueid",
            "upvaluejoin"
        }) {
            debug.put(name, new Function(name, files));
        }
        return debug;
    }

    private static final class Function extends Builtin {
        private final String function;
        private final StandardFiles files;

        Function(String name, StandardFiles files) {
            super("debug." + name);
            this.function = name;
            this.files = files;
        }

        @Override
        protected @Nullable Object run(LuaCoroutine co, @Nullable Object[] args) {
            return switch (function) {
                case "debug" -> DebugPrompt.run(co, files);
                case "gethook" -> getHook(co, args);
                case "getinfo" -> FunctionInfo.get(co, args);
                case "getlocal" -> getLocal(co, args);
                case "getmetatable" -> co.runtime().metatable(Arguments.any(co, args, 0));
                case "getregistry" -> co.runtime().registry();
                case "getupvalue" -> getUpvalue(co, args);
                case "getuservalue" -> null;
                case "setcstacklimit" -> {
                    Arguments.integer(co, args, 0);
                    yield C_STACK_LIMIT;
                }
                case "sethook" -> setHook(co, args);
                case "setlocal" -> setLocal(co, args);
                case "setmetatable" -> setMetatable(co, args);
                case "setupvalue" -> setUpvalue(co, args);
                case "setuservalue" -> setUserValue(co, args);
                case "traceback" -> traceback(co, args);
                case "upvalueid" -> upvalueId(co, args);
                case "upvaluejoin" -> upvalueJoin(co, args);
                default -> throw new IllegalStateException(function);
            };
        }
    }

    /** The coroutine that an optional first argument names. */
    static LuaCoroutine target(LuaCoroutine co, @Nullable Object[] args) {
        return Arguments.get(args, 0) instanceof LuaCoroutine other ? other : co;
    }

    /** How many arguments that first one takes: 0 or 1. */
    static int shift(@Nullable Object[] args) {
        return Arguments.get(args, 0) instanceof LuaCoroutine ? 1 : 0;
    }

    // ---- hooks

    private static Object setHook(LuaCoroutine co, @Nullable Object[] args) {
        LuaCoroutine target = target(co, args);
        int first = shift(args);
        if (Arguments.isNoneOrNil(args, first)) {
            target.hook(null);
            hooks(co.runtime()).put(target, null);
            return Builtin.NONE;
        }
        LuaString mask = Arguments.string(co, args, first + 1);
        LuaFunction function = Arguments.function(co, args, first);
        long count = Math.clamp(Arguments.integer(co, args, first + 2, 0), 0, Integer.MAX_VALUE);
        DebugHook hook = new DebugHook(function, mask.toString(), (int) count);
        target.hook(hook.mask().isEmpty() && count == 0 ? null : hook);
        hooks(co.runtime()).put(target, function);
        return Builtin.NONE;
    }

    /** The hook functions by coroutine, where scripts know to find them: in the registry, with weak keys. */
    private static LuaTable hooks(LuaRuntime runtime) {
        LuaTable registry = runtime.registry();
        if (registry.get(HOOKS) instanceof LuaTable known) {
            return known;
        }
        LuaTable hooks = runtime.newTable(0, 0);
        LuaTable metatable = runtime.newTable(0, 1);
        metatable.put(Metamethod.MODE.key(), LuaString.of("k"));
        runtime.metatable(hooks, metatable);
        registry.put(HOOKS, hooks);
        return hooks;
    }

    private static @Nullable Object getHook(LuaCoroutine co, @Nullable Object[] args) {
        DebugHook hook = target(co, args).hook();
        return hook == null ? null : new Object[] {hook.function(), LuaString.of(hook.mask()), (long) hook.count()};
    }

    // ---- variables

    private static Frame frame(LuaCoroutine co, @Nullable Object[] args) {
        Frame frame = Activation.level(target(co, args), Arguments.integer(co, args, shift(args)));
        if (frame == null) {
            throw co.argumentError(shift(args) + 1, "level out of range");
        }
        return frame;
    }

    private static @Nullable Object getLocal(LuaCoroutine co, @Nullable Object[] args) {
        int first = shift(args);
        long n = Arguments.integer(co, args, first + 1);
        if (Arguments.get(args, first) instanceof LuaFunction function) {
            List<LocalVariable> parameters =
                    function instanceof LuaClosure closure && !closure.tree().stripped()
                            ? closure.tree().parameters()
                            : List.of();
            return n >= 1 && n <= parameters.size()
                    ? parameters.get((int) n - 1).name()
                    : null;
        }
        Activation.Local local = Activation.local(frame(co, args), n);
        return local == null ? null : new Object[] {local.name(), local.value()};
    }

    private static @Nullable Object setLocal(LuaCoroutine co, @Nullable Object[] args) {
        int first = shift(args);
        Frame frame = frame(co, args);
        long n = Arguments.integer(co, args, first + 1);
        return Activation.setLocal(frame, n, Arguments.any(co, args, first + 2));
    }

    private static @Nullable Object getUpvalue(LuaCoroutine co, @Nullable Object[] args) {
        long n = Arguments.integer(co, args, 1);
        Cell cell = upvalue(Arguments.function(co, args, 0), n);
        return cell == null ? Builtin.NONE : new Object[] {upvalueName(Arguments.function(co, args, 0), n), cell.value};
    }

    private static @Nullable Object setUpvalue(LuaCoroutine co, @Nullable Object[] args) {
        Object value = Arguments.any(co, args, 2);
        long n = Arguments.integer(co, args, 1);
        Cell cell = upvalue(Arguments.function(co, args, 0), n);
        if (cell == null) {
            return Builtin.NONE;
        }
        cell.value = value;
        return upvalueName(Arguments.function(co, args, 0), n);
    }

    private static @Nullable Cell upvalue(LuaFunction function, long n) {
        Cell[] upvalues = function.upvalues();
        return n >= 1 && n <= upvalues.length ? upvalues[(int) n - 1] : null;
    }

    /** Those of a builtin have no names. */
    private static LuaString upvalueName(LuaFunction function, long n) {
        if (!(function instanceof LuaClosure closure)) {
            return LuaString.EMPTY;
        }
        return closure.tree().stripped()
                ? NO_NAME
                : closure.tree().upvalues().get((int) n - 1).name();
    }

    /** The cell itself is the identity: to Lua it is a userdata without behaviour. */
    private static @Nullable Object upvalueId(LuaCoroutine co, @Nullable Object[] args) {
        long n = Arguments.integer(co, args, 1);
        return upvalue(Arguments.function(co, args, 0), n);
    }

    private static Object upvalueJoin(LuaCoroutine co, @Nullable Object[] args) {
        LuaClosure joined = withUpvalue(co, args, 0);
        LuaClosure other = withUpvalue(co, args, 2);
        int to = (int) Arguments.integer(co, args, 1) - 1;
        int from = (int) Arguments.integer(co, args, 3) - 1;
        joined.upvalues()[to] = other.upvalues()[from];
        return Builtin.NONE;
    }

    /** The function that is argument {@code i}; the next one is the number of an upvalue of it. */
    private static LuaClosure withUpvalue(LuaCoroutine co, @Nullable Object[] args, int i) {
        long n = Arguments.integer(co, args, i + 1);
        LuaFunction function = Arguments.function(co, args, i);
        if (upvalue(function, n) == null) {
            throw co.argumentError(i + 2, "invalid upvalue index");
        }
        if (!(function instanceof LuaClosure closure)) {
            throw co.argumentError(i + 1, "Lua function expected");
        }
        return closure;
    }

    // ---- metatables and user values

    private static @Nullable Object setMetatable(LuaCoroutine co, @Nullable Object[] args) {
        if (args.length < 2 || args[1] != null && !(args[1] instanceof LuaTable)) {
            throw Arguments.typeError(co, args, 1, "nil or table");
        }
        co.runtime().metatable(args[0], (LuaTable) args[1]);
        return args[0];
    }

    /** Userdata of Java classes have no user values, so there is never one to set. */
    private static @Nullable Object setUserValue(LuaCoroutine co, @Nullable Object[] args) {
        if (!(Arguments.get(args, 0) instanceof LuaUserdata)) {
            throw Arguments.typeError(co, args, 0, "userdata");
        }
        Arguments.any(co, args, 1);
        Arguments.integer(co, args, 2, 1);
        return null;
    }

    // ---- traceback

    private static @Nullable Object traceback(LuaCoroutine co, @Nullable Object[] args) {
        LuaCoroutine target = target(co, args);
        int first = shift(args);
        Object message = Arguments.get(args, first);
        if (message != null
                && !(message instanceof LuaString)
                && !(message instanceof Long)
                && !(message instanceof Double)) {
            return message;
        }
        long level = Arguments.integer(co, args, first + 1, target == co ? 1 : 0);
        LuaString text = Traceback.of(target, level);
        return message == null
                ? text
                : Arguments.string(co, args, first).concat(LuaString.of("\n")).concat(text);
    }
}
