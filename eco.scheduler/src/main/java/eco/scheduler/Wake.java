package eco.scheduler;

/** Why a parked task goes on. The first cause that is queued wins; later ones find no one parked and are ignored. */
public enum Wake {
    /** What was waited for has happened. */
    READY,
    /** The timeout passed first. */
    TIMEOUT,
    /** Someone cancelled the wait. */
    CANCELED,
    /** The object that was waited on has been closed. */
    CLOSED,
    /** The task was resumed by hand; the wait's own condition may or may not hold. */
    RESUMED
}
