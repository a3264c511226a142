package eco.lua.lib.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Looks for a byte in eight at a time. A class of its own, since the handle costs a cold JVM milliseconds: only a long search
 * pays for it.
 */
final class WideSearch {
    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long LOW_BITS = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    private WideSearch() {}

    /** The first place from {@code from} on, before {@code to}, that holds {@code b}; or -1. */
    static int indexOf(byte[] text, int from, int to, byte b) {
        long pattern = LOW_BITS * (b & 0xff);
        int i = from;
        for (; i <= to - 8; i += 8) {
            // A byte of the difference is zero where the text has it; the borrow marks the first one, and only later
            // ones wrongly.
            long difference = (long) EIGHT_BYTES.get(text, i) ^ pattern;
            long zeros = difference - LOW_BITS & ~difference & HIGH_BITS;
            if (zeros != 0) {
                return i + (Long.numberOfTrailingZeros(zeros) >> 3);
            }
        }
        for (; i < to; i++) {
            if (text[i] == b) {
                return i;
            }
        }
        return -1;
    }
}
