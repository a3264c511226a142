package eco.lua.lib;

import eco.lua.Arguments;
import eco.lua.Builtin;
import eco.lua.LuaCoroutine;
import eco.lua.LuaRuntime;
import eco.lua.LuaString;
import eco.lua.gc.Collector;
import eco.lua.gc.Pace;
import org.jspecify.annotations.Nullable;

/** {@code collectgarbage}, section 6.1 of the manual. Inside a finalizer every option does nothing and returns nil. */
public final class CollectGarbage extends Builtin {
    private static final LuaString COLLECT = LuaString.of("collect");
    private static final LuaString INCREMENTAL = LuaString.of("incremental");
    private static final LuaString GENERATIONAL = LuaString.of("generational");
    private static final Long ZERO = 0L;

    private final Collector collector;
    private final Pace pace;

    /** The function of a runtime. */
    public CollectGarbage(LuaRuntime runtime) {
        super("collectgarbage");
        this.collector = runtime.collector();
        this.pace = collector.pace();
    }

    @Override
    protected @Nullable Object run(LuaCoroutine co, @Nullable Object[] args) {
        LuaString option = Arguments.string(co, args, 0, COLLECT);
        return switch (option == null ? "collect" : option.toString()) {
            case "collect" -> {
                if (collector.isBusy()) {
                    yield null;
                }
                collector.collect(co);
                yield ZERO;
            }
            case "count" -> collector.isBusy() ? null : (Object) pace.count();
            case "step" -> {
                long size = Arguments.integer(co, args, 1, 0);
                yield collector.isBusy() ? null : (Object) pace.step(co, size);
            }
            case "isrunning" -> collector.isBusy() ? null : (Object) !collector.isStopped();
            case "stop" -> stopped(true);
            case "restart" -> stopped(false);
            case "setpause" -> {
                long percent = Arguments.integer(co, args, 1, 0);
                yield collector.isBusy() ? null : (Object) pace.pause(percent);
            }
            case "setstepmul" -> {
                long percent = Arguments.integer(co, args, 1, 0);
                yield collector.isBusy() ? null : (Object) pace.stepMultiplier(percent);
            }
            case "generational" -> {
                Arguments.integer(co, args, 1, 0);
                Arguments.integer(co, args, 2, 0);
                yield mode(true);
            }
            case "incremental" -> {
                long pause = Arguments.integer(co, args, 1, 0);
                long multiplier = Arguments.integer(co, args, 2, 0);
                Arguments.integer(co, args, 3, 0);
                if (!collector.isBusy() && pause != 0) {
                    pace.pause(pause);
                }
                if (!collector.isBusy() && multiplier != 0) {
                    pace.stepMultiplier(multiplier);
                }
                yield mode(false);
            }
            default -> throw co.argumentError(1, "invalid option '" + option + "'");
        };
    }

    private @Nullable Object stopped(boolean stop) {
        if (collector.isBusy()) {
            return null;
        }
        collector.stopped(stop);
        return ZERO;
    }

    private @Nullable Object mode(boolean generational) {
        if (collector.isBusy()) {
            return null;
        }
        return pace.generational(generational) ? GENERATIONAL : INCREMENTAL;
    }
}
