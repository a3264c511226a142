package eco.lua.syntax;

/** Source that is not Lua. The message is the reference's: {@code chunk:line: reason near 'token'}. */
public final class LuaSyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    LuaSyntaxException(String message) {
        super(message, null, false, false);
    }
}
