package eco.lua.lib.text;

import eco.lua.LuaBuffer;

/**
 * One code point and its bytes in UTF-8, in the original form that goes up to 2^31 - 1 in six bytes. Overlong forms are
 * never decoded, so a code alone says how many bytes it took.
 */
public final class Utf8Sequence {
    /** The largest code that six bytes can hold. */
    public static final long MAX_CODE = 0x7fff_ffffL;

    private static final int MAX_UNICODE = 0x10_ffff;

    private Utf8Sequence() {}

    /** True for a byte that cannot begin a sequence. */
    public static boolean isContinuation(byte b) {
        return (b & 0xc0) == 0x80;
    }

    /** Number of bytes that encode {@code code}. */
    public static int width(int code) {
        if (code < 0x80) {
            return 1;
        }
        // Each byte beyond the first carries 6 bits, and the first loses one more bit than that for each of them.
        int bits = 32 - Integer.numberOfLeadingZeros(code);
        return bits <= 11 ? 2 : (bits + 3) / 5;
    }

    /**
     * The code whose sequence starts at {@code from} and ends before {@code to}, or -1 if there is no valid one.
     *
     * @param lax accept surrogates and codes beyond U+10FFFF
     */
    public static int decode(byte[] bytes, int from, int to, boolean lax) {
        int first = bytes[from];
        if (first >= 0) {
            return first;
        }
        int count = Integer.numberOfLeadingZeros(~first << 24);
        if (count < 2 || count > 6 || from + count > to) {
            return -1;
        }
        int code = first & 0x7f >> count;
        for (int i = from + 1; i < from + count; i++) {
            if (!isContinuation(bytes[i])) {
                return -1;
            }
            code = code << 6 | bytes[i] & 0x3f;
        }
        if (width(code) != count || !lax && (code > MAX_UNICODE || code >= 0xd800 && code <= 0xdfff)) {
            return -1;
        }
        return code;
    }

    /** Adds the bytes of {@code code}, from 0 to {@link #MAX_CODE}. */
    public static void encode(LuaBuffer out, int code) {
        int count = width(code);
        if (count == 1) {
            out.append(code);
            return;
        }
        out.append(0xff00 >> count & 0xff | code >> 6 * (count - 1));
        for (int i = count - 2; i >= 0; i--) {
            out.append(0x80 | code >> 6 * i & 0x3f);
        }
    }
}
