package eco.lua.syntax;

/** What each byte may be part of, in the C locale. */
final class Characters {
    private static final int LETTER = 1;
    private static final int DIGIT = 2;
    private static final int HEX = 4;
    private static final int SPACE = 8;

    private static final byte[] CLASS = new byte[256];

    static {
        for (int c = 'a'; c <= 'z'; c++) {
            CLASS[c] |= LETTER;
            CLASS[c - 'a' + 'A'] |= LETTER;
        }
        CLASS['_'] |= LETTER;
        for (int c = '0'; c <= '9'; c++) {
            CLASS[c] |= DIGIT | HEX;
        }
        for (int c = 'a'; c <= 'f'; c++) {
            CLASS[c] |= HEX;
            CLASS[c - 'a' + 'A'] |= HEX;
        }
        for (int c = '\t'; c <= '\r'; c++) {
            CLASS[c] |= SPACE;
        }
        CLASS[' '] |= SPACE;
    }

    private Characters() {}

    /** A letter or underscore; the end (-1) is nothing. */
    static boolean isLetter(int c) {
        return c >= 0 && (CLASS[c] & LETTER) != 0;
    }

    /** A letter, underscore or digit. */
    static boolean isNamePart(int c) {
        return c >= 0 && (CLASS[c] & (LETTER | DIGIT)) != 0;
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    static boolean isHexDigit(int c) {
        return c >= 0 && (CLASS[c] & HEX) != 0;
    }

    static boolean isSpace(int c) {
        return c >= 0 && (CLASS[c] & SPACE) != 0;
    }

    /** The value of a hexadecimal digit. */
    static int hexValue(int c) {
        return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
    }
}
