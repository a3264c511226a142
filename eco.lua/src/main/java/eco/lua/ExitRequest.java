package eco.lua;

/**
 * A script called {@code os.exit} in a host that does not let it end the JVM. It is no Lua error: no {@code pcall} catches
 * it and no {@code __close} handler sees it; it unwinds to the Java code that called into Lua.
 */
public final class ExitRequest extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    /** {@code status} is what {@code os.exit} was given: 0 for true, 1 for false. */
    public ExitRequest(int status) {
        super("the script asked to end the program with status " + status, null, false, false);
        this.status = status;
    }

    /** The exit status that the script asked for. */
    public int status() {
        return status;
    }
}
