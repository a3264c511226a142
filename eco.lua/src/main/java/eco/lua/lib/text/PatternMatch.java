package eco.lua.lib.text;

import eco.lua.LuaCoroutine;
import eco.lua.LuaString;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One subject under one pattern: where it matches, and what was captured.
 *
 * <p>Backtracking as the reference does it. Java recursion nests only with the pattern, never with the subject: a step that may
 * repeat calls {@link #match(int, int, int)} for what follows it, at most {@value #MAX_DEPTH} deep. Captures need no undoing, since
 * a way through the pattern that reads one has always written it before.
 */
public final class PatternMatch {
    private static final int MAX_DEPTH = 200;

    private static final int FAILED = -1;

    /** The length of a position capture. */
    private static final int IS_POSITION = -1;
    /** The length of a capture that nothing closes. */
    private static final int UNFINISHED = -2;

    private final LuaCoroutine co;
    private final LuaPattern pattern;
    private final LuaString text;
    private final byte[] subject;
    private final int[] operations;
    private final int[] captureStarts;
    private final int[] captureLengths;
    private int start;
    private int end;

    /** Nothing is matched yet. */
    public PatternMatch(LuaCoroutine co, LuaPattern pattern, LuaString subject) {
        this.co = co;
        this.pattern = pattern;
        this.text = subject;
        this.subject = subject.bytes();
        this.operations = pattern.operations;
        this.captureStarts = new int[pattern.captures];
        this.captureLengths = new int[pattern.captures];
        Arrays.fill(captureLengths, UNFINISHED);
    }

    /** Where the match starts, from 0. */
    public int start() {
        return start;
    }

    /** Where the match ends, exclusive. */
    public int end() {
        return end;
    }

    /**
     * Looks for the first match that starts at or after {@code from} and does not end at {@code forbiddenEnd}, which is where the
     * last one ended (so that an empty match does not follow it) or -1.
     */
    public boolean find(int from, int forbiddenEnd) {
        if (pattern.literal != null) {
            int found = ByteSearch.indexOf(subject, from, subject.length, pattern.literal);
            if (found >= 0 && pattern.literal.length == 0 && found == forbiddenEnd) {
                found = found < subject.length ? found + 1 : FAILED;
            }
            start = found;
            end = found + pattern.literal.length;
            return found >= 0;
        }
        int s = from;
        do {
            s = candidate(s);
            if (s < 0) {
                return false;
            }
            int e = match(s, 0, 1);
            if (e != FAILED && e != forbiddenEnd) {
                start = s;
                end = e;
                return true;
            }
            s++;
        } while (s <= subject.length && !pattern.anchored);
        return false;
    }

    /** The next place from {@code from} on at which the pattern's first byte fits, or -1. */
    private int candidate(int from) {
        if (pattern.anchored) {
            return from;
        }
        if (pattern.firstByte >= 0) {
            return ByteSearch.indexOf(subject, from, subject.length, (byte) pattern.firstByte);
        }
        ByteSet set = pattern.firstSet;
        if (set == null) {
            return from;
        }
        for (int s = from; s < subject.length; s++) {
            if (set.contains(subject[s])) {
                return s;
            }
        }
        return FAILED;
    }

    /** Where the steps from {@code step} on match if they start at {@code from}, or -1. */
    private int match(int from, int firstStep, int depth) {
        checkDepth(depth);
        int s = from;
        int step = firstStep;
        int nesting = depth;
        while (true) {
            switch (operations[step]) {
                case LuaPattern.END -> {
                    return s;
                }
                case LuaPattern.ONE -> {
                    if (s >= subject.length || !accepts(step, s)) {
                        return FAILED;
                    }
                    s++;
                }
                // The reference counts no depth for what is not there.
                case LuaPattern.OPTIONAL -> {
                    if (s < subject.length && accepts(step, s)) {
                        int e = match(s + 1, step + 1, nesting + 1);
                        if (e != FAILED) {
                            return e;
                        }
                    }
                }
                case LuaPattern.ANY_NUMBER -> {
                    if (s < subject.length && accepts(step, s)) {
                        return longest(s, 0, step, nesting + 1);
                    }
                }
                case LuaPattern.AT_LEAST_ONE -> {
                    return longest(s, 1, step, nesting + 1);
                }
                case LuaPattern.LAZY -> {
                    if (s < subject.length && accepts(step, s)) {
                        return shortest(s, step, nesting + 1);
                    }
                }
                case LuaPattern.OPEN -> {
                    captureStarts[pattern.numbers[step]] = s;
                    nesting = deeper(nesting);
                }
                case LuaPattern.CLOSE -> {
                    int capture = pattern.numbers[step];
                    captureLengths[capture] = s - captureStarts[capture];
                    nesting = deeper(nesting);
                }
                case LuaPattern.POSITION -> {
                    captureStarts[pattern.numbers[step]] = s;
                    captureLengths[pattern.numbers[step]] = IS_POSITION;
                    nesting = deeper(nesting);
                }
                case LuaPattern.BACK_REFERENCE -> {
                    int capture = pattern.numbers[step];
                    int length = captureLengths[capture];
                    if (!repeats(captureStarts[capture], length, s)) {
                        return FAILED;
                    }
                    s += length;
                }
                case LuaPattern.BALANCE -> {
                    s = balanced(s, pattern.numbers[step], pattern.closers[step]);
                    if (s < 0) {
                        return FAILED;
                    }
                }
                case LuaPattern.FRONTIER -> {
                    ByteSet set = Objects.requireNonNull(pattern.sets[step]);
                    if (set.contains(s == 0 ? 0 : subject[s - 1])
                            || !set.contains(s == subject.length ? 0 : subject[s])) {
                        return FAILED;
                    }
                }
                case LuaPattern.SUBJECT_END -> {
                    return s == subject.length ? s : FAILED;
                }
                case LuaPattern.NEVER -> {
                    return FAILED;
                }
                case LuaPattern.ERROR -> throw co.error(Objects.requireNonNull(pattern.message));
                default -> throw new IllegalStateException("step " + operations[step]);
            }
            step++;
        }
    }

    /** The reference calls itself for a capture too, and counts it against the limit. */
    private int deeper(int depth) {
        checkDepth(depth + 1);
        return depth + 1;
    }

    private void checkDepth(int depth) {
        if (depth > MAX_DEPTH) {
            throw co.error("pattern too complex");
        }
    }

    private boolean accepts(int step, int s) {
        int literal = pattern.numbers[step];
        if (literal >= 0) {
            return literal == (subject[s] & 0xff);
        }
        ByteSet set = pattern.sets[step];
        return set != null && set.contains(subject[s]);
    }

    /** As many of the step's bytes as let the rest match; at least {@code least}. */
    private int longest(int from, int least, int step, int depth) {
        int s = run(from, step);
        if (s - from < least) {
            return FAILED;
        }
        checkDepth(depth);
        if (operations[step + 1] == LuaPattern.END) {
            return s;
        }
        int next = operations[step + 1] == LuaPattern.ONE ? pattern.numbers[step + 1] : -1;
        for (; s >= from + least; s--) {
            if (next >= 0 && (s == subject.length || (subject[s] & 0xff) != next)) {
                continue;
            }
            int e = match(s, step + 1, depth);
            if (e != FAILED) {
                return e;
            }
        }
        return FAILED;
    }

    /** The end of the longest run of the step's bytes. */
    private int run(int from, int step) {
        byte[] bytes = subject;
        int s = from;
        int literal = pattern.numbers[step];
        if (literal >= 0) {
            while (s < bytes.length && (bytes[s] & 0xff) == literal) {
                s++;
            }
            return s;
        }
        ByteSet set = Objects.requireNonNull(pattern.sets[step]);
        if (set == ByteSet.ALL) {
            return bytes.length;
        }
        while (s < bytes.length && set.contains(bytes[s])) {
            s++;
        }
        return s;
    }

    /** As few of the step's bytes as let the rest match. */
    private int shortest(int from, int step, int depth) {
        checkDepth(depth);
        int next = operations[step + 1] == LuaPattern.ONE ? pattern.numbers[step + 1] : -1;
        for (int s = from; ; s++) {
            if (next < 0 || s < subject.length && (subject[s] & 0xff) == next) {
                int e = match(s, step + 1, depth);
                if (e != FAILED) {
                    return e;
                }
            }
            if (s >= subject.length || !accepts(step, s)) {
                return FAILED;
            }
        }
    }

    private boolean repeats(int captured, int length, int s) {
        return subject.length - s >= length
                && Arrays.equals(subject, captured, captured + length, subject, s, s + length);
    }

    /** The end of the balanced text that starts at {@code s}, or -1. */
    private int balanced(int s, int opener, int closer) {
        if (s >= subject.length || (subject[s] & 0xff) != opener) {
            return FAILED;
        }
        int open = 1;
        for (int i = s + 1; i < subject.length; i++) {
            int b = subject[i] & 0xff;
            if (b == closer) {
                if (--open == 0) {
                    return i + 1;
                }
            } else if (b == opener) {
                open++;
            }
        }
        return FAILED;
    }

    /** Whether the pattern matches in one place only. */
    public boolean anchored() {
        return pattern.anchored;
    }

    /** Number of captures; 0 means that the whole match stands for the only one. */
    public int captures() {
        return pattern.captures;
    }

    /** Capture {@code i} (from 0): a string, or an integer position. Without captures, 0 is the whole match. */
    public Object capture(int i) {
        if (i >= pattern.captures) {
            if (i != 0) {
                throw co.error("invalid capture index %" + (i + 1));
            }
            return text.substring(start, end);
        }
        int length = captureLengths[i];
        if (length == IS_POSITION) {
            return captureStarts[i] + 1L;
        }
        if (length == UNFINISHED) {
            throw co.error("unfinished capture");
        }
        return text.substring(captureStarts[i], captureStarts[i] + length);
    }

    /** All captures, or the whole match without any: one value or a list, as a function returns them. */
    public Object results() {
        if (pattern.captures <= 1) {
            return capture(0);
        }
        Object[] values = new Object[pattern.captures];
        for (int i = 0; i < values.length; i++) {
            values[i] = capture(i);
        }
        return values;
    }

    /** The results of {@code find}: first and last position, and the captures if there are any. */
    public @Nullable Object[] positions() {
        Object[] values = new Object[2 + pattern.captures];
        values[0] = start + 1L;
        values[1] = (long) end;
        for (int i = 0; i < pattern.captures; i++) {
            values[i + 2] = capture(i);
        }
        return values;
    }
}
