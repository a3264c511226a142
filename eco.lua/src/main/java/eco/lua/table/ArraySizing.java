package eco.lua.table;

import org.jspecify.annotations.Nullable;

/** How long a table's array should be: the largest power of two n such that more than half of keys 1 to n are in use. */
public final class ArraySizing {
    private ArraySizing() {}

    /** The best length for the keys of an array and a hash part, and a new key. */
    public static int best(@Nullable Object[] array, @Nullable HashPart hash, Object newKey) {
        long limit = 2L * (array.length + (hash == null ? 0 : hash.positions()) + 1);
        int[] counts = new int[32];
        int candidates = newKey instanceof Long l ? count(l, limit, counts) : 0;
        if (hash != null) {
            for (int i = 0; i < hash.integerPositions(); i++) {
                if (hash.valueAt(i) != null) {
                    candidates += count(hash.integerAt(i), limit, counts);
                }
            }
        }
        if (candidates == 0) {
            return array.length;
        }
        for (int i = 0; i < array.length; i++) {
            if (array[i] != null) {
                counts[bin(i + 1)]++;
            }
        }
        int best = 0;
        long used = 0;
        for (int power = 0; power <= 30; power++) {
            used += counts[power];
            if (2 * used > 1L << power) {
                best = 1 << power;
            }
        }
        return best;
    }

    /** Counts a key if it could be an array index; others cannot change the best length. */
    private static int count(long key, long limit, int[] counts) {
        if (key > 0 && key <= limit && key <= Allocation.MAX_LENGTH) {
            counts[bin((int) key)]++;
            return 1;
        }
        return 0;
    }

    /** Keys 2^(n-1) + 1 to 2^n are in bin n. */
    private static int bin(int key) {
        return 32 - Integer.numberOfLeadingZeros(key - 1);
    }
}
