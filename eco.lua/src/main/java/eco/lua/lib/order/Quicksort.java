package eco.lua.lib.order;

import eco.lua.LuaCoroutine;
import org.jspecify.annotations.Nullable;

/**
 * Sorts under an order that a script supplies, and that need not be one.
 *
 * <p>Quicksort with the median of three as pivot; where it goes deep without getting on, heapsort takes over, so that no input
 * costs more than n log n. The median of three bounds both scans of a partition; a scan that leaves its bounds has met
 * an order that contradicts itself, which is an error. No contradiction can make it run on or leave the array.
 */
public final class Quicksort {
    private final LuaCoroutine co;
    private final @Nullable Object[] values;
    private final Order order;

    private Quicksort(LuaCoroutine co, @Nullable Object[] values, Order order) {
        this.co = co;
        this.values = values;
        this.order = order;
    }

    /** Sorts all values in place. What the order raises passes through, and leaves the values in any sequence. */
    public static void sort(LuaCoroutine co, @Nullable Object[] values, Order order) {
        int depth = 2 * (32 - Integer.numberOfLeadingZeros(values.length));
        new Quicksort(co, values, order).sort(0, values.length - 1, depth);
    }

    private void sort(int from, int to, int depth) {
        int low = from;
        int high = to;
        int budget = depth;
        while (low < high) {
            sortPair(low, high);
            if (high - low == 1) {
                return;
            }
            int middle = low + high >>> 1;
            if (order.less(values[middle], values[low])) {
                swap(middle, low);
            } else {
                sortPair(middle, high);
            }
            if (high - low == 2) {
                return;
            }
            if (budget-- == 0) {
                heapsort(low, high);
                return;
            }
            int pivot = partition(low, middle, high);
            if (pivot - low < high - pivot) {
                sort(low, pivot - 1, budget);
                low = pivot + 1;
            } else {
                sort(pivot + 1, high, budget);
                high = pivot - 1;
            }
        }
    }

    /** Puts what is less than the value at {@code middle} before it, and what is greater behind; returns where it then is. */
    private int partition(int low, int middle, int high) {
        Object pivot = values[middle];
        swap(middle, high - 1);
        int up = low;
        int down = high - 1;
        while (true) {
            while (order.less(values[++up], pivot)) {
                if (up == high - 1) {
                    throw invalid();
                }
            }
            while (order.less(pivot, values[--down])) {
                if (down < up) {
                    throw invalid();
                }
            }
            if (down < up) {
                swap(up, high - 1);
                return up;
            }
            swap(up, down);
        }
    }

    private void heapsort(int low, int high) {
        int size = high - low + 1;
        for (int root = size / 2 - 1; root >= 0; root--) {
            sink(low, root, size);
        }
        for (int last = size - 1; last > 0; last--) {
            swap(low, low + last);
            sink(low, 0, last);
        }
    }

    private void sink(int low, int root, int size) {
        int parent = root;
        for (int child = 2 * parent + 1; child < size; child = 2 * parent + 1) {
            if (child + 1 < size && order.less(values[low + child], values[low + child + 1])) {
                child++;
            }
            if (!order.less(values[low + parent], values[low + child])) {
                return;
            }
            swap(low + parent, low + child);
            parent = child;
        }
    }

    private void sortPair(int low, int high) {
        if (order.less(values[high], values[low])) {
            swap(low, high);
        }
    }

    private void swap(int i, int j) {
        Object value = values[i];
        values[i] = values[j];
        values[j] = value;
    }

    private RuntimeException invalid() {
        return co.error("invalid order function for sorting");
    }
}
