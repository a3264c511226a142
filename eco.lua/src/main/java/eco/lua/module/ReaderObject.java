package eco.lua.module;

import eco.lua.Arguments;
import eco.lua.LuaCoroutine;
import eco.lua.LuaString;
import eco.scheduler.stream.DescriptorReader;
import eco.scheduler.stream.DescriptorReader.Piece;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What {@code eco.reader(fd)} returns. */
final class ReaderObject extends StreamObject {
    static final Type<ReaderObject> TYPE = new Methods();

    private final DescriptorReader reader;

    ReaderObject(LuaCoroutine co, DescriptorReader reader) {
        super(TYPE.metatable(co));
        this.reader = reader;
    }

    @Override
    void cancel() {
        reader.cancel();
    }

    @Override
    void detach() {
        reader.detach();
    }

    @Override
    boolean isDetached() {
        return reader.isDetached();
    }

    @Override
    boolean isSocket() {
        return reader.isSocket();
    }

    private @Nullable Object result(byte @Nullable [] data) {
        return data == null ? end() : LuaString.wrap(data);
    }

    private static final class Methods extends Type<ReaderObject> {
        Methods() {
            super(ReaderObject.class, "struct eco_reader *", "wait", "read", "readfull", "readuntil");
        }

        @Override
        @Nullable
        Object run(LuaCoroutine co, ReaderObject self, String method, @Nullable Object[] args) throws IOException {
            return switch (method) {
                case "read" -> read(co, self, args);
                case "readfull" -> readFull(co, self, args);
                case "readuntil" -> readUntil(co, self, args);
                default -> {
                    self.reader.await(Arguments.timeout(args, 1));
                    yield true;
                }
            };
        }

        private static @Nullable Object read(LuaCoroutine co, ReaderObject self, @Nullable Object[] args)
                throws IOException {
            self.reader.refuseIfBusy();
            long timeout = Arguments.timeout(args, 2);
            Object format = Arguments.get(args, 1);
            if (format instanceof Long wanted) {
                int size = wanted.intValue();
                if (size <= 0) {
                    throw co.argumentError(2, "expected size must be greater than 0");
                }
                return self.result(self.reader.read(size, timeout));
            }
            return switch (format instanceof LuaString s ? letter(s) : 0) {
                case 'l' -> self.result(self.reader.readLine(false, timeout));
                case 'L' -> self.result(self.reader.readLine(true, timeout));
                case 'a' -> self.result(self.reader.readAll(timeout));
                default -> throw co.argumentError(2, "invalid format");
            };
        }

        /** The one letter of a format, which may follow an asterisk; 0 for anything else. */
        private static int letter(LuaString format) {
            int length = format.length();
            return length == 1 || length == 2 && format.byteAt(0) == '*' ? format.byteAt(length - 1) : 0;
        }

        private static @Nullable Object readFull(LuaCoroutine co, ReaderObject self, @Nullable Object[] args)
                throws IOException {
            int size = (int) Arguments.integer(co, args, 1);
            if (size <= 0) {
                throw co.argumentError(2, "size must be greater than 0");
            }
            return self.result(self.reader.readFully(size, Arguments.timeout(args, 2)));
        }

        private static @Nullable Object readUntil(LuaCoroutine co, ReaderObject self, @Nullable Object[] args)
                throws IOException {
            LuaString needle = Arguments.string(co, args, 1);
            if (needle.length() == 0 || needle.length() > DescriptorReader.MAX_NEEDLE) {
                throw co.argumentError(2, "needle length must be 1~256 bytes");
            }
            Piece piece = self.reader.readUntil(needle.bytes(), Arguments.timeout(args, 2));
            if (piece == null) {
                return self.end();
            }
            LuaString data = LuaString.wrap(piece.data());
            return piece.complete() ? new Object[] {data, true} : data;
        }
    }
}
