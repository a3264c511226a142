package eco.lua.interp;

import eco.lua.Frame;
import eco.lua.LuaFunction;
import eco.lua.LuaString;
import eco.lua.LuaTable;
import eco.lua.runtime.Indexing;
import eco.lua.runtime.SourceSite;
import eco.lua.syntax.Expression;
import eco.lua.syntax.LocalVariable;
import eco.lua.table.Shape;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A table constructor. Keys of items are {@code 1, 2, ...}; the last item may expand. Where all other keys are different
 * constant strings, the table is made in one go with the shape that it is known to get.
 */
final class TableNode extends ExpressionNode implements SourceSite {
    private final Expression.Table tree;
    /** The key of each field; null for an item. */
    private final @Nullable ExpressionNode[] keys;

    private final ExpressionNode[] values;
    private final int items;
    /** The string keys in order, or null if some key is no constant string or comes twice. */
    private final LuaString @Nullable [] names;
    /** The shape that a table with these names has; null before the first, and if there is none. */
    private @Nullable Shape shape;

    TableNode(Expression.Table tree, @Nullable ExpressionNode[] keys, ExpressionNode[] values) {
        this.tree = tree;
        this.keys = keys;
        this.values = values;
        int count = 0;
        for (ExpressionNode key : keys) {
            if (key == null) {
                count++;
            }
        }
        this.items = count;
        this.names = names(tree, keys.length - count);
    }

    private static LuaString @Nullable [] names(Expression.Table tree, int count) {
        LuaString[] names = new LuaString[count];
        Set<LuaString> seen = new HashSet<>();
        int n = 0;
        for (Expression.Field field : tree.fields()) {
            if (field.key() instanceof Expression.Str s && seen.add(s.value())) {
                names[n++] = s.value();
            } else if (field.key() != null) {
                return null;
            }
        }
        return names;
    }

    @Override
    Object execute(Frame f) {
        if (names == null) {
            return general(f);
        }
        Shape known = shape;
        if (known == null) {
            known = shape(f.co.runtime().rootShape(), names);
            if (known == null) {
                return general(f);
            }
            shape = known;
        }
        return shaped(f, known);
    }

    private static @Nullable Shape shape(Shape root, LuaString[] names) {
        Shape result = root;
        for (LuaString name : names) {
            result = result == null ? null : result.with(name, false);
        }
        return result;
    }

    private LuaTable shaped(Frame f, Shape known) {
        int n = values.length;
        int named = n - items;
        Object[] slots = named == 0 ? LuaFunction.NONE : new Object[named];
        Object[] array = items == 0 ? LuaFunction.NONE : new Object[items];
        int slot = 0;
        int item = 0;
        for (int i = 0; i < n; i++) {
            ExpressionNode value = values[i];
            if (keys[i] != null) {
                slots[slot++] = value.execute(f);
            } else if (i == n - 1 && value.isOpen()) {
                array = expanded(array, value.executeAll(f));
            } else {
                array[item++] = value.execute(f);
            }
        }
        return new LuaTable(known, slots, array);
    }

    /** {@code array}, whose last element is free, with that element and more taken from {@code rest}. */
    private static @Nullable Object[] expanded(@Nullable Object[] array, @Nullable Object rest) {
        int first = array.length - 1;
        if (!(rest instanceof Object[] list)) {
            array[first] = rest;
            return array;
        }
        if (first == 0) {
            return list;
        }
        Object[] joined = Arrays.copyOf(array, first + list.length);
        System.arraycopy(list, 0, joined, first, list.length);
        return joined;
    }

    private LuaTable general(Frame f) {
        int n = keys.length;
        LuaTable table = f.co.runtime().newTable(items, n - items);
        long next = 1;
        for (int i = 0; i < n; i++) {
            ExpressionNode key = keys[i];
            ExpressionNode value = values[i];
            if (key != null) {
                Object k = key.execute(f);
                Object v = value.execute(f);
                f.site = this;
                Indexing.rawSet(f.co, table, k, v);
            } else if (i == n - 1 && value.isOpen()) {
                Object[] list = LuaFunction.list(value.executeAll(f));
                table.putAll(next, list, 0, list.length);
            } else {
                table.put(next++, value.execute(f));
            }
        }
        return table;
    }

    @Override
    public int line() {
        return tree.line();
    }

    @Override
    public @Nullable LocalVariable scope() {
        return tree.scope();
    }

    @Override
    public @Nullable String calleeKind() {
        return null;
    }

    @Override
    public @Nullable String calleeName() {
        return null;
    }
}
