package eco.lua.lib.text;

import eco.lua.Arguments;
import eco.lua.LuaBuffer;
import eco.lua.LuaCoroutine;
import eco.lua.LuaString;
import eco.lua.runtime.FloatFormat;
import org.jspecify.annotations.Nullable;

/** {@code %q}: a value as the Lua source that reads back as the same value. */
final class QuotedValue {
    private QuotedValue() {}

    static void append(LuaCoroutine co, LuaBuffer out, @Nullable Object[] args, int i) {
        Object value = Arguments.any(co, args, i);
        if (value instanceof LuaString text) {
            appendText(out, text.bytes());
        } else if (value instanceof Long integer) {
            // The decimal numeral of the least integer would be read as a float.
            out.append(integer == Long.MIN_VALUE ? "0x8000000000000000" : integer.toString());
        } else if (value instanceof Double number) {
            out.append(numeral(number));
        } else if (value == null || value instanceof Boolean) {
            out.append(value == null ? "nil" : value.toString());
        } else {
            throw co.argumentError(i + 1, "value has no literal form");
        }
    }

    private static String numeral(double number) {
        if (Double.isNaN(number)) {
            return "(0/0)";
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? "1e9999" : "-1e9999";
        }
        return FloatFormat.format(number, 'a', -1, false);
    }

    private static void appendText(LuaBuffer out, byte[] bytes) {
        out.append('"');
        for (int i = 0; i < bytes.length; i++) {
            byte b = bytes[i];
            if (b == '"' || b == '\\' || b == '\n') {
                out.append('\\').append(b);
            } else if (b >= 0 && b < ' ' || b == 127) {
                boolean digitFollows = i + 1 < bytes.length && bytes[i + 1] >= '0' && bytes[i + 1] <= '9';
                out.append('\\').append(digitFollows ? String.format("%03d", b) : Integer.toString(b));
            } else {
                out.append(b);
            }
        }
        out.append('"');
    }
}
