package eco.lua.lib.text;

import java.util.Arrays;

/**
 * Finds bytes in bytes. The first byte is sought, then the rest compared; when that has wasted as much work as the text is long,
 * the search goes on with Knuth's, Morris's and Pratt's table, so that no needle costs more than linear time.
 */
public final class ByteSearch {
    /** Comparisons that may fail late before the table is built, beside one for each byte. */
    private static final int PATIENCE = 64;

    /** Bytes that are looked at one by one; what lies further is worth eight at a time. */
    private static final int NEAR = 1024;

    private ByteSearch() {}

    /** The first place from {@code from} on, before {@code to}, that holds {@code b}; or -1. */
    public static int indexOf(byte[] text, int from, int to, byte b) {
        int near = to - from > NEAR ? from + NEAR : to;
        for (int i = from; i < near; i++) {
            if (text[i] == b) {
                return i;
            }
        }
        return near < to ? WideSearch.indexOf(text, near, to, b) : -1;
    }

    /** The first place from {@code from} on where {@code needle} stands whole before {@code to}; or -1. */
    public static int indexOf(byte[] text, int from, int to, byte[] needle) {
        if (needle.length == 0) {
            return from <= to ? from : -1;
        }
        if (needle.length == 1) {
            return indexOf(text, from, to, needle[0]);
        }
        int last = to - needle.length;
        byte first = needle[0];
        byte second = needle[1];
        long wasted = -PATIENCE;
        for (int i = indexOf(text, from, last + 1, first); i >= 0; i = indexOf(text, i + 1, last + 1, first)) {
            if (text[i + 1] != second) {
                continue;
            }
            int mismatch = Arrays.mismatch(text, i, i + needle.length, needle, 0, needle.length);
            if (mismatch < 0) {
                return i;
            }
            wasted += mismatch;
            if (wasted > i - from) {
                return indexOfByTable(text, i + 1, to, needle);
            }
        }
        return -1;
    }

    private static int indexOfByTable(byte[] text, int from, int to, byte[] needle) {
        int[] borders = borders(needle);
        int matched = 0;
        for (int i = from; i < to; i++) {
            while (matched > 0 && needle[matched] != text[i]) {
                matched = borders[matched - 1];
            }
            if (needle[matched] == text[i] && ++matched == needle.length) {
                return i - matched + 1;
            }
        }
        return -1;
    }

    /** For each prefix, the length of its longest proper prefix that is also its suffix. */
    private static int[] borders(byte[] needle) {
        int[] borders = new int[needle.length];
        int length = 0;
        for (int i = 1; i < needle.length; i++) {
            while (length > 0 && needle[i] != needle[length]) {
                length = borders[length - 1];
            }
            if (needle[i] == needle[length]) {
                length++;
            }
            borders[i] = length;
        }
        return borders;
    }
}
