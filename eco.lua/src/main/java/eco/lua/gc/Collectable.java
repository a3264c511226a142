package eco.lua.gc;

import org.jspecify.annotations.Nullable;

/**
 * A Lua value with an identity: table, function, coroutine, userdata. Weak tables may lose it, and it may have a finalizer;
 * the few that have such a tie keep it here, so that it lives exactly as long as they do.
 */
public abstract class Collectable {
    @Nullable
    Ties ties;

    /** For subclasses. */
    protected Collectable() {}

    /** The object's ties, made on first use. */
    final Ties ties() {
        Ties existing = ties;
        if (existing == null) {
            existing = new Ties();
            ties = existing;
        }
        return existing;
    }

    /** What hangs on one object. */
    static final class Ties {
        /** Tells the collector when the object is no longer reachable; null if it is not marked for finalization. */
        @Nullable
        Sentinel sentinel;

        /** The object's entries in tables with weak keys, as a list. */
        @Nullable
        Ephemeron ephemerons;
    }
}
