package eco.lua.lib.text;

import eco.lua.LuaString;
import org.jspecify.annotations.Nullable;

/**
 * A pattern (manual 6.4.1) as a list of steps that {@link PatternMatch} walks.
 *
 * <p>A step is an operation, the bytes that it accepts (one byte, or a set) and a number. Since patterns have no
 * alternation, which capture a bracket closes is known here. So is every error in a pattern; but the reference finds an
 * error only when a match gets there, and so it becomes a step that fails.
 */
public final class LuaPattern {
    /** Captures that a pattern may have. */
    static final int MAX_CAPTURES = 32;

    static final int END = 0;
    static final int ONE = 1;
    static final int OPTIONAL = 2;
    static final int ANY_NUMBER = 3;
    static final int AT_LEAST_ONE = 4;
    static final int LAZY = 5;
    static final int OPEN = 6;
    static final int CLOSE = 7;
    static final int POSITION = 8;
    static final int BACK_REFERENCE = 9;
    static final int BALANCE = 10;
    static final int FRONTIER = 11;
    static final int SUBJECT_END = 12;
    static final int NEVER = 13;
    static final int ERROR = 14;

    /** Whether the pattern began with {@code ^}, so that only one place is tried. */
    final boolean anchored;
    /** What each step does. */
    final int[] operations;
    /** The one byte that a step accepts, or -1 if it is a set. The opening byte of a balance; the index of a capture. */
    final int[] numbers;
    /** The closing byte of a balance. */
    final int[] closers;
    /** What a step accepts. */
    final @Nullable ByteSet[] sets;
    /** The message of an error step. */
    final @Nullable String message;
    /** Number of captures, position captures among them. */
    final int captures;
    /** Whether {@code find} takes the pattern as plain text. */
    final boolean plain;
    /** The bytes of a pattern that matches only itself, else null. */
    final byte @Nullable [] literal;
    /** The byte that every match begins with, or -1. */
    final int firstByte;
    /** The bytes that a match may begin with, or null if it may also be empty there. */
    final @Nullable ByteSet firstSet;

    LuaPattern(PatternParser parser, boolean anchored, LuaString text) {
        this.anchored = anchored;
        this.operations = parser.operations();
        this.numbers = parser.numbers();
        this.closers = parser.closers();
        this.sets = parser.sets();
        this.message = parser.message();
        this.captures = parser.captures();
        this.plain = isPlain(text);
        this.literal =
                plain && ByteSearch.indexOf(text.bytes(), 0, text.length(), (byte) ')') < 0 ? text.bytes() : null;
        int first = 0;
        while (operations[first] == OPEN || operations[first] == POSITION) {
            first++;
        }
        boolean consumes = operations[first] == ONE || operations[first] == AT_LEAST_ONE;
        this.firstByte = consumes ? numbers[first] : -1;
        this.firstSet = consumes && firstByte < 0 ? sets[first] : null;
    }

    /** The pattern, in which a leading {@code ^} is an anchor. */
    public static LuaPattern of(LuaString text) {
        byte[] bytes = text.bytes();
        boolean anchored = bytes.length > 0 && bytes[0] == '^';
        return new LuaPattern(new PatternParser(bytes, anchored ? 1 : 0), anchored, text);
    }

    /** The pattern, in which a leading {@code ^} is a byte like others, as {@code gmatch} has it. */
    public static LuaPattern withoutAnchor(LuaString text) {
        return new LuaPattern(new PatternParser(text.bytes(), 0), false, text);
    }

    /** As {@link #isPlain(LuaString)}. */
    public boolean isPlain() {
        return plain;
    }

    /** True if the pattern has nothing special by the count of {@code find}, for which a lone closing bracket is none. */
    public static boolean isPlain(LuaString text) {
        for (byte b : text.bytes()) {
            switch (b) {
                case '^', '$', '*', '+', '?', '.', '(', '[', '%', '-' -> {
                    return false;
                }
                default -> {}
            }
        }
        return true;
    }
}
