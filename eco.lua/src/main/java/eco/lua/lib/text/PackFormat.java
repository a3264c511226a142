package eco.lua.lib.text;

import eco.lua.LuaCoroutine;

/**
 * Reads the options of a {@code string.pack} format one by one (manual 6.4.2): what comes next, its size, and the padding in
 * front of it. Native sizes are those of 64-bit Linux, native order is little-endian.
 */
final class PackFormat {
    /** What an option stands for. */
    enum Kind {
        SIGNED,
        UNSIGNED,
        FLOAT,
        DOUBLE,
        FIXED_STRING,
        COUNTED_STRING,
        ZERO_STRING,
        PADDING,
        ALIGNMENT,
        NOTHING
    }

    private static final int MAX_INTEGER = 16;
    private static final int MAX_ALIGNMENT = 8;

    private final LuaCoroutine co;
    private final byte[] format;
    private int at;
    private int maxAlignment = 1;
    private boolean bigEndian;
    private Kind kind = Kind.NOTHING;
    private int size;
    private int padding;

    PackFormat(LuaCoroutine co, byte[] format) {
        this.co = co;
        this.format = format;
    }

    boolean hasNext() {
        return at < format.length;
    }

    Kind kind() {
        return kind;
    }

    /** Bytes of the item: of the number, of the string with a fixed size, or of a counted string's count. */
    int size() {
        return size;
    }

    /** Bytes that come before the item to align it. */
    int padding() {
        return padding;
    }

    boolean bigEndian() {
        return bigEndian;
    }

    /** Reads the next option; {@code offset} is where its item would start without padding. */
    void next(long offset) {
        option();
        int alignment = size;
        if (kind == Kind.ALIGNMENT) {
            if (hasNext()) {
                option();
            } else {
                size = 0;
            }
            if (kind == Kind.FIXED_STRING || size == 0) {
                throw co.argumentError(1, "invalid next option for option 'X'");
            }
            alignment = size;
            kind = Kind.ALIGNMENT;
            size = 0;
        }
        padding = 0;
        if (alignment > 1 && kind != Kind.FIXED_STRING) {
            alignment = Math.min(alignment, maxAlignment);
            if ((alignment & alignment - 1) != 0) {
                throw co.argumentError(1, "format asks for alignment not power of 2");
            }
            padding = alignment - (int) (offset & alignment - 1) & alignment - 1;
        }
    }

    private void option() {
        int letter = format[at++] & 0xff;
        switch (letter) {
            case 'b' -> is(Kind.SIGNED, 1);
            case 'B' -> is(Kind.UNSIGNED, 1);
            case 'h' -> is(Kind.SIGNED, 2);
            case 'H' -> is(Kind.UNSIGNED, 2);
            case 'l', 'j' -> is(Kind.SIGNED, 8);
            case 'L', 'J', 'T' -> is(Kind.UNSIGNED, 8);
            case 'f' -> is(Kind.FLOAT, 4);
            case 'd', 'n' -> is(Kind.DOUBLE, 8);
            case 'i' -> is(Kind.SIGNED, integerSize(4));
            case 'I' -> is(Kind.UNSIGNED, integerSize(4));
            case 's' -> is(Kind.COUNTED_STRING, integerSize(8));
            case 'c' -> {
                is(Kind.FIXED_STRING, number(-1));
                if (size == -1) {
                    throw co.error("missing size for format option 'c'");
                }
            }
            case 'z' -> is(Kind.ZERO_STRING, 0);
            case 'x' -> is(Kind.PADDING, 1);
            case 'X' -> is(Kind.ALIGNMENT, 0);
            case ' ' -> is(Kind.NOTHING, 0);
            case '<', '=' -> {
                bigEndian = false;
                is(Kind.NOTHING, 0);
            }
            case '>' -> {
                bigEndian = true;
                is(Kind.NOTHING, 0);
            }
            case '!' -> {
                maxAlignment = integerSize(MAX_ALIGNMENT);
                is(Kind.NOTHING, 0);
            }
            default -> throw co.error("invalid format option '" + (char) letter + "'");
        }
    }

    private void is(Kind newKind, int newSize) {
        kind = newKind;
        size = newSize;
    }

    private int integerSize(int otherwise) {
        int bytes = number(otherwise);
        if (bytes < 1 || bytes > MAX_INTEGER) {
            throw co.error("integral size (" + bytes + ") out of limits [1," + MAX_INTEGER + "]");
        }
        return bytes;
    }

    /** The digits here as a number; those that would take it beyond 31 bits are left for the next option. */
    private int number(int otherwise) {
        if (!hasNext() || !isDigit(format[at])) {
            return otherwise;
        }
        int value = 0;
        while (hasNext() && isDigit(format[at]) && value <= (Integer.MAX_VALUE - 9) / 10) {
            value = value * 10 + format[at++] - '0';
        }
        return value;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
