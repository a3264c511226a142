package eco.lua.lib.text;

import eco.lua.Arguments;
import eco.lua.LuaBuffer;
import eco.lua.LuaCoroutine;
import eco.lua.LuaFunction;
import eco.lua.LuaString;
import eco.lua.LuaTable;
import eco.lua.LuaType;
import eco.lua.runtime.Indexing;
import eco.lua.runtime.Numbers;
import org.jspecify.annotations.Nullable;

/**
 * {@code string.gsub}: what lies between matches is copied in whole pieces, and a subject in which nothing is replaced is
 * returned as it is. Functions and metamethods that are called here must not yield.
 */
public final class Substitution {
    private static final int ESCAPE = '%';

    private final LuaCoroutine co;
    private final PatternMatch match;
    private final LuaString subject;
    private final Object replacement;
    private final LuaBuffer out;
    private int copied;

    private Substitution(LuaCoroutine co, LuaPattern pattern, LuaString subject, Object replacement) {
        this.co = co;
        this.match = new PatternMatch(co, pattern, subject);
        this.subject = subject;
        this.replacement = replacement;
        this.out = new LuaBuffer(0);
    }

    /** Runs with the arguments of {@code gsub}: subject, pattern, replacement, and a limit. */
    public static Object gsub(LuaCoroutine co, PatternCache patterns, @Nullable Object[] args) {
        LuaString subject = Arguments.string(co, args, 0);
        LuaString pattern = Arguments.string(co, args, 1);
        Object replacement = Arguments.get(args, 2);
        if (replacement instanceof Long || replacement instanceof Double) {
            replacement = Numbers.format(replacement);
        }
        if (!(replacement instanceof LuaString
                || replacement instanceof LuaTable
                || replacement instanceof LuaFunction)) {
            throw Arguments.typeError(co, args, 2, "string/function/table");
        }
        long limit = Arguments.integer(co, args, 3, subject.length() + 1L);
        Substitution substitution = new Substitution(co, patterns.get(pattern), subject, replacement);
        co.forbidYield();
        Object result = substitution.run(limit);
        co.allowYield();
        return result;
    }

    private Object run(long limit) {
        long count = 0;
        boolean changed = false;
        int from = 0;
        int lastEnd = -1;
        while (count < limit && match.find(from, lastEnd)) {
            count++;
            changed |= replace();
            lastEnd = match.end();
            from = lastEnd;
            if (match.anchored()) {
                break;
            }
        }
        if (!changed) {
            return new Object[] {subject, count};
        }
        out.append(subject.bytes(), copied, subject.length() - copied);
        return new Object[] {out.toLuaString(), count};
    }

    /** Adds the piece before the match and what replaces it; false if the match stays as it is. */
    private boolean replace() {
        if (replacement instanceof LuaString text) {
            copyBefore();
            expand(text);
            return true;
        }
        Object value;
        if (replacement instanceof LuaTable table) {
            value = Indexing.get(co, table, match.capture(0));
        } else {
            value = LuaFunction.first(call((LuaFunction) replacement));
        }
        if (value == null || value == Boolean.FALSE) {
            return false;
        }
        if (value instanceof Long || value instanceof Double) {
            value = Numbers.format(value);
        }
        if (!(value instanceof LuaString text)) {
            throw co.error("invalid replacement value (a " + LuaType.of(value) + ")");
        }
        copyBefore();
        out.append(text);
        return true;
    }

    private @Nullable Object call(LuaFunction function) {
        Object results = match.results();
        return results instanceof Object[] list ? function.invoke(co, list) : function.call(co, results);
    }

    private void copyBefore() {
        out.append(subject.bytes(), copied, match.start() - copied);
        copied = match.end();
    }

    /** Adds the replacement text, in which {@code %1} stands for a capture and {@code %0} for the match. */
    private void expand(LuaString text) {
        byte[] bytes = text.bytes();
        int from = 0;
        for (int i = ByteSearch.indexOf(bytes, 0, bytes.length, (byte) ESCAPE);
                i >= 0;
                i = ByteSearch.indexOf(bytes, from, bytes.length, (byte) ESCAPE)) {
            out.append(bytes, from, i - from);
            int selector = i + 1 < bytes.length ? bytes[i + 1] : -1;
            if (selector == ESCAPE) {
                out.append(ESCAPE);
            } else if (selector == '0') {
                out.append(subject.bytes(), match.start(), match.end() - match.start());
            } else if (selector >= '1' && selector <= '9') {
                expandCapture(selector - '1');
            } else {
                throw co.error("invalid use of '%' in replacement string");
            }
            from = i + 2;
        }
        out.append(bytes, from, bytes.length - from);
    }

    private void expandCapture(int index) {
        Object capture = match.capture(index);
        out.append(capture instanceof LuaString text ? text : Numbers.format(capture));
    }
}
