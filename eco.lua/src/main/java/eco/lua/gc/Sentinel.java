package eco.lua.gc;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * Says when a marked object is no longer reachable, and still has the object itself.
 *
 * <p>Only the object refers to its sentinel, so both become unreachable together. The JVM then clears all weak references to
 * the object, and hands the sentinel to its finalizer thread, which does nothing but tell the collector. Reference objects
 * cannot do this: none of them gives back an object that refers to itself.
 */
final class Sentinel {
    final Collectable object;
    final Mark mark;

    Sentinel(Collectable object, Mark mark) {
        this.object = object;
        this.mark = mark;
    }

    /** On the JVM's finalizer thread. */
    @Override
    @SuppressWarnings({"removal", "Finalize"})
    protected void finalize() {
        mark.collector.arrived(this);
    }

    /**
     * The collector's side of a marked object: its place in the order of marking, and a weak way to it, which shows at once
     * after a collection whether a sentinel is on its way, and finds the object when the state closes.
     */
    static final class Mark extends WeakReference<Collectable> {
        final Collector collector;

        @Nullable
        Mark older;

        @Nullable
        Mark newer;

        final long number;
        /** Set on the finalizer thread when the sentinel has been queued. */
        volatile boolean arrived;

        Mark(Collectable object, Collector collector, long number) {
            super(object);
            this.collector = collector;
            this.number = number;
        }
    }
}
