package eco.lua.table;

import eco.lua.LuaError;
import org.jspecify.annotations.Nullable;

/**
 * Sizes of a table's arrays. What cannot be had ends in Lua's "not enough memory" before anything of the table has changed,
 * so a program can catch it and go on.
 */
public final class Allocation {
    /** No array of a table is longer. */
    public static final int MAX_LENGTH = 1 << 30;

    private static final int LARGE = 1 << 16;

    private Allocation() {}

    /**
     * The length itself if an array may have it.
     *
     * @throws LuaError "not enough memory" otherwise
     */
    public static int checked(long length) {
        if (length > LARGE
                && (length > MAX_LENGTH || length * 4 > Runtime.getRuntime().maxMemory())) {
            throw new LuaError(LuaError.NOT_ENOUGH_MEMORY);
        }
        return (int) length;
    }

    /** An array of so many nulls. */
    public static @Nullable Object[] array(long length) {
        int n = checked(length);
        try {
            return new Object[n];
        } catch (OutOfMemoryError tooLarge) {
            throw new LuaError(LuaError.NOT_ENOUGH_MEMORY);
        }
    }

    /** An array of so many zeros. */
    static long[] longs(int length) {
        try {
            return new long[length];
        } catch (OutOfMemoryError tooLarge) {
            throw new LuaError(LuaError.NOT_ENOUGH_MEMORY);
        }
    }

    /** The first {@code used} elements in an array of the given length. */
    public static @Nullable Object[] resized(@Nullable Object[] source, int used, long length) {
        Object[] copy = array(length);
        System.arraycopy(source, 0, copy, 0, used);
        return copy;
    }

    /** The next size of an append-only array: half as much again, odd because that wastes no padding after the header. */
    public static long grown(int length) {
        return (long) length + (length >> 1) + 2 | 1;
    }
}
