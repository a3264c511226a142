package eco.lua.lib;

import eco.lua.Arguments;
import eco.lua.Builtin;
import eco.lua.LuaBuffer;
import eco.lua.LuaCoroutine;
import eco.lua.LuaFunction;
import eco.lua.LuaRuntime;
import eco.lua.LuaString;
import eco.lua.LuaTable;
import eco.lua.lib.text.ResultLimit;
import eco.lua.lib.text.Utf8Sequence;
import eco.lua.runtime.Numbers;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code utf8}: strings seen as UTF-8. Positions are in bytes, from 1; negative ones count from the end. */
public final class Utf8Library {
    private static final String INVALID = "invalid UTF-8 code";

    private Utf8Library() {}

    /** Builds the library table. */
    public static LuaTable open(LuaRuntime runtime) {
        LuaTable utf8 = new LuaTable(0, 8);
        for (String name : new String[] {"char", "codepoint", "codes", "len", "offset"}) {
            utf8.put(name, new Function(name));
        }
        utf8.put("charpattern", LuaString.wrap(new byte[] {
            '[', 0, '-', 0x7f, (byte) 0xc2, '-', (byte) 0xfd, ']', '[', (byte) 0x80, '-', (byte) 0xbf, ']', '*'
        }));
        return utf8;
    }

    private static final class Function extends Builtin {
        private final String function;
        private final @Nullable Builtin strictStep;
        private final @Nullable Builtin laxStep;

        Function(String name) {
            super("utf8." + name);
            this.function = name;
            this.strictStep = name.equals("codes") ? new Step(false) : null;
            this.laxStep = name.equals("codes") ? new Step(true) : null;
        }

        @Override
        protected @Nullable Object run(LuaCoroutine co, @Nullable Object[] args) {
            return switch (function) {
                case "char" -> characters(co, args);
                case "codepoint" -> codepoint(co, args);
                case "codes" -> codes(co, args);
                case "len" -> length(co, args);
                case "offset" -> offset(co, args);
                default -> throw new IllegalStateException(name());
            };
        }

        private Object codes(LuaCoroutine co, @Nullable Object[] args) {
            LuaString text = Arguments.string(co, args, 0);
            if (text.length() > 0 && Utf8Sequence.isContinuation(text.bytes()[0])) {
                throw co.argumentError(1, INVALID);
            }
            return new Object[] {Arguments.truthy(args, 1) ? laxStep : strictStep, text, 0L};
        }
    }

    private static Object characters(LuaCoroutine co, @Nullable Object[] args) {
        LuaBuffer out = new LuaBuffer();
        for (int i = 0; i < args.length; i++) {
            long code = Arguments.integer(co, args, i);
            if (code < 0 || code > Utf8Sequence.MAX_CODE) {
                throw co.argumentError(i + 1, "value out of range");
            }
            Utf8Sequence.encode(out, (int) code);
        }
        return out.toLuaString();
    }

    private static Object codepoint(LuaCoroutine co, @Nullable Object[] args) {
        LuaString text = Arguments.string(co, args, 0);
        long from = position(Arguments.integer(co, args, 1, 1), text.length());
        long to = position(Arguments.integer(co, args, 2, from), text.length());
        boolean lax = Arguments.truthy(args, 3);
        if (from < 1) {
            throw co.argumentError(2, "out of bounds");
        }
        if (to > text.length()) {
            throw co.argumentError(3, "out of bounds");
        }
        if (from > to) {
            return LuaFunction.NONE;
        }
        ResultLimit.check(co, to - from + 1, "string slice too long");
        byte[] bytes = text.bytes();
        Object[] codes = new Object[(int) (to - from + 1)];
        int count = 0;
        for (int i = (int) from - 1; i < to; ) {
            int code = Utf8Sequence.decode(bytes, i, bytes.length, lax);
            if (code < 0) {
                throw co.error(INVALID);
            }
            codes[count++] = (long) code;
            i += Utf8Sequence.width(code);
        }
        return count == 1 ? codes[0] : Arrays.copyOf(codes, count);
    }

    private static Object length(LuaCoroutine co, @Nullable Object[] args) {
        LuaString text = Arguments.string(co, args, 0);
        long from = position(Arguments.integer(co, args, 1, 1), text.length());
        long to = position(Arguments.integer(co, args, 2, -1), text.length());
        boolean lax = Arguments.truthy(args, 3);
        if (from < 1 || from > text.length() + 1L) {
            throw co.argumentError(2, "initial position out of bounds");
        }
        if (to > text.length()) {
            throw co.argumentError(3, "final position out of bounds");
        }
        byte[] bytes = text.bytes();
        long count = 0;
        for (int i = (int) from - 1; i < to; count++) {
            int code = Utf8Sequence.decode(bytes, i, bytes.length, lax);
            if (code < 0) {
                return new Object[] {null, i + 1L};
            }
            i += Utf8Sequence.width(code);
        }
        return count;
    }

    private static @Nullable Object offset(LuaCoroutine co, @Nullable Object[] args) {
        LuaString text = Arguments.string(co, args, 0);
        byte[] bytes = text.bytes();
        long n = Arguments.integer(co, args, 1);
        long start = position(Arguments.integer(co, args, 2, n >= 0 ? 1 : bytes.length + 1L), bytes.length);
        if (start < 1 || start > bytes.length + 1L) {
            throw co.argumentError(3, "position out of bounds");
        }
        int i = (int) start - 1;
        if (n == 0) {
            while (i > 0 && continues(bytes, i)) {
                i--;
            }
            return i + 1L;
        }
        if (continues(bytes, i)) {
            throw co.error("initial position is a continuation byte");
        }
        while (n < 0 && i > 0) {
            do {
                i--;
            } while (i > 0 && continues(bytes, i));
            n++;
        }
        // Moving forwards, the character at the start is already the first.
        while (n > 1 && i < bytes.length) {
            do {
                i++;
            } while (continues(bytes, i));
            n--;
        }
        return n == 0 || n == 1 ? (Object) (i + 1L) : null;
    }

    private static boolean continues(byte[] bytes, int i) {
        return i < bytes.length && Utf8Sequence.isContinuation(bytes[i]);
    }

    /** A position counted from the end made one from the start; 0 if it lies before it. */
    private static long position(long position, int length) {
        if (position >= 0) {
            return position;
        }
        return -position > length ? 0 : length + position + 1;
    }

    /** The iterator of {@code utf8.codes}: from the start of one character to the next and its code. */
    private static final class Step extends Builtin {
        private final boolean lax;

        Step(boolean lax) {
            super("for iterator");
            this.lax = lax;
        }

        @Override
        protected @Nullable Object run2(LuaCoroutine co, @Nullable Object text, @Nullable Object control) {
            byte[] bytes = text instanceof LuaString s
                    ? s.bytes()
                    : Arguments.string(co, new Object[] {text}, 0).bytes();
            long previous = control instanceof Long l ? l : Objects.requireNonNullElse(Numbers.toInteger(control), 0L);
            if (previous < 0 || previous >= bytes.length) {
                return LuaFunction.NONE;
            }
            int i = (int) previous;
            while (continues(bytes, i)) {
                i++;
            }
            if (i >= bytes.length) {
                return LuaFunction.NONE;
            }
            int code = Utf8Sequence.decode(bytes, i, bytes.length, lax);
            if (code < 0 || continues(bytes, i + Utf8Sequence.width(code))) {
                throw co.error(INVALID);
            }
            return new Object[] {i + 1L, (long) code};
        }

        @Override
        protected @Nullable Object run(LuaCoroutine co, @Nullable Object[] args) {
            Arguments.string(co, args, 0);
            return run2(co, args[0], Arguments.get(args, 1));
        }
    }
}
