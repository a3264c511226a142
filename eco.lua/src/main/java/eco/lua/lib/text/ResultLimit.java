package eco.lua.lib.text;

import eco.lua.LuaCoroutine;
import eco.lua.LuaError;

/** How many results a function may return: what the reference's stack holds. */
public final class ResultLimit {
    /** The first number that is too many. */
    public static final int MAX = 1_000_000;

    private ResultLimit() {}

    /**
     * Checks a number of results.
     *
     * @throws LuaError that names {@code what} if it is too large
     */
    public static void check(LuaCoroutine co, long count, String what) {
        if (count >= MAX) {
            throw co.error("stack overflow (" + what + ")");
        }
    }
}
