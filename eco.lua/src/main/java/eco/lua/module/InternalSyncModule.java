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

/** {@code eco.internal.sync}: a raw event descriptor. */
public final class InternalSyncModule implements LuaModule {
    /** For the service loader. */
    public InternalSyncModule() {}

    @Override
    public String name() {
        return "eco.internal.sync";
    }

    @Override
    public LuaTable open(LuaRuntime runtime, LuaCoroutine co) {
        LuaTable module = new LuaTable(0, 1);
        module.put("eventfd", Builtin.of("eco.internal.sync.eventfd", (caller, args) -> {
            int initialValue = (int) Arguments.integer(caller, args, 0);
            boolean semaphore = Arguments.truthy(args, 1);
            EventLoop loop = EcoModule.tasks(caller).loop();
            DescriptorTable descriptors = loop.descriptors();
            int fd = descriptors.open(() -> loop.kernel().eventfd(initialValue, semaphore));
            if (fd < 0) {
                return Builtin.failure(Errno.text(-fd));
            }
            descriptors.adoptNumber(fd);
            return (long) fd;
        }));
        return module;
    }
}
