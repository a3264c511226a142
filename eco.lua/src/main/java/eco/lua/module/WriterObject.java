package eco.lua.module;

import eco.lua.Arguments;
import eco.lua.LuaCoroutine;
import eco.lua.LuaString;
import eco.scheduler.stream.DescriptorWriter;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What {@code eco.writer(fd)} returns. */
final class WriterObject extends StreamObject {
    static final Type<WriterObject> TYPE = new Methods();

    private final DescriptorWriter writer;

    WriterObject(LuaCoroutine co, DescriptorWriter writer) {
        super(TYPE.metatable(co));
        this.writer = writer;
    }

    @Override
    void cancel() {
        writer.cancel();
    }

    @Override
    void detach() {
        writer.detach();
    }

    @Override
    boolean isDetached() {
        return writer.isDetached();
    }

    @Override
    boolean isSocket() {
        return writer.isSocket();
    }

    private static final class Methods extends Type<WriterObject> {
        Methods() {
            super(WriterObject.class, "struct eco_writer *", "wait", "write", "sendfile");
        }

        @Override
        @Nullable
        Object run(LuaCoroutine co, WriterObject self, String method, @Nullable Object[] args) throws IOException {
            return switch (method) {
                case "write" -> write(co, self, args);
                case "sendfile" -> sendFile(co, self, args);
                default -> {
                    self.writer.await(Arguments.timeout(args, 1));
                    yield true;
                }
            };
        }

        private static Object write(LuaCoroutine co, WriterObject self, @Nullable Object[] args) throws IOException {
            LuaString data = Arguments.string(co, args, 1);
            int length = data.length();
            self.writer.write(data.bytes(), 0, length, Arguments.timeout(args, 2));
            return (long) length;
        }

        private static Object sendFile(LuaCoroutine co, WriterObject self, @Nullable Object[] args) throws IOException {
            LuaString path = Arguments.string(co, args, 1);
            long offset = Arguments.integer(co, args, 2);
            int length = (int) Arguments.integer(co, args, 3);
            if (offset < 0) {
                throw co.argumentError(3, "offset must be greater than or equal to 0");
            }
            if (length <= 0) {
                throw co.argumentError(4, "len must be great than 0");
            }
            self.writer.sendFile(cString(path), offset, length, Arguments.timeout(args, 4));
            return (long) length;
        }

        /** What C sees of a string: it ends at the first NUL. */
        private static byte[] cString(LuaString text) {
            int length = 0;
            while (length < text.length() && text.byteAt(length) != 0) {
                length++;
            }
            return length == text.length() ? text.bytes() : Arrays.copyOf(text.bytes(), length);
        }
    }
}
