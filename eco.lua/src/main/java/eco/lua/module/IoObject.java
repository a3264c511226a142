package eco.lua.module;

import eco.lua.Arguments;
import eco.lua.LuaCoroutine;
import eco.scheduler.Descriptor;
import eco.scheduler.EventLoop;
import eco.scheduler.stream.DescriptorWait;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What {@code eco.io(fd)} returns. */
final class IoObject extends StreamObject {
    static final Type<IoObject> TYPE = new Methods();

    private final DescriptorWait wait;

    IoObject(LuaCoroutine co, EventLoop loop, Descriptor descriptor) {
        super(TYPE.metatable(co));
        this.wait = new DescriptorWait(loop, descriptor);
    }

    @Override
    void cancel() {
        wait.cancel();
    }

    @Override
    void detach() {
        wait.detach();
    }

    @Override
    boolean isDetached() {
        return wait.isDetached();
    }

    @Override
    boolean isSocket() {
        return false;
    }

    private static final class Methods extends Type<IoObject> {
        Methods() {
            super(IoObject.class, "struct eco_io *", "wait");
        }

        @Override
        @Nullable
        Object run(LuaCoroutine co, IoObject self, String method, @Nullable Object[] args) throws IOException {
            long events = Arguments.integer(co, args, 1);
            if (events == 0 || (events & ~(Descriptor.READ | Descriptor.WRITE)) != 0) {
                throw co.argumentError(2, "invalid");
            }
            self.wait.await((int) events, Arguments.timeout(args, 2));
            return true;
        }
    }
}
