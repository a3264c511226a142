package eco.lua.interp;

import eco.lua.Frame;
import eco.lua.LuaFunction;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Expressions in order, the last of which may give any number of values. */
final class ValueList {
    private static final ExpressionNode[] EMPTY = new ExpressionNode[0];

    private final ExpressionNode[] single;
    private final @Nullable ExpressionNode open;

    /** Splits off the last expression if it is open. */
    ValueList(ExpressionNode[] expressions) {
        int n = expressions.length;
        boolean isOpen = n > 0 && expressions[n - 1].isOpen();
        this.open = isOpen ? expressions[n - 1] : null;
        this.single = n == 0 ? EMPTY : Arrays.copyOf(expressions, isOpen ? n - 1 : n);
    }

    /** True when the number of values is not known before. */
    boolean isOpen() {
        return open != null;
    }

    /** The number of values, or the least number if open. */
    int count() {
        return single.length;
    }

    /** All values in a list of their own. */
    @Nullable
    Object[] execute(Frame f) {
        return execute(f, 0, null);
    }

    /** As {@link #execute(Frame)} with {@code first} in front if {@code extra} is 1. */
    @Nullable
    Object[] execute(Frame f, int extra, @Nullable Object first) {
        int n = single.length + extra;
        Object[] list = n == 0 ? LuaFunction.NONE : new Object[n];
        if (extra == 1) {
            list[0] = first;
        }
        for (int i = extra; i < n; i++) {
            list[i] = single[i - extra].execute(f);
        }
        if (open == null) {
            return list;
        }
        Object rest = open.executeAll(f);
        if (n == 0) {
            return LuaFunction.list(rest);
        }
        if (rest instanceof Object[] values) {
            Object[] joined = Arrays.copyOf(list, n + values.length);
            System.arraycopy(values, 0, joined, n, values.length);
            return joined;
        }
        Object[] joined = Arrays.copyOf(list, n + 1);
        joined[n] = rest;
        return joined;
    }
}
