package eco.lua.module;

import eco.lua.Arguments;
import eco.lua.Builtin;
import eco.lua.LuaCoroutine;
import eco.lua.LuaFunction;
import eco.lua.LuaRuntime;
import eco.lua.LuaString;
import eco.lua.LuaTable;
import eco.lua.LuaTasks;
import eco.lua.spi.LuaModule;
import eco.scheduler.Task;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** {@code eco}: tasks, sleeping, the loop, and the hooks for what goes wrong. */
public final class EcoModule implements LuaModule {
    private static final long NANOS_PER_MILLI = 1_000_000;
    /** Longer than any program runs, and far from overflowing the clock. */
    private static final long VERY_LONG_MILLIS = 1L << 41;

    /** For the service loader. */
    public EcoModule() {}

    @Override
    public String name() {
        return "eco";
    }

    @Override
    public LuaTable open(LuaRuntime runtime, LuaCoroutine co) {
        LuaTable module = new LuaTable(0, 24);
        module.put("VERSION", LuaString.of("4.1.3"));
        module.put("VERSION_MAJOR", 4L);
        module.put("VERSION_MINOR", 1L);
        module.put("VERSION_PATCH", 3L);
        module.put("RUNTIME", LuaString.of("eco-java " + version()));
        module.put("READ", 1L);
        module.put("WRITE", 4L);
        for (Function function : Function.values()) {
            module.put(function.luaName, new Entry(function));
        }
        StreamFunctions.open(module);
        return module;
    }

    private static String version() {
        String version = EcoModule.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /** The tasks of a coroutine's runtime; raises where it has no loop. */
    static LuaTasks tasks(LuaCoroutine co) {
        LuaTasks tasks = co.runtime().tasks();
        if (tasks == null) {
            throw co.error("this runtime has no event loop");
        }
        return tasks;
    }

    /** {@code eco.sleep} and {@code eco.time.sleep}. */
    static void sleep(LuaCoroutine co, double seconds) {
        if (!(seconds >= 0)) {
            throw co.argumentError(1, "delay must be greater than or equal to 0");
        }
        Task task = Task.currentOrNull();
        if (task == null) {
            throw co.error("attempt to yield from outside a coroutine");
        }
        task.parkUntil(task.loop().deadlineAfter(sleepNanos(seconds)));
    }

    /** Whole milliseconds: what is shorter is one trip through the loop. */
    private static long sleepNanos(double seconds) {
        double millis = Math.floor(seconds * 1000);
        return Math.min((long) millis, VERY_LONG_MILLIS) * NANOS_PER_MILLI;
    }

    /** The module's functions. One class with a switch: a class or a lambda for each would cost start-up time. */
    private enum Function {
        RUN("run"),
        LOOP("loop"),
        UNLOOP("unloop"),
        SLEEP("sleep"),
        COUNT("count"),
        ALL("all"),
        SET_PANIC_HOOK("set_panic_hook"),
        SET_WATCHDOG_TIMEOUT("set_watchdog_timeout"),
        RESUME("_resume"),
        INIT("_init"),
        SET_SIGCHLD_HOOK("_set_sigchld_hook");

        final String luaName;

        Function(String luaName) {
            this.luaName = luaName;
        }
    }

    private static final class Entry extends Builtin {
        private final Function function;

        Entry(Function function) {
            super("eco." + function.luaName);
            this.function = function;
        }

        @Override
        protected @Nullable Object run(LuaCoroutine co, @Nullable Object[] args) {
            switch (function) {
                case RUN -> {
                    return start(co, args);
                }
                case LOOP -> tasks(co).runNested(co);
                case UNLOOP -> tasks(co).loop().stop();
                case SLEEP -> sleep(co, Arguments.real(co, args, 0));
                case COUNT -> {
                    return (long) tasks(co).count();
                }
                case ALL -> {
                    return all(co);
                }
                case SET_PANIC_HOOK -> {
                    tasks(co).panicHook(null);
                    tasks(co).panicHook(hook(co, args));
                }
                case SET_WATCHDOG_TIMEOUT -> setWatchdogTimeout(co, args);
                case RESUME -> resume(co, args);
                case INIT -> throw co.error("eco._init() is only allowed in child process after fork()");
                case SET_SIGCHLD_HOOK -> hook(co, args);
            }
            return NONE;
        }

        /** The usual sleep, with fewer frames for the parked task to keep. */
        @Override
        protected @Nullable Object run1(LuaCoroutine co, @Nullable Object a) {
            if (function == Function.SLEEP && a instanceof Double seconds) {
                sleep(co, seconds);
                return NONE;
            }
            return super.run1(co, a);
        }

        private static LuaCoroutine start(LuaCoroutine co, @Nullable Object[] args) {
            LuaFunction body = Arguments.function(co, args, 0);
            @Nullable Object[] rest = args.length == 1 ? NONE : Arrays.copyOfRange(args, 1, args.length);
            return tasks(co).start(co, body, rest);
        }

        private static LuaTable all(LuaCoroutine co) {
            LuaTable list = new LuaTable();
            long i = 0;
            for (LuaCoroutine tracked : tasks(co).all()) {
                list.put(++i, tracked);
            }
            return list;
        }

        private static void setWatchdogTimeout(LuaCoroutine co, @Nullable Object[] args) {
            long millis = Arguments.integer(co, args, 0);
            if (millis < 0 || millis > LuaTasks.MAX_WATCHDOG_MILLIS) {
                throw co.argumentError(1, "timeout must be in range [0, 5000]");
            }
            tasks(co).watchdog(millis);
        }

        private static void resume(LuaCoroutine co, @Nullable Object[] args) {
            if (!(Arguments.get(args, 0) instanceof LuaCoroutine target)) {
                throw Arguments.typeError(co, args, 0, "thread");
            }
            tasks(co).resume(target);
        }

        private static @Nullable LuaFunction hook(LuaCoroutine co, @Nullable Object[] args) {
            return Arguments.isNoneOrNil(args, 0) ? null : Arguments.function(co, args, 0);
        }
    }
}
