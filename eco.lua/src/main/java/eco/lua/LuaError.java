package eco.lua;

import org.jspecify.annotations.Nullable;

/**
 * A Lua error on its way to whoever catches it. It carries any Lua value. It has no Java stack trace: the Lua traceback is
 * what a reader needs, and filling in the Java one costs microseconds on every {@code error}.
 */
public final class LuaError extends RuntimeException {
    /** The value of the error that an exhausted heap or an impossible size raises. */
    public static final LuaString NOT_ENOUGH_MEMORY = LuaString.of("not enough memory");

    private static final long serialVersionUID = 1L;

    private transient @Nullable Object value;
    private transient @Nullable LuaString traceback;
    private transient boolean handled;

    /** An error with the given value (null is nil). */
    public LuaError(@Nullable Object value) {
        super(null, null, false, false);
        this.value = value;
    }

    /** An error whose value is the text, as it is; {@link LuaCoroutine#error} adds the position. */
    public LuaError(String message) {
        this(LuaString.of(message));
    }

    /** The error value; null is nil. */
    public @Nullable Object value() {
        return value;
    }

    /** True once the message handler in force at the point of the error has run. */
    public boolean handled() {
        return handled;
    }

    /** Records the message handler's result. */
    public void handled(@Nullable Object newValue) {
        this.value = newValue;
        this.handled = true;
    }

    /** The Lua stack at the point of the error, where the runtime recorded it (embedding calls do); else null. */
    public @Nullable LuaString traceback() {
        return traceback;
    }

    /** Records the traceback. */
    public void traceback(LuaString text) {
        this.traceback = text;
    }

    /** The error value as Java text, with the Lua traceback where there is one. */
    @Override
    public String getMessage() {
        String text = value == null ? "nil" : value.toString();
        return traceback == null ? text : text + "\n" + traceback;
    }
}
