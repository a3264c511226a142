package eco.lua.syntax;

/**
 * The kinds of tokens. A token of one character is that character (0 to 255); the others are numbered from 256. Plain
 * ints, so that the lexer stores and the parser compares them without indirection.
 */
final class Token {
    static final int AND = 256;
    static final int BREAK = 257;
    static final int DO = 258;
    static final int ELSE = 259;
    static final int ELSEIF = 260;
    static final int END = 261;
    static final int FALSE = 262;
    static final int FOR = 263;
    static final int FUNCTION = 264;
    static final int GOTO = 265;
    static final int IF = 266;
    static final int IN = 267;
    static final int LOCAL = 268;
    static final int NIL = 269;
    static final int NOT = 270;
    static final int OR = 271;
    static final int REPEAT = 272;
    static final int RETURN = 273;
    static final int THEN = 274;
    static final int TRUE = 275;
    static final int UNTIL = 276;
    static final int WHILE = 277;
    static final int IDIV = 278;
    static final int CONCAT = 279;
    static final int DOTS = 280;
    static final int EQ = 281;
    static final int GE = 282;
    static final int LE = 283;
    static final int NE = 284;
    static final int SHL = 285;
    static final int SHR = 286;
    static final int DOUBLE_COLON = 287;
    static final int END_OF_STREAM = 288;
    static final int FLOAT = 289;
    static final int INTEGER = 290;
    static final int NAME = 291;
    static final int STRING = 292;

    private static final String[] SPELLING = {
        "and",
        "break",
        "do",
        "else",
        "elseif",
        "end",
        "false",
        "for",
        "function",
        "goto",
        "if",
        "in",
        "local",
        "nil",
        "not",
        "or",
        "repeat",
        "return",
        "then",
        "true",
        "until",
        "while",
        "//",
        "..",
        "...",
        "==",
        ">=",
        "<=",
        "~=",
        "<<",
        ">>",
        "::",
        "<eof>",
        "<number>",
        "<integer>",
        "<name>",
        "<string>"
    };

    /** Keywords by {@link #slot} of their packed letters; 0 where there is none. */
    private static final long[] KEYWORDS = new long[128];

    private static final short[] KINDS = new short[128];

    static {
        for (int kind = AND; kind <= WHILE; kind++) {
            String word = SPELLING[kind - AND];
            long packed = 0;
            for (int i = 0; i < word.length(); i++) {
                packed = packed << 8 | word.charAt(i);
            }
            int at = slot(packed);
            while (KEYWORDS[at] != 0) {
                at = at + 1 & 127;
            }
            KEYWORDS[at] = packed;
            KINDS[at] = (short) kind;
        }
    }

    private Token() {}

    private static int slot(long packed) {
        return (int) (packed * 0x9E3779B97F4A7C15L >>> 57);
    }

    /** The keyword whose letters, first one highest, fill the low bytes of {@code packed}; {@link #NAME} if it is none. */
    static int keyword(long packed) {
        for (int at = slot(packed); KEYWORDS[at] != 0; at = at + 1 & 127) {
            if (KEYWORDS[at] == packed) {
                return KINDS[at];
            }
        }
        return NAME;
    }

    /** The kind as messages show it. */
    static String show(int kind) {
        if (kind >= AND) {
            String spelling = SPELLING[kind - AND];
            return kind < END_OF_STREAM ? "'" + spelling + "'" : spelling;
        }
        return kind >= 0x20 && kind < 0x7f ? "'" + (char) kind + "'" : "'<\\" + kind + ">'";
    }
}
