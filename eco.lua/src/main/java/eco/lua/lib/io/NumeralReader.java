package eco.lua.lib.io;

import eco.lua.LuaString;
import eco.lua.runtime.Numbers;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The {@code n} format: reads the longest prefix of the input that can still become a numeral, up to 200 bytes, and no byte
 * more. What was read is gone even when it turns out to be no number.
 */
final class NumeralReader {
    private static final int LIMIT = 200;

    private final FileStream stream;
    private final byte[] text = new byte[LIMIT];
    private int length;
    private boolean tooLong;

    private NumeralReader(FileStream stream) {
        this.stream = stream;
    }

    /** The number, or null if the input does not start with one. */
    static @Nullable Object read(FileStream stream) throws IOException {
        while (isSpace(stream.peek())) {
            stream.skip();
        }
        return new NumeralReader(stream).numeral();
    }

    private @Nullable Object numeral() throws IOException {
        acceptAny("+-");
        boolean hexadecimal = false;
        int digits = 0;
        if (acceptAny("0")) {
            if (acceptAny("xX")) {
                hexadecimal = true;
            } else {
                digits = 1;
            }
        }
        digits += acceptDigits(hexadecimal);
        if (acceptAny(".")) {
            digits += acceptDigits(hexadecimal);
        }
        if (digits > 0 && acceptAny(hexadecimal ? "pP" : "eE")) {
            acceptAny("+-");
            acceptDigits(false);
        }
        return tooLong ? null : Numbers.parse(LuaString.copyOf(text, 0, length));
    }

    private int acceptDigits(boolean hexadecimal) throws IOException {
        int count = 0;
        while (Character.digit(stream.peek(), hexadecimal ? 16 : 10) >= 0 && accept()) {
            count++;
        }
        return count;
    }

    private boolean acceptAny(String set) throws IOException {
        int next = stream.peek();
        return next >= 0 && set.indexOf(next) >= 0 && accept();
    }

    private boolean accept() throws IOException {
        if (length == LIMIT) {
            tooLong = true;
            return false;
        }
        text[length++] = (byte) stream.peek();
        stream.skip();
        return true;
    }

    private static boolean isSpace(int c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }
}
