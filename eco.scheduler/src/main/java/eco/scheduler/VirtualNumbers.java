package eco.scheduler;

import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Numbers from 2^30 up for things that need no kernel descriptor but that programs expect to have a number. Never given
 * out twice, so that a stale one is always closed. Owners are held weakly: a number is as open as its owner is alive.
 */
final class VirtualNumbers {
    static final int FIRST = 1 << 30;

    private final Map<Integer, Entry<?>> entries = new HashMap<>();
    private int next = FIRST;
    private int sweepAt = 1024;

    <T> int allocate(T owner, Consumer<? super T> onClose) {
        if (next < 0) {
            throw new IllegalStateException("out of virtual descriptor numbers");
        }
        if (entries.size() >= sweepAt) {
            entries.values().removeIf(entry -> entry.owner.refersTo(null));
            sweepAt = Math.max(1024, entries.size() * 2);
        }
        int number = next++;
        entries.put(number, new Entry<>(new WeakReference<>(owner), onClose));
        return number;
    }

    void release(int number) {
        entries.remove(number);
    }

    boolean close(int number) {
        Entry<?> entry = entries.remove(number);
        return entry != null && entry.close();
    }

    private record Entry<T>(WeakReference<T> owner, Consumer<? super T> onClose) {
        boolean close() {
            T alive = owner.get();
            if (alive != null) {
                onClose.accept(alive);
            }
            return alive != null;
        }
    }
}
