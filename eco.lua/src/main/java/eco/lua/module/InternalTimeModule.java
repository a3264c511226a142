package eco.lua.module;

import eco.lua.Arguments;
import eco.lua.Builtin;
import eco.lua.LuaCoroutine;
import eco.lua.LuaRuntime;
import eco.lua.LuaTable;
import eco.lua.spi.LuaModule;
import eco.scheduler.DescriptorTable;
import eco.scheduler.Errno;
import eco.scheduler.EventLoop;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** {@code eco.internal.time}: the wall clock and raw timer descriptors. */
public final class InternalTimeModule implements LuaModule {
    static final long TFD_TIMER_ABSTIME = 1;

    /** For the service loader. */
    public InternalTimeModule() {}

    @Override
    public String name() {
        return "eco.internal.time";
    }

    @Override
    public LuaTable open(LuaRuntime runtime, LuaCoroutine co) {
        LuaTable module = new LuaTable(0, 6);
        module.put("CLOCK_REALTIME", 0L);
        module.put("CLOCK_MONOTONIC", 1L);
        module.put("TFD_TIMER_ABSTIME", TFD_TIMER_ABSTIME);
        module.put("now", Builtin.of("eco.internal.time.now", (caller, args) -> now()));
        module.put("timerfd_create", Builtin.of("eco.internal.time.timerfd_create", InternalTimeModule::timerfdCreate));
        module.put(
                "timerfd_settime", Builtin.of("eco.internal.time.timerfd_settime", InternalTimeModule::timerfdSettime));
        return module;
    }

    /** Seconds since the epoch. */
    static double now() {
        Instant now = Instant.now();
        return now.getEpochSecond() + now.getNano() / 1e9;
    }

    private static @Nullable Object timerfdCreate(LuaCoroutine co, @Nullable Object[] args) {
        int clock = (int) Arguments.integer(co, args, 0);
        EventLoop loop = EcoModule.tasks(co).loop();
        DescriptorTable descriptors = loop.descriptors();
        int fd = descriptors.open(() -> loop.kernel().timerfdCreate(clock));
        if (fd < 0) {
            return Builtin.failure(Errno.text(-fd));
        }
        descriptors.adoptNumber(fd);
        return (long) fd;
    }

    private static @Nullable Object timerfdSettime(LuaCoroutine co, @Nullable Object[] args) {
        int fd = (int) Arguments.integer(co, args, 0);
        int flags = (int) Arguments.integer(co, args, 1);
        double delay = Arguments.real(co, args, 2);
        double interval = Arguments.isNoneOrNil(args, 3) ? 0 : Arguments.real(co, args, 3);
        if (!TimerClock.isValid(delay) || !TimerClock.isValid(interval)) {
            return Builtin.failure(Errno.text(Errno.EINVAL));
        }
        int result = EcoModule.tasks(co)
                .loop()
                .kernel()
                .timerfdSettime(fd, flags, (long) delay, nanos(delay), (long) interval, nanos(interval));
        return result < 0 ? Builtin.failure(Errno.text(-result)) : true;
    }

    private static long nanos(double seconds) {
        return (long) ((seconds - (long) seconds) * 1e9);
    }
}
