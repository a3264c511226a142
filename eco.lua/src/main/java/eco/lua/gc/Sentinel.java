package eco.lua.gc;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * Says when a marked object is no longer reachable, and still has the object itself.
 *
 * <p>Only the object refers to its sentinel, so both become unreachable together. The JVM then clears all weak references to
 * the object, and hands the sentinel to its finalizer thread, which does nothing but tell the collector. Reference objects
 * cannot do this: none of them gives back an object that refers to itself.
 *
 * <p>Sentinels are linked to one another where they queue, since that may happen when there is no memory for anything.
 */
final class Sentinel {
    final Collectable object;
    final Mark mark;

    @Nullable
    Sentinel next;

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

    /** A list of sentinels, latest mark first. Sorts the links themselves. */
    static @Nullable Sentinel sorted(@Nullable Sentinel list) {
        if (list == null || list.next == null) {
            return list;
        }
        Sentinel middle = list;
        for (Sentinel end = list.next; end != null && end.next != null; end = end.next.next) {
            Sentinel following = middle.next;
            if (following != null) {
                middle = following;
            }
        }
        Sentinel second = middle.next;
        middle.next = null;
        return merged(sorted(list), sorted(second));
    }

    /** Two sorted lists as one. */
    static @Nullable Sentinel merged(@Nullable Sentinel first, @Nullable Sentinel second) {
        Sentinel a = first;
        Sentinel b = second;
        Sentinel head = null;
        Sentinel tail = null;
        while (a != null && b != null) {
            Sentinel later = a;
            if (a.mark.number > b.mark.number) {
                a = a.next;
            } else {
                later = b;
                b = b.next;
            }
            if (tail == null) {
                head = later;
            } else {
                tail.next = later;
            }
            tail = later;
        }
        Sentinel rest = a == null ? b : a;
        if (tail == null) {
            return rest;
        }
        tail.next = rest;
        return head;
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
