package eco.lua.syntax;

import eco.lua.LuaString;

/**
 * Source that is not Lua. The message is the reference's: {@code chunk:line: reason near 'token'}. It is bytes, since the
 * token that it quotes may be any bytes.
 */
public final class LuaSyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient LuaString text;

    LuaSyntaxException(LuaString text) {
        super(null, null, false, false);
        this.text = text;
    }

    /** The message: the value that {@code load} returns after nil. */
    public LuaString text() {
        return text;
    }

    /** The message as Java text. */
    @Override
    public String getMessage() {
        return text.toString();
    }
}
