package eco.lua.module;

import eco.lua.Arguments;
import eco.lua.Builtin;
import eco.lua.LuaCoroutine;
import eco.lua.LuaFunction;
import eco.lua.LuaRuntime;
import eco.lua.LuaString;
import eco.lua.LuaTable;
import eco.lua.runtime.Calls;
import eco.lua.runtime.Indexing;
import eco.lua.spi.LuaModule;
import eco.scheduler.DescriptorTable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * {@code eco.time}: the wall clock, sleeping, and timers whose callbacks are tasks.
 *
 * <p>A timer is a plain table. What makes it run is the {@link TimerClock} in its {@code rd} field, where the reference
 * has the reader of a timer descriptor; a script that puts its own reader there takes the timer's place.
 */
public final class TimeModule implements LuaModule {
    private static final LuaString TFD = LuaString.of("tfd");
    private static final LuaString RD = LuaString.of("rd");
    private static final LuaString FLAGS = LuaString.of("flags");
    private static final LuaString WAITING = LuaString.of("waiting");
    private static final LuaString CANCELED = LuaString.of("canceled");
    private static final LuaString READ = LuaString.of("read");
    private static final double SHORTEST_SECONDS = 0.001;

    /** For the service loader. */
    public TimeModule() {}

    @Override
    public String name() {
        return "eco.time";
    }

    @Override
    public LuaTable open(LuaRuntime runtime, LuaCoroutine co) {
        LuaTable metatable = timerMetatable();
        Object require = runtime.globals().get("require");
        LuaTable internal = (LuaTable) LuaFunction.first(Calls.call(co, require, LuaString.of("eco.internal.time")));
        LuaTable module = new LuaTable(0, 7);
        module.put("sleep", Builtin.of("eco.time.sleep", (caller, args) -> {
            EcoModule.sleep(caller, Arguments.real(caller, args, 0));
            return LuaFunction.NONE;
        }));
        module.put("timer", Builtin.of("eco.time.timer", (caller, args) -> create(caller, args, 0, false, metatable)));
        module.put("at", Builtin.of("eco.time.at", (caller, args) -> createArmed(caller, args, false, metatable)));
        module.put("on", Builtin.of("eco.time.on", (caller, args) -> createArmed(caller, args, true, metatable)));
        for (String name : new String[] {"CLOCK_REALTIME", "CLOCK_MONOTONIC", "TFD_TIMER_ABSTIME"}) {
            module.put(name, internal.get(name));
        }
        LuaTable internalNames = new LuaTable(0, 1);
        internalNames.put("__index", internal);
        module.metatable(internalNames);
        return module;
    }

    private static LuaTable timerMetatable() {
        LuaTable methods = new LuaTable(0, 3);
        methods.put("set", Builtin.of("eco.time.set", TimeModule::set));
        methods.put("cancel", Builtin.of("eco.time.cancel", TimeModule::cancel));
        Builtin close = Builtin.of("eco.time.close", TimeModule::close);
        methods.put("close", close);
        LuaTable metatable = new LuaTable(0, 2);
        metatable.put("__index", methods);
        // To be found there; nothing needs it, since a timer that is gone is disarmed and its number closed.
        metatable.put("__gc", close);
        return metatable;
    }

    private static LuaTable createArmed(
            LuaCoroutine co, @Nullable Object[] args, boolean absolute, LuaTable metatable) {
        Object seconds = Arguments.get(args, 0);
        if (!(seconds instanceof Long || seconds instanceof Double)) {
            throw co.error("assertion failed!");
        }
        LuaTable timer = create(co, args, 1, absolute, metatable);
        arm(co, timer, ((Number) seconds).doubleValue());
        return timer;
    }

    private static LuaTable create(
            LuaCoroutine co, @Nullable Object[] args, int callbackIndex, boolean absolute, LuaTable metatable) {
        if (!(Arguments.get(args, callbackIndex) instanceof LuaFunction callback)) {
            throw co.error("assertion failed!");
        }
        LuaTable timer = co.runtime().newTable(0, 6);
        TimerClock clock = new TimerClock(EcoModule.tasks(co), absolute);
        DescriptorTable descriptors = EcoModule.tasks(co).loop().descriptors();
        timer.put(TFD, (long) descriptors.allocateVirtual(timer, t -> shut(t, clock)));
        timer.put(RD, clock);
        timer.put(FLAGS, absolute ? InternalTimeModule.TFD_TIMER_ABSTIME : 0L);
        timer.put(TimerCallback.CB, withArguments(callback, args, callbackIndex + 1));
        timer.metatable(metatable);
        return timer;
    }

    /** The callback with the extra arguments behind the timer; trailing nils are not passed on. */
    private static LuaFunction withArguments(LuaFunction callback, @Nullable Object[] args, int from) {
        int to = args.length;
        while (to > from && args[to - 1] == null) {
            to--;
        }
        if (to <= from) {
            return callback;
        }
        @Nullable Object[] extra = Arrays.copyOfRange(args, from, to);
        return Builtin.of("eco.time.callback", (co, timerOnly) -> {
            @Nullable Object[] all = new Object[extra.length + 1];
            all[0] = Arguments.get(timerOnly, 0);
            System.arraycopy(extra, 0, all, 1, extra.length);
            return callback.invoke(co, all);
        });
    }

    private static @Nullable Object set(LuaCoroutine co, @Nullable Object[] args) {
        Object delay = Arguments.get(args, 1);
        if (!(delay instanceof Long || delay instanceof Double)) {
            throw co.error("delay must be a number");
        }
        return arm(co, Arguments.table(co, args, 0), ((Number) delay).doubleValue());
    }

    private static Object arm(LuaCoroutine co, LuaTable timer, double delay) {
        if (!(delay >= 0)) {
            throw co.error("delay must be non-negative");
        }
        if (timer.get(TFD) == null) {
            return Builtin.failure("closed");
        }
        if (!TimerClock.isValid(delay)) {
            return Builtin.failure("Invalid argument");
        }
        timer.put(WAITING, true);
        timer.put(CANCELED, null);
        if (timer.get(RD) instanceof TimerClock clock) {
            clock.arm(timer, delay == 0 ? SHORTEST_SECONDS : delay);
        } else {
            EcoModule.tasks(co)
                    .start(co, Builtin.of("eco.time.reader", (task, none) -> readOnce(task, timer)), LuaFunction.NONE);
        }
        return true;
    }

    /** Waits with the reader that a script has put in the timer's place. */
    private static @Nullable Object readOnce(LuaCoroutine co, LuaTable timer) {
        Object reader = Indexing.get(co, timer, RD);
        Object data = LuaFunction.first(Calls.call(co, Indexing.get(co, reader, READ), reader, 8L));
        timer.put(WAITING, null);
        if (data != null) {
            Calls.call(co, Indexing.get(co, timer, TimerCallback.CB), timer);
        }
        return LuaFunction.NONE;
    }

    private static @Nullable Object cancel(LuaCoroutine co, @Nullable Object[] args) {
        LuaTable timer = Arguments.table(co, args, 0);
        if (timer.get(TFD) != null && timer.get(RD) instanceof TimerClock clock) {
            clock.disarm();
            timer.put(WAITING, null);
            timer.put(CANCELED, true);
        }
        return LuaFunction.NONE;
    }

    private static @Nullable Object close(LuaCoroutine co, @Nullable Object[] args) {
        LuaTable timer = Arguments.table(co, args, 0);
        if (timer.get(TFD) instanceof Long number) {
            EcoModule.tasks(co).loop().descriptors().releaseVirtual(number.intValue());
            if (timer.get(RD) instanceof TimerClock clock) {
                shut(timer, clock);
            }
        }
        return LuaFunction.NONE;
    }

    private static void shut(LuaTable timer, TimerClock clock) {
        clock.disarm();
        timer.put(TFD, null);
        timer.put(WAITING, null);
        timer.put(CANCELED, true);
    }
}
