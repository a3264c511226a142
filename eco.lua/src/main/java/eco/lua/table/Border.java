package eco.lua.table;

import org.jspecify.annotations.Nullable;

/**
 * Finds a border: an n such that n is 0 or has a value, and n + 1 has none. Any one will do, so the search starts where the
 * last one was found and a program that pushes and pops pays for a step or two.
 */
public final class Border {
    private Border() {}

    /** A border of an array whose last element is null, sought from {@code hint} (0 to its length) on. */
    public static int inside(@Nullable Object[] array, int hint) {
        int low;
        int high;
        if (hint > 0 && array[hint - 1] == null) {
            if (hint > 1 && array[hint - 2] != null) {
                return hint - 1;
            }
            low = 0;
            high = hint;
        } else {
            if (array[hint] == null) {
                return hint;
            }
            if (array[hint + 1] == null) {
                return hint + 1;
            }
            low = hint + 1;
            high = array.length;
        }
        while (high - low > 1) {
            int middle = low + high >>> 1;
            if (array[middle - 1] == null) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return low;
    }

    /** A border from {@code length}, which has a value or is 0, on; all keys above it are in the hash part. */
    public static long beyond(long length, HashPart hash) {
        if (hash.get(length + 1) == null) {
            return length;
        }
        long low = length + 1;
        long high = 2 * low;
        while (hash.get(high) != null) {
            if (high > Long.MAX_VALUE / 2) {
                return linear(hash, low);
            }
            low = high;
            high = 2 * high;
        }
        while (high - low > 1) {
            long middle = low + high >>> 1;
            if (hash.get(middle) == null) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return low;
    }

    /** Keys at all powers of two: made to mislead the doubling. Counting ends at the entries' number. */
    private static long linear(HashPart hash, long from) {
        long n = from;
        while (n < Long.MAX_VALUE && hash.get(n + 1) != null) {
            n++;
        }
        return n;
    }
}
