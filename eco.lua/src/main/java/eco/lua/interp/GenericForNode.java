package eco.lua.interp;

import eco.lua.Cell;
import eco.lua.Frame;
import eco.lua.LuaClosure;
import eco.lua.LuaTable;
import eco.lua.runtime.Calls;
import eco.lua.runtime.SourceSite;
import eco.lua.runtime.TableTraversal;
import eco.lua.runtime.TracedLine;
import eco.lua.syntax.LocalVariable;
import eco.lua.syntax.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code for ... in}: calls the iterator until it gives nil, and closes the fourth value on every way out. */
final class GenericForNode extends StatementNode implements SourceSite {
    private final Statement.GenericFor tree;
    private final ValueList iterator;
    private final StatementNode body;
    private final int[] slots;
    private final boolean[] captured;
    private final ClosingScope closing;
    private final int closingSlot;

    GenericForNode(Statement.GenericFor tree, ValueList iterator, StatementNode body) {
        super(tree.line());
        this.tree = tree;
        this.iterator = iterator;
        this.body = body;
        List<LocalVariable> variables = tree.variables();
        this.slots = new int[variables.size()];
        this.captured = new boolean[slots.length];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = variables.get(i).slot();
            captured[i] = variables.get(i).captured();
        }
        LocalVariable hidden = tree.hidden().get(3);
        this.closing = new ClosingScope("(for state)", tree.doLine(), hidden);
        this.closingSlot = hidden.slot();
    }

    @Override
    int execute(Frame f) {
        Object[] values = iterator.execute(f);
        Object function = values.length > 0 ? values[0] : null;
        Object state = values.length > 1 ? values[1] : null;
        Object control = values.length > 2 ? values[2] : null;
        if (values.length <= 3 || values[3] == null || values[3] == Boolean.FALSE) {
            return loop(f, function, state, control);
        }
        Object toBeClosed = values[3];
        f.slots[closingSlot] = toBeClosed;
        f.site = closing;
        closing.check(f, toBeClosed);
        ClosingScope.Entry entry = closing.enter(f);
        int signal;
        try {
            signal = loop(f, function, state, control);
        } catch (Throwable t) {
            throw closing.failed(f, entry, toBeClosed, t);
        }
        closing.leave(f, toBeClosed);
        return signal;
    }

    private int loop(Frame f, @Nullable Object function, @Nullable Object state, @Nullable Object first) {
        if (function instanceof TableTraversal && first == null && state instanceof LuaTable t && !f.hooked) {
            return traverse(f, t);
        }
        Object control = first;
        boolean again = false;
        while (true) {
            f.site = this;
            Object result = function instanceof LuaClosure c
                    ? c.call(f.co, state, control)
                    : Calls.call(f.co, function, state, control);
            if (result instanceof Object[] list) {
                control = list.length == 0 ? null : list[0];
                if (control == null) {
                    return NORMAL;
                }
                for (int i = 0; i < slots.length; i++) {
                    declare(f, i, i < list.length ? list[i] : null);
                }
            } else {
                control = result;
                if (control == null) {
                    return NORMAL;
                }
                declare(f, 0, result);
                for (int i = 1; i < slots.length; i++) {
                    declare(f, i, null);
                }
            }
            if (again) {
                f.site = null;
            }
            int signal = body.run(f);
            if (signal != NORMAL) {
                return signal == BREAK ? NORMAL : signal;
            }
            f.co.poll();
            again = f.hooked;
            if (again) {
                f.co.hookLoop(f, new TracedLine(line, null), false);
            }
        }
    }

    /** {@code pairs} of a plain table: walks it as {@code next} would. */
    private int traverse(Frame f, LuaTable t) {
        for (int at = t.nextIndex(-1); at >= 0; at = t.nextIndex(at)) {
            declare(f, 0, t.keyAt(at));
            if (slots.length > 1) {
                declare(f, 1, t.valueAt(at));
                for (int i = 2; i < slots.length; i++) {
                    declare(f, i, null);
                }
            }
            int signal = body.run(f);
            if (signal != NORMAL) {
                return signal == BREAK ? NORMAL : signal;
            }
            f.co.poll();
        }
        return NORMAL;
    }

    private void declare(Frame f, int i, @Nullable Object value) {
        f.slots[slots[i]] = captured[i] ? new Cell(value) : value;
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
    public String calleeKind() {
        return "for iterator";
    }

    @Override
    public String calleeName() {
        return "for iterator";
    }
}
