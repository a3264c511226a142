package eco.lua.syntax;

import eco.lua.LuaString;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** The body of a binary chunk as it grows: primitives, and the numbering of strings, variables and labels. */
final class DumpOutput {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    private final Map<LuaString, Integer> strings = new HashMap<>();
    private final Map<LocalVariable, Integer> variables = new IdentityHashMap<>();
    private final Map<Label, Integer> labels = new IdentityHashMap<>();
    private final boolean strip;

    DumpOutput(boolean strip) {
        this.strip = strip;
    }

    void op(int code) {
        out.write(code);
    }

    void integer(int value) {
        int rest = value;
        while (rest >>> 7 != 0) {
            out.write(rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }

    void line(int line) {
        integer(strip ? 0 : line);
    }

    void flag(boolean value) {
        out.write(value ? 1 : 0);
    }

    void fixed(long value) {
        out.writeBytes(ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array());
    }

    /** The string's number, after its definition if it is new. Definitions come before the operation that uses them. */
    int number(LuaString string) {
        Integer known = strings.get(string);
        if (known != null) {
            return known;
        }
        op(DumpFormat.STRING);
        integer(string.length());
        out.writeBytes(string.bytes());
        strings.put(string, strings.size() + 1);
        return strings.size();
    }

    /** A name that only debug information needs. */
    int debugName(LuaString name) {
        return number(strip ? DumpFormat.NO_NAME : name);
    }

    /** The name of an upvalue. */
    int upvalueName(LuaString name) {
        return number(strip ? DumpFormat.NO_UPVALUE_NAME : name);
    }

    /** The innermost visible variable, where it is kept for {@code debug.getlocal} only. */
    int scope(@Nullable LocalVariable variable) {
        return strip ? 0 : number(variable);
    }

    /** The variable's number, after its definition, and those of the ones around it, if they are new; 0 for null. */
    int number(@Nullable LocalVariable variable) {
        if (variable == null) {
            return 0;
        }
        Integer known = variables.get(variable);
        if (known != null) {
            return known;
        }
        Deque<LocalVariable> unknown = new ArrayDeque<>();
        for (LocalVariable v = variable; v != null && !variables.containsKey(v); v = v.outer()) {
            unknown.push(v);
        }
        for (LocalVariable v : unknown) {
            define(v);
        }
        return variables.size();
    }

    private void define(LocalVariable v) {
        int name = debugName(v.name());
        LocalVariable outer = v.outer();
        int outerNumber = outer == null ? 0 : variables.getOrDefault(outer, 0);
        op(DumpFormat.VARIABLE);
        integer(name);
        integer(v.attribute().ordinal());
        integer(v.slot());
        integer(outerNumber);
        flag(v.captured());
        variables.put(v, variables.size() + 1);
    }

    /** The label's number, after its definition if it is new. */
    int number(Label label) {
        Integer known = labels.get(label);
        if (known != null) {
            return known;
        }
        int name = debugName(label.name());
        op(DumpFormat.LABEL);
        integer(name);
        line(label.line());
        integer(label.index());
        flag(label.used());
        labels.put(label, labels.size() + 1);
        return labels.size();
    }

    /** The whole chunk: header, length, checksum, body. */
    LuaString chunk() {
        byte[] header = DumpFormat.header();
        byte[] body = out.toByteArray();
        CRC32 checksum = new CRC32();
        checksum.update(body);
        byte[] chunk = ByteBuffer.allocate(header.length + 2 * Integer.BYTES + body.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(header)
                .putInt(body.length)
                .putInt((int) checksum.getValue())
                .put(body)
                .array();
        return LuaString.wrap(chunk);
    }
}
