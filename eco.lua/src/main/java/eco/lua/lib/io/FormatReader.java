package eco.lua.lib.io;

import eco.lua.Arguments;
import eco.lua.LuaBuffer;
import eco.lua.LuaCoroutine;
import eco.lua.LuaError;
import eco.lua.LuaString;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads a stream by the formats of {@code file:read}: {@code n}, {@code a}, {@code l}, {@code L} or a count of bytes. */
final class FormatReader {
    private FormatReader() {}

    /**
     * Reads one value for each format in {@code args} from index {@code first} on, a line if there are none. Stops after
     * the first value that could not be read, which is null in the result.
     */
    static @Nullable Object read(LuaCoroutine co, FileStream stream, @Nullable Object[] args, int first)
            throws IOException {
        int count = args.length - first;
        if (count <= 0) {
            return line(stream, false);
        }
        Object[] values = new Object[count];
        for (int i = 0; i < count; i++) {
            Object value = one(co, stream, args, first + i);
            values[i] = value;
            if (value == null) {
                return java.util.Arrays.copyOf(values, i + 1);
            }
        }
        return values;
    }

    private static @Nullable Object one(LuaCoroutine co, FileStream stream, @Nullable Object[] args, int i)
            throws IOException {
        if (args[i] instanceof Long || args[i] instanceof Double) {
            return bytes(stream, Arguments.integer(co, args, i));
        }
        LuaString format = Arguments.string(co, args, i);
        int at = format.length() > 0 && format.byteAt(0) == '*' ? 1 : 0;
        return switch (at < format.length() ? format.byteAt(at) : 0) {
            case 'n' -> NumeralReader.read(stream);
            case 'l' -> line(stream, false);
            case 'L' -> line(stream, true);
            case 'a' -> all(stream);
            default -> throw co.argumentError(i + 1, "invalid format");
        };
    }

    /** A line, with its newline if {@code keepEnd}; null at the end. */
    static @Nullable LuaString line(FileStream stream, boolean keepEnd) throws IOException {
        LuaBuffer before = null;
        while (stream.fill()) {
            byte[] input = stream.input();
            int start = stream.inputStart();
            int end = stream.inputEnd();
            int newline = start;
            while (newline < end && input[newline] != '\n') {
                newline++;
            }
            boolean found = newline < end;
            int kept = newline - start + (found && keepEnd ? 1 : 0);
            stream.take(newline - start + (found ? 1 : 0));
            if (found && before == null) {
                return LuaString.copyOf(input, start, kept);
            }
            if (before == null) {
                before = new LuaBuffer();
            }
            before.append(input, start, kept);
            if (found) {
                return before.toLuaString();
            }
        }
        return before == null ? null : before.toLuaString();
    }

    private static LuaString all(FileStream stream) throws IOException {
        LuaBuffer text = new LuaBuffer();
        while (stream.fill()) {
            int count = stream.inputEnd() - stream.inputStart();
            text.append(stream.input(), stream.inputStart(), count);
            stream.take(count);
        }
        return text.toLuaString();
    }

    private static @Nullable LuaString bytes(FileStream stream, long wanted) throws IOException {
        if (wanted < 0) {
            throw new LuaError("not enough memory");
        }
        if (!stream.fill()) {
            return null;
        }
        if (wanted <= stream.inputEnd() - stream.inputStart()) {
            LuaString text = LuaString.copyOf(stream.input(), stream.inputStart(), (int) wanted);
            stream.take((int) wanted);
            return text;
        }
        LuaBuffer text = new LuaBuffer();
        long left = wanted;
        while (left > 0 && stream.fill()) {
            int count = (int) Math.min(left, stream.inputEnd() - stream.inputStart());
            text.append(stream.input(), stream.inputStart(), count);
            stream.take(count);
            left -= count;
        }
        return text.toLuaString();
    }
}
