package eco.lua.lib;

import eco.lua.Arguments;
import eco.lua.Builtin;
import eco.lua.Cell;
import eco.lua.LuaBuffer;
import eco.lua.LuaClosure;
import eco.lua.LuaCoroutine;
import eco.lua.LuaRuntime;
import eco.lua.LuaString;
import eco.lua.LuaTable;
import eco.lua.Metamethod;
import eco.lua.lib.text.ByteSearch;
import eco.lua.lib.text.LuaPattern;
import eco.lua.lib.text.Packing;
import eco.lua.lib.text.PatternCache;
import eco.lua.lib.text.PatternMatch;
import eco.lua.lib.text.Positions;
import eco.lua.lib.text.ResultLimit;
import eco.lua.lib.text.StringFormat;
import eco.lua.lib.text.Substitution;
import eco.lua.syntax.TreeWriter;
import org.jspecify.annotations.Nullable;

/**
 * {@code string}, and the metatable of all strings. Strings are bytes and classes of characters those of the C locale. What
 * is called in inner loops has a class of its own with fixed arities; the rest shares one.
 */
public final class StringLibrary {
    private StringLibrary() {}

    /** Builds the library table and gives strings their metatable. */
    public static LuaTable open(LuaRuntime runtime) {
        LuaTable string = new LuaTable(0, 20);
        PatternCache patterns = new PatternCache();
        for (String name : new String[] {
            "dump", "format", "gmatch", "gsub", "lower", "pack", "packsize", "rep", "reverse", "unpack", "upper"
        }) {
            string.put(name, new Plain(name, patterns));
        }
        string.put("byte", new ByteAt());
        string.put("char", new Characters());
        string.put("find", new Find(patterns));
        string.put("len", new Length());
        string.put("match", new Match(patterns));
        string.put("sub", new Sub());
        LuaTable metatable = new LuaTable(0, 12);
        metatable.put(Metamethod.INDEX.key(), string);
        for (Metamethod event : StringArithmetic.EVENTS) {
            metatable.put(event.key(), new StringArithmetic(event));
        }
        runtime.stringMetatable(metatable);
        return string;
    }

    private static final class Plain extends Builtin {
        private final String function;
        private final PatternCache patterns;

        Plain(String name, PatternCache patterns) {
            super("string." + name);
            this.function = name;
            this.patterns = patterns;
        }

        @Override
        protected @Nullable Object run(LuaCoroutine co, @Nullable Object[] args) {
            return switch (function) {
                case "dump" -> dump(co, args);
                case "format" -> StringFormat.format(co, args);
                case "gmatch" -> gmatch(co, args);
                case "gsub" -> Substitution.gsub(co, patterns, args);
                case "lower" -> withCase(Arguments.string(co, args, 0), 'A');
                case "pack" -> Packing.pack(co, args);
                case "packsize" -> Packing.size(co, args);
                case "rep" -> repeat(co, args);
                case "reverse" -> reverse(Arguments.string(co, args, 0));
                case "unpack" -> Packing.unpack(co, args);
                case "upper" -> withCase(Arguments.string(co, args, 0), 'a');
                default -> throw new IllegalStateException(name());
            };
        }

        private Object gmatch(LuaCoroutine co, @Nullable Object[] args) {
            LuaString subject = Arguments.string(co, args, 0);
            LuaString text = Arguments.string(co, args, 1);
            long from = Positions.start(Arguments.integer(co, args, 2, 1), subject.length()) - 1;
            boolean anchor = text.length() > 0 && text.byteAt(0) == '^';
            LuaPattern pattern = anchor ? LuaPattern.withoutAnchor(text) : patterns.get(text);
            return new MatchIterator(pattern, subject, (int) Math.min(from, subject.length() + 1L));
        }
    }

    private static Object dump(LuaCoroutine co, @Nullable Object[] args) {
        if (!(Arguments.function(co, args, 0) instanceof LuaClosure closure)) {
            throw co.error("unable to dump given function");
        }
        Object strip = Arguments.get(args, 1);
        return TreeWriter.write(closure.tree(), strip != null && !Boolean.FALSE.equals(strip));
    }

    private static LuaString repeat(LuaCoroutine co, @Nullable Object[] args) {
        LuaString text = Arguments.string(co, args, 0);
        long times = Arguments.integer(co, args, 1);
        LuaString separator = Arguments.string(co, args, 2, LuaString.EMPTY);
        long unit = (long) text.length() + separator.length();
        if (times <= 0 || unit == 0) {
            return LuaString.EMPTY;
        }
        if (unit > Integer.MAX_VALUE / times) {
            throw co.error("resulting string too large");
        }
        byte[] repeated = LuaBuffer.allocate(unit * times - separator.length());
        System.arraycopy(text.bytes(), 0, repeated, 0, text.length());
        if (times > 1) {
            System.arraycopy(separator.bytes(), 0, repeated, text.length(), separator.length());
        }
        // What is there already is copied behind itself, so that the number of copies is logarithmic.
        for (long filled = unit; filled < repeated.length; filled *= 2) {
            int count = (int) Math.min(filled, repeated.length - filled);
            System.arraycopy(repeated, 0, repeated, (int) filled, count);
        }
        return LuaString.wrap(repeated);
    }

    private static LuaString reverse(LuaString text) {
        byte[] bytes = text.bytes();
        byte[] reversed = LuaBuffer.allocate(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            reversed[bytes.length - 1 - i] = bytes[i];
        }
        return LuaString.wrap(reversed);
    }

    /** The text with the letters of one case in the other; {@code from} is the first letter of the case to leave. */
    private static LuaString withCase(LuaString text, int from) {
        byte[] bytes = text.bytes();
        byte[] changed = LuaBuffer.allocate(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            int letter = bytes[i] - from;
            changed[i] = (byte) (letter >= 0 && letter < 26 ? bytes[i] ^ 0x20 : bytes[i]);
        }
        return LuaString.wrap(changed);
    }

    private static final class Length extends Builtin {
        Length() {
            super("string.len");
        }

        @Override
        protected @Nullable Object run1(LuaCoroutine co, @Nullable Object a) {
            return (long) (a instanceof LuaString s ? s : Arguments.string(co, new Object[] {a}, 0)).length();
        }

        @Override
        protected @Nullable Object run(LuaCoroutine co, @Nullable Object[] args) {
            return (long) Arguments.string(co, args, 0).length();
        }
    }

    private static final class Sub extends Builtin {
        Sub() {
            super("string.sub");
        }

        @Override
        protected @Nullable Object run2(LuaCoroutine co, @Nullable Object a, @Nullable Object b) {
            return a instanceof LuaString s && b instanceof Long from ? sub(s, from, -1) : run(co, new Object[] {a, b});
        }

        @Override
        protected @Nullable Object run3(LuaCoroutine co, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
            return a instanceof LuaString s && b instanceof Long from && c instanceof Long to
                    ? sub(s, from, to)
                    : run(co, new Object[] {a, b, c});
        }

        @Override
        protected @Nullable Object run(LuaCoroutine co, @Nullable Object[] args) {
            LuaString text = Arguments.string(co, args, 0);
            long from = Arguments.integer(co, args, 1);
            return sub(text, from, Arguments.integer(co, args, 2, -1));
        }

        private static LuaString sub(LuaString text, long from, long to) {
            long start = Positions.start(from, text.length());
            long end = Positions.end(to, text.length());
            return start > end ? LuaString.EMPTY : text.substring((int) start - 1, (int) end);
        }
    }

    private static final class ByteAt extends Builtin {
        ByteAt() {
            super("string.byte");
        }

        @Override
        protected @Nullable Object run1(LuaCoroutine co, @Nullable Object a) {
            return a instanceof LuaString s && s.length() > 0 ? (Object) (long) s.byteAt(0) : run(co, new Object[] {a});
        }

        @Override
        protected @Nullable Object run2(LuaCoroutine co, @Nullable Object a, @Nullable Object b) {
            return a instanceof LuaString s && b instanceof Long i && i > 0 && i <= s.length()
                    ? (Object) (long) s.byteAt((int) (i - 1))
                    : run(co, new Object[] {a, b});
        }

        @Override
        protected @Nullable Object run(LuaCoroutine co, @Nullable Object[] args) {
            LuaString text = Arguments.string(co, args, 0);
            long from = Arguments.integer(co, args, 1, 1);
            long start = Positions.start(from, text.length());
            long end = Positions.end(Arguments.integer(co, args, 2, from), text.length());
            if (start > end) {
                return NONE;
            }
            if (start == end) {
                return (long) text.byteAt((int) start - 1);
            }
            ResultLimit.check(co, end - start + 1, "string slice too long");
            Object[] values = new Object[(int) (end - start + 1)];
            for (int i = 0; i < values.length; i++) {
                values[i] = (long) text.byteAt((int) start - 1 + i);
            }
            return values;
        }
    }

    private static final class Characters extends Builtin {
        Characters() {
            super("string.char");
        }

        @Override
        protected @Nullable Object run1(LuaCoroutine co, @Nullable Object a) {
            return a instanceof Long b && b >= 0 && b <= 255
                    ? LuaString.ofByte((int) (long) b)
                    : run(co, new Object[] {a});
        }

        @Override
        protected @Nullable Object run(LuaCoroutine co, @Nullable Object[] args) {
            byte[] bytes = new byte[args.length];
            for (int i = 0; i < bytes.length; i++) {
                long value = Arguments.integer(co, args, i);
                if (value < 0 || value > 255) {
                    throw co.argumentError(i + 1, "value out of range");
                }
                bytes[i] = (byte) value;
            }
            return LuaString.wrap(bytes);
        }
    }

    private static final class Find extends Builtin {
        private final PatternCache patterns;

        Find(PatternCache patterns) {
            super("string.find");
            this.patterns = patterns;
        }

        @Override
        protected @Nullable Object run2(LuaCoroutine co, @Nullable Object a, @Nullable Object b) {
            return a instanceof LuaString subject && b instanceof LuaString pattern
                    ? find(co, subject, pattern, 0)
                    : run(co, new Object[] {a, b});
        }

        @Override
        protected @Nullable Object run(LuaCoroutine co, @Nullable Object[] args) {
            LuaString subject = Arguments.string(co, args, 0);
            LuaString pattern = Arguments.string(co, args, 1);
            long from = Positions.start(Arguments.integer(co, args, 2, 1), subject.length()) - 1;
            if (from > subject.length()) {
                return null;
            }
            return Arguments.truthy(args, 3)
                    ? findPlain(subject, pattern, (int) from)
                    : find(co, subject, pattern, (int) from);
        }

        private @Nullable Object find(LuaCoroutine co, LuaString subject, LuaString text, int from) {
            if (text.length() > PatternCache.MAX_LENGTH && LuaPattern.isPlain(text)) {
                return findPlain(subject, text, from);
            }
            LuaPattern pattern = patterns.get(text);
            if (pattern.isPlain()) {
                return findPlain(subject, text, from);
            }
            PatternMatch match = new PatternMatch(co, pattern, subject);
            return match.find(from, -1) ? match.positions() : null;
        }

        private static @Nullable Object findPlain(LuaString subject, LuaString text, int from) {
            int at = ByteSearch.indexOf(subject.bytes(), from, subject.length(), text.bytes());
            return at < 0 ? null : new Object[] {at + 1L, (long) at + text.length()};
        }
    }

    private static final class Match extends Builtin {
        private final PatternCache patterns;

        Match(PatternCache patterns) {
            super("string.match");
            this.patterns = patterns;
        }

        @Override
        protected @Nullable Object run2(LuaCoroutine co, @Nullable Object a, @Nullable Object b) {
            return a instanceof LuaString subject && b instanceof LuaString pattern
                    ? match(co, subject, pattern, 0)
                    : run(co, new Object[] {a, b});
        }

        @Override
        protected @Nullable Object run(LuaCoroutine co, @Nullable Object[] args) {
            LuaString subject = Arguments.string(co, args, 0);
            LuaString pattern = Arguments.string(co, args, 1);
            long from = Positions.start(Arguments.integer(co, args, 2, 1), subject.length()) - 1;
            return from > subject.length() ? null : match(co, subject, pattern, (int) from);
        }

        private @Nullable Object match(LuaCoroutine co, LuaString subject, LuaString pattern, int from) {
            PatternMatch match = new PatternMatch(co, patterns.get(pattern), subject);
            return match.find(from, -1) ? match.results() : null;
        }
    }

    /** What {@code gmatch} returns: each call gives the next match. */
    private static final class MatchIterator extends Builtin {
        private final LuaPattern pattern;
        private final Cell[] upvalues;
        private int from;
        private int lastEnd = -1;

        MatchIterator(LuaPattern pattern, LuaString subject, int from) {
            super("for iterator");
            this.pattern = pattern;
            this.upvalues = new Cell[] {new Cell(subject)};
            this.from = from;
        }

        @Override
        public Cell[] upvalues() {
            return upvalues;
        }

        @Override
        protected @Nullable Object run(LuaCoroutine co) {
            if (!(upvalues[0].value instanceof LuaString subject) || from > subject.length()) {
                return null;
            }
            PatternMatch match = new PatternMatch(co, pattern, subject);
            if (!match.find(from, lastEnd)) {
                from = subject.length() + 1;
                return null;
            }
            lastEnd = match.end();
            from = lastEnd;
            return match.results();
        }

        @Override
        protected @Nullable Object run1(LuaCoroutine co, @Nullable Object a) {
            return run(co);
        }

        @Override
        protected @Nullable Object run2(LuaCoroutine co, @Nullable Object a, @Nullable Object b) {
            return run(co);
        }

        @Override
        protected @Nullable Object run(LuaCoroutine co, @Nullable Object[] args) {
            return run(co);
        }
    }
}
