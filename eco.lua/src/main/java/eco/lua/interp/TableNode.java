package eco.lua.interp;

import eco.lua.Frame;
import eco.lua.LuaString;
import eco.lua.LuaTable;
import eco.lua.runtime.Indexing;
import eco.lua.runtime.SourceSite;
import eco.lua.syntax.Expression;
import eco.lua.syntax.LocalVariable;
import org.jspecify.annotations.Nullable;

/** A table constructor. Keys of items are {@code 1, 2, ...}; the last item may expand. */
final class TableNode extends ExpressionNode implements SourceSite {
    private final Expression.Table tree;
    /** The key of each field; null for an item. */
    private final @Nullable ExpressionNode[] keys;

    private final ExpressionNode[] values;
    private final int items;

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
    }

    @Override
    Object execute(Frame f) {
        int n = keys.length;
        LuaTable table = new LuaTable(items, n - items);
        long next = 1;
        for (int i = 0; i < n; i++) {
            ExpressionNode key = keys[i];
            ExpressionNode value = values[i];
            if (key == null) {
                if (i == n - 1 && value.isOpen()) {
                    expand(table, next, value.executeAll(f));
                } else {
                    table.put(next++, value.execute(f));
                }
            } else {
                put(f, table, key.execute(f), value);
            }
        }
        return table;
    }

    private void put(Frame f, LuaTable table, @Nullable Object key, ExpressionNode value) {
        Object v = value.execute(f);
        if (key instanceof LuaString s) {
            table.put(s, v);
        } else {
            f.site = this;
            Indexing.rawSet(f.co, table, key, v);
        }
    }

    private static void expand(LuaTable table, long from, @Nullable Object rest) {
        if (rest instanceof Object[] list) {
            for (int i = 0; i < list.length; i++) {
                table.put(from + i, list[i]);
            }
        } else {
            table.put(from, rest);
        }
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
