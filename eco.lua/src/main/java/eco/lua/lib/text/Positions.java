package eco.lua.lib.text;

/** Positions in a string of some length: from 1, negative ones counted from the end. */
public final class Positions {
    private Positions() {}

    /** Where a range starts: at least 1, perhaps beyond the end. */
    public static long start(long position, int length) {
        if (position > 0) {
            return position;
        }
        return position == 0 || position < -length ? 1 : length + position + 1;
    }

    /** Where a range ends, inclusive: at most the length, perhaps 0. */
    public static long end(long position, int length) {
        if (position > length) {
            return length;
        }
        if (position >= 0) {
            return position;
        }
        return position < -length ? 0 : length + position + 1;
    }
}
