package eco.lua.module;

import eco.lua.Arguments;
import eco.lua.Builtin;
import eco.lua.LuaCoroutine;
import eco.lua.LuaRuntime;
import eco.lua.LuaTable;
import eco.lua.spi.LuaModule;
import eco.scheduler.Errno;
import org.jspecify.annotations.Nullable;

/** {@code eco.internal.file}: what the network modules and scripts need of files by number and by path. */
public final class InternalFileModule implements LuaModule {
    /** For the service loader. */
    public InternalFileModule() {}

    @Override
    public String name() {
        return "eco.internal.file";
    }

    @Override
    public LuaTable open(LuaRuntime runtime, LuaCoroutine co) {
        LuaTable module = new LuaTable(0, 2);
        module.put("close", Builtin.of("eco.internal.file.close", InternalFileModule::close));
        return module;
    }

    private static @Nullable Object close(LuaCoroutine co, @Nullable Object[] args) {
        int fd = (int) Arguments.integer(co, args, 0);
        int result = EcoModule.tasks(co).loop().descriptors().close(fd);
        return result < 0 ? Builtin.failure(Errno.text(-result)) : true;
    }
}
