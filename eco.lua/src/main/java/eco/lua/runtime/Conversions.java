package eco.lua.runtime;

import eco.lua.LuaCoroutine;
import eco.lua.LuaFunction;
import eco.lua.LuaString;
import eco.lua.LuaType;
import eco.lua.Metamethod;
import org.jspecify.annotations.Nullable;

/** Any value as text, as {@code tostring} gives it. */
public final class Conversions {
    private static final LuaString TRUE = LuaString.of("true");
    private static final LuaString FALSE = LuaString.of("false");

    private Conversions() {}

    /**
     * The value's text: through {@code __tostring} (which must return a string), else by type, with {@code __name} and an
     * address for values that have neither text nor number.
     */
    public static LuaString toText(LuaCoroutine co, @Nullable Object value) {
        if (value instanceof LuaString s) {
            return s;
        }
        Object handler = co.runtime().metamethod(value, Metamethod.TOSTRING);
        if (handler != null) {
            Object text = LuaFunction.first(Calls.invokeUnyieldable(co, handler, value));
            if (text instanceof LuaString s) {
                return s;
            }
            if (text instanceof Long || text instanceof Double) {
                return Numbers.format(text);
            }
            throw co.error("'__tostring' must return a string");
        }
        return plainText(co, value);
    }

    private static LuaString plainText(LuaCoroutine co, @Nullable Object value) {
        return switch (LuaType.of(value)) {
            case NIL -> LuaType.NIL.text();
            case BOOLEAN -> value == Boolean.TRUE ? TRUE : FALSE;
            case NUMBER -> Numbers.format(java.util.Objects.requireNonNull(value));
            default -> {
                Object name = co.runtime().metamethod(value, Metamethod.NAME);
                LuaString kind =
                        name instanceof LuaString s ? s : LuaType.of(value).text();
                yield kind.concat(LuaString.of(": " + address(co, value)));
            }
        };
    }

    /** The value's address as {@code %p} shows it; {@code (null)} for a value that has none. */
    public static String address(LuaCoroutine co, @Nullable Object value) {
        if (value == null || value instanceof Boolean || value instanceof Long || value instanceof Double) {
            return "(null)";
        }
        return co.runtime().addresses().text(value);
    }
}
