package eco.scheduler;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A 4-ary min-heap over (deadline, order of arming). The keys lie in two flat arrays beside the objects, so that sifting
 * touches no object but those it moves; each object knows its place, so that it can be taken out from the middle.
 * Invariant: {@code nodes[i].place == i} for every i below size, and no node is less than its parent (i - 1) / 4.
 */
final class TimerHeap {
    private static final int ARITY_SHIFT = 2;

    private long[] deadlines = new long[16];
    private long[] orders = new long[16];
    private Expirable[] nodes = new Expirable[16];
    private int size;
    private long nextOrder;

    int size() {
        return size;
    }

    /** The earliest deadline, or {@link EventLoop#FOREVER} if none is armed. */
    long earliest() {
        return size == 0 ? EventLoop.FOREVER : deadlines[0];
    }

    long deadlineOf(Expirable node) {
        return deadlines[node.place];
    }

    /** Arms the node, which must not be armed; behind all that have the same deadline. */
    void add(Expirable node, long deadline) {
        int i = size;
        if (i == nodes.length) {
            int larger = i + (i >> 1);
            deadlines = Arrays.copyOf(deadlines, larger);
            orders = Arrays.copyOf(orders, larger);
            nodes = Arrays.copyOf(nodes, larger);
        }
        size = i + 1;
        siftUp(i, node, deadline, nextOrder++);
    }

    /** Disarms the node; does nothing if it is not armed. */
    void remove(Expirable node) {
        int i = node.place;
        if (i < 0) {
            return;
        }
        node.place = -1;
        int last = --size;
        Expirable moved = nodes[last];
        long deadline = deadlines[last];
        long order = orders[last];
        clear(last);
        if (i == last) {
            return;
        }
        int up = (i - 1) >> ARITY_SHIFT;
        if (i > 0 && before(deadline, order, up)) {
            siftUp(i, moved, deadline, order);
        } else {
            siftDown(i, moved, deadline, order);
        }
    }

    /** What {@link #poll} takes for "those armed so far". */
    long orderSoFar() {
        return nextOrder;
    }

    /** Takes out the earliest node if its deadline is not after {@code now} and it was armed before; else null. */
    @Nullable
    Expirable poll(long now, long armedBefore) {
        if (size == 0 || deadlines[0] > now || orders[0] >= armedBefore) {
            return null;
        }
        Expirable first = nodes[0];
        remove(first);
        return first;
    }

    @SuppressWarnings("NullAway")
    private void clear(int i) {
        nodes[i] = null;
        // A burst leaves large arrays behind; give them back once they are nearly empty.
        if (nodes.length > 1024 && size < nodes.length >> 3) {
            int smaller = nodes.length >> 1;
            deadlines = Arrays.copyOf(deadlines, smaller);
            orders = Arrays.copyOf(orders, smaller);
            nodes = Arrays.copyOf(nodes, smaller);
        }
    }

    private boolean before(long deadline, long order, int i) {
        long other = deadlines[i];
        return deadline < other || deadline == other && order < orders[i];
    }

    private void siftUp(int start, Expirable node, long deadline, long order) {
        int i = start;
        while (i > 0) {
            int up = (i - 1) >> ARITY_SHIFT;
            if (!before(deadline, order, up)) {
                break;
            }
            move(up, i);
            i = up;
        }
        put(i, node, deadline, order);
    }

    private void siftDown(int start, Expirable node, long deadline, long order) {
        int i = start;
        while (true) {
            int first = (i << ARITY_SHIFT) + 1;
            if (first >= size) {
                break;
            }
            int end = Math.min(first + 4, size);
            int least = first;
            for (int c = first + 1; c < end; c++) {
                if (before(deadlines[c], orders[c], least)) {
                    least = c;
                }
            }
            if (before(deadline, order, least)) {
                break;
            }
            move(least, i);
            i = least;
        }
        put(i, node, deadline, order);
    }

    private void move(int from, int to) {
        put(to, nodes[from], deadlines[from], orders[from]);
    }

    private void put(int i, Expirable node, long deadline, long order) {
        nodes[i] = node;
        deadlines[i] = deadline;
        orders[i] = order;
        node.place = i;
    }
}
