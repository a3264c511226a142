package eco.lua.lib.text;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Turns the bytes of a pattern into the steps of a {@link LuaPattern}. Ends at the first error, with an error step. */
final class PatternParser {
    /** A capture that is open, closed, or a position. */
    private enum CaptureState {
        OPEN,
        CLOSED,
        POSITION
    }

    private final byte[] pattern;
    private int at;
    private int size;
    private int[] operations = new int[8];
    private int[] numbers = new int[8];
    private int[] closers = new int[8];
    private @Nullable ByteSet[] sets = new ByteSet[8];
    private @Nullable String message;
    private final CaptureState[] captures = new CaptureState[LuaPattern.MAX_CAPTURES];
    private int captureCount;

    PatternParser(byte[] pattern, int from) {
        this.pattern = pattern;
        this.at = from;
        while (at < pattern.length && message == null) {
            step();
        }
        if (message == null) {
            add(LuaPattern.END, 0, 0, null);
        }
    }

    int[] operations() {
        return Arrays.copyOf(operations, size);
    }

    int[] numbers() {
        return Arrays.copyOf(numbers, size);
    }

    int[] closers() {
        return Arrays.copyOf(closers, size);
    }

    @Nullable
    ByteSet[] sets() {
        return Arrays.copyOf(sets, size);
    }

    @Nullable
    String message() {
        return message;
    }

    int captures() {
        return captureCount;
    }

    private void step() {
        switch (pattern[at]) {
            case '(' -> open();
            case ')' -> close();
            case '$' -> {
                if (at + 1 == pattern.length) {
                    at++;
                    add(LuaPattern.SUBJECT_END, 0, 0, null);
                } else {
                    single();
                }
            }
            case '%' -> {
                switch (at + 1 < pattern.length ? pattern[at + 1] : -1) {
                    case 'b' -> balance();
                    case 'f' -> frontier();
                    case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> backReference();
                    default -> single();
                }
            }
            default -> single();
        }
    }

    private void open() {
        boolean position = at + 1 < pattern.length && pattern[at + 1] == ')';
        at += position ? 2 : 1;
        if (captureCount == LuaPattern.MAX_CAPTURES) {
            fail("too many captures");
            return;
        }
        add(position ? LuaPattern.POSITION : LuaPattern.OPEN, captureCount, 0, null);
        captures[captureCount++] = position ? CaptureState.POSITION : CaptureState.OPEN;
    }

    private void close() {
        at++;
        int innermost = captureCount - 1;
        while (innermost >= 0 && captures[innermost] != CaptureState.OPEN) {
            innermost--;
        }
        if (innermost < 0) {
            fail("invalid pattern capture");
            return;
        }
        captures[innermost] = CaptureState.CLOSED;
        add(LuaPattern.CLOSE, innermost, 0, null);
    }

    private void balance() {
        if (at + 3 >= pattern.length) {
            fail("malformed pattern (missing arguments to '%b')");
            return;
        }
        add(LuaPattern.BALANCE, pattern[at + 2] & 0xff, pattern[at + 3] & 0xff, null);
        at += 4;
    }

    private void frontier() {
        at += 2;
        if (at >= pattern.length || pattern[at] != '[') {
            fail("missing '[' after '%f' in pattern");
            return;
        }
        ByteSet set = set();
        if (set != null) {
            add(LuaPattern.FRONTIER, -1, 0, set);
        }
    }

    private void backReference() {
        int index = pattern[at + 1] - '1';
        at += 2;
        if (index < 0 || index >= captureCount || captures[index] == CaptureState.OPEN) {
            fail("invalid capture index %" + (index + 1));
        } else if (captures[index] == CaptureState.POSITION) {
            add(LuaPattern.NEVER, 0, 0, null);
        } else {
            add(LuaPattern.BACK_REFERENCE, index, 0, null);
        }
    }

    /** What stands for one byte, and how often. */
    private void single() {
        int literal = -1;
        ByteSet set = null;
        switch (pattern[at]) {
            case '.' -> {
                set = ByteSet.ALL;
                at++;
            }
            case '%' -> {
                if (at + 1 == pattern.length) {
                    fail("malformed pattern (ends with '%')");
                    return;
                }
                int letter = pattern[at + 1] & 0xff;
                if (letter >= 'A' && letter <= 'Z' || letter >= 'a' && letter <= 'z') {
                    set = ByteSet.ofEscape(letter);
                } else {
                    literal = letter;
                }
                at += 2;
            }
            case '[' -> {
                set = set();
                if (set == null) {
                    return;
                }
            }
            default -> literal = pattern[at++] & 0xff;
        }
        int operation = switch (at < pattern.length ? pattern[at] : 0) {
            case '?' -> LuaPattern.OPTIONAL;
            case '*' -> LuaPattern.ANY_NUMBER;
            case '+' -> LuaPattern.AT_LEAST_ONE;
            case '-' -> LuaPattern.LAZY;
            default -> LuaPattern.ONE;
        };
        if (operation != LuaPattern.ONE) {
            at++;
        }
        add(operation, literal, 0, set);
    }

    /** The set that starts with the bracket here, or null after an error. A bracket that comes first is a member. */
    private @Nullable ByteSet set() {
        int end = setEnd();
        if (end < 0) {
            fail("malformed pattern (missing ']')");
            return null;
        }
        boolean complement = pattern[at + 1] == '^';
        ByteSet set = new ByteSet();
        for (int i = at + (complement ? 2 : 1); i < end; i++) {
            int b = pattern[i] & 0xff;
            if (b == '%') {
                i++;
                set.addAll(ByteSet.ofEscape(pattern[i] & 0xff));
            } else if (i + 2 < end && pattern[i + 1] == '-') {
                set.addRange(b, pattern[i + 2] & 0xff);
                i += 2;
            } else {
                set.add(b);
            }
        }
        at = end + 1;
        return complement ? set.complement() : set;
    }

    /** The place of the bracket that closes the set, or -1. */
    private int setEnd() {
        int i = at + 1;
        if (i < pattern.length && pattern[i] == '^') {
            i++;
        }
        int first = i;
        while (i < pattern.length && (pattern[i] != ']' || i == first)) {
            i += pattern[i] == '%' ? 2 : 1;
        }
        return i < pattern.length ? i : -1;
    }

    private void fail(String text) {
        message = text;
        add(LuaPattern.ERROR, 0, 0, null);
    }

    private void add(int operation, int number, int closer, @Nullable ByteSet set) {
        if (size == operations.length) {
            operations = Arrays.copyOf(operations, 2 * size);
            numbers = Arrays.copyOf(numbers, 2 * size);
            closers = Arrays.copyOf(closers, 2 * size);
            sets = Arrays.copyOf(sets, 2 * size);
        }
        operations[size] = operation;
        numbers[size] = number;
        closers[size] = closer;
        sets[size++] = set;
    }
}
