package eco.lua;

import org.jspecify.annotations.Nullable;

/** The basic types, as {@code type} names them. */
public enum LuaType {
    NIL("nil"),
    BOOLEAN("boolean"),
    NUMBER("number"),
    STRING("string"),
    TABLE("table"),
    FUNCTION("function"),
    THREAD("thread"),
    USERDATA("userdata");

    private final LuaString text;

    LuaType(String text) {
        this.text = LuaString.of(text);
    }

    /** The type's name as a Lua string. */
    public LuaString text() {
        return text;
    }

    /** The type's name. */
    @Override
    public String toString() {
        return text.toString();
    }

    /** The type of any Lua value; a Java object of no other type is userdata. */
    public static LuaType of(@Nullable Object value) {
        if (value == null) {
            return NIL;
        }
        if (value instanceof LuaString) {
            return STRING;
        }
        if (value instanceof LuaTable) {
            return TABLE;
        }
        if (value instanceof Long || value instanceof Double) {
            return NUMBER;
        }
        if (value instanceof LuaFunction) {
            return FUNCTION;
        }
        if (value instanceof Boolean) {
            return BOOLEAN;
        }
        return value instanceof LuaCoroutine ? THREAD : USERDATA;
    }
}
