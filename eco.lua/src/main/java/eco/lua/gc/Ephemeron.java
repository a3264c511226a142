package eco.lua.gc;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a table with weak keys and strong values. The JVM has no ephemerons, so the value hangs on the key, not on the
 * table: the key refers to this, this to the value, and the table refers to this only weakly. A value that refers to its key
 * then keeps nothing alive; a dead key takes its value with it.
 *
 * <p>It is itself a weak reference to the table's hash part: when that dies first, the collector unties the entry from a
 * key that lives on.
 */
final class Ephemeron extends WeakReference<WeakPart> {
    final Collectable key;

    @Nullable
    Object value;

    private @Nullable Ephemeron previous;
    private @Nullable Ephemeron next;

    Ephemeron(Collectable key, Object value, WeakPart part, ReferenceQueue<Object> queue) {
        super(part, queue);
        this.key = key;
        this.value = value;
        Collectable.Ties ties = key.ties();
        next = ties.ephemerons;
        if (next != null) {
            next.previous = this;
        }
        ties.ephemerons = this;
    }

    @Nullable
    Ephemeron next() {
        return next;
    }

    /** Takes the entry off its key; harmless if done before. */
    void untie() {
        value = null;
        Collectable.Ties ties = key.ties;
        if (ties == null) {
            return;
        }
        if (previous != null) {
            previous.next = next;
        } else if (ties.ephemerons == this) {
            ties.ephemerons = next;
        }
        if (next != null) {
            next.previous = previous;
        }
        previous = null;
        next = null;
        if (ties.ephemerons == null && ties.sentinel == null) {
            key.ties = null;
        }
    }
}
