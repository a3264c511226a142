package eco.lua.interp;

import eco.lua.Cell;
import eco.lua.Frame;
import eco.lua.LuaString;
import eco.lua.LuaTable;
import eco.lua.Metamethod;
import eco.lua.runtime.Indexing;
import eco.lua.runtime.SourceSite;
import eco.lua.syntax.Expression;
import eco.lua.syntax.LocalVariable;
import eco.lua.table.Shape;
import org.jspecify.annotations.Nullable;

/** Assignments to one target. */
final class AssignmentNodes {
    private AssignmentNodes() {}

    /** True if no metamethod has a say in assignments to the table. */
    static boolean isPlain(LuaTable t) {
        LuaTable metatable = t.metatable();
        return metatable == null || metatable.metamethod(Metamethod.NEWINDEX) == null;
    }

    /** {@code local = value}, also its declaration. */
    static final class SetLocal extends StatementNode {
        private final int slot;
        private final ExpressionNode value;

        SetLocal(int line, int slot, ExpressionNode value) {
            super(line);
            this.slot = slot;
            this.value = value;
        }

        @Override
        int execute(Frame f) {
            f.slots[slot] = value.execute(f);
            return NORMAL;
        }
    }

    /** The declaration of a captured local: a new cell each time. */
    static final class DeclareCaptured extends StatementNode {
        private final int slot;
        private final ExpressionNode value;

        DeclareCaptured(int line, int slot, ExpressionNode value) {
            super(line);
            this.slot = slot;
            this.value = value;
        }

        @Override
        int execute(Frame f) {
            f.slots[slot] = new Cell(value.execute(f));
            return NORMAL;
        }
    }

    /** {@code local function} that is captured, most often by itself: the cell comes before the closure. */
    static final class DeclareFunction extends StatementNode {
        private final int slot;
        private final ExpressionNode function;

        DeclareFunction(int line, int slot, ExpressionNode function) {
            super(line);
            this.slot = slot;
            this.function = function;
        }

        @Override
        int execute(Frame f) {
            Cell cell = new Cell(null);
            f.slots[slot] = cell;
            cell.value = function.execute(f);
            return NORMAL;
        }
    }

    /** {@code captured = value}. */
    static final class SetCaptured extends StatementNode {
        private final int slot;
        private final ExpressionNode value;

        SetCaptured(int line, int slot, ExpressionNode value) {
            super(line);
            this.slot = slot;
            this.value = value;
        }

        @Override
        int execute(Frame f) {
            Object v = value.execute(f);
            ((Cell) f.slots[slot]).value = v;
            return NORMAL;
        }
    }

    /** {@code upvalue = value}. */
    static final class SetUpvalue extends StatementNode {
        private final int index;
        private final ExpressionNode value;

        SetUpvalue(int line, int index, ExpressionNode value) {
            super(line);
            this.index = index;
            this.value = value;
        }

        @Override
        int execute(Frame f) {
            Object v = value.execute(f);
            f.upvalues[index].value = v;
            return NORMAL;
        }
    }

    /** {@code object[key] = value}; its own call site, for {@code __newindex} and errors. */
    abstract static class SetIndexed extends StatementNode implements SourceSite {
        private final Expression.Index tree;
        private final ExpressionNode object;
        private final ExpressionNode value;
        private final int objectSlot;
        private final int valueSlot;

        SetIndexed(int line, Expression.Index tree, ExpressionNode object, ExpressionNode value) {
            super(line);
            this.tree = tree;
            this.object = object;
            this.value = value;
            this.objectSlot = object.slot();
            this.valueSlot = value.slot();
        }

        final @Nullable Object object(Frame f) {
            return ExpressionNode.value(f, objectSlot, object);
        }

        final @Nullable Object value(Frame f) {
            return ExpressionNode.value(f, valueSlot, value);
        }

        @Override
        public final int line() {
            return tree.line();
        }

        @Override
        public final @Nullable LocalVariable scope() {
            return tree.scope();
        }

        @Override
        public final String calleeKind() {
            return "metamethod";
        }

        @Override
        public final String calleeName() {
            return "newindex";
        }

        @Override
        public final @Nullable String operand(int index) {
            return index == 0 ? Names.describe(tree.object()) : null;
        }
    }

    /** {@code object.name = value}, also of globals. */
    static final class SetField extends SetIndexed {
        private final LuaString key;
        /** The last shape seen that has the key, and its slot. */
        private @Nullable Shape shape;

        private int slot;
        /** The last shape seen that lacks the key, and the one that adding it leads to. */
        private @Nullable Shape before;

        private Shape after = Shape.NONE;

        SetField(int line, Expression.Index tree, ExpressionNode object, LuaString key, ExpressionNode value) {
            super(line, tree, object, value);
            this.key = key;
        }

        @Override
        int execute(Frame f) {
            Object o = object(f);
            Object v = value(f);
            if (!(o instanceof LuaTable t) || !set(t, v)) {
                f.site = this;
                Indexing.set(f.co, o, key, v);
            }
            return NORMAL;
        }

        /** Sets where no metamethod can have a say; false where one may. */
        private boolean set(LuaTable t, @Nullable Object v) {
            Shape s = t.shape();
            LuaTable metatable = t.metatable();
            if (s == shape) {
                if (metatable != null && t.slot(slot) == null) {
                    return false;
                }
                t.slot(slot, v);
                return true;
            }
            if (metatable != null && metatable.metamethod(Metamethod.NEWINDEX) != null) {
                return false;
            }
            if (s == before && v != null) {
                t.addSlot(after, v);
                return true;
            }
            learn(t, s, v);
            return true;
        }

        private void learn(LuaTable t, Shape s, @Nullable Object v) {
            int found = s.find(key);
            if (found >= 0) {
                shape = s;
                slot = found;
            }
            t.put(key, v);
            if (found < 0 && s.isShared() && t.shape().isShared() && t.shape().count() == s.count() + 1) {
                before = s;
                after = t.shape();
            }
        }
    }

    /** {@code object[key] = value}. */
    static final class SetElement extends SetIndexed {
        private final ExpressionNode key;
        private final int keySlot;

        SetElement(int line, Expression.Index tree, ExpressionNode object, ExpressionNode key, ExpressionNode value) {
            super(line, tree, object, value);
            this.key = key;
            this.keySlot = key.slot();
        }

        @Override
        int execute(Frame f) {
            Object o = object(f);
            Object k = ExpressionNode.value(f, keySlot, key);
            Object v = value(f);
            if (k instanceof Long i && o instanceof LuaTable t && isPlain(t)) {
                t.put(i.longValue(), v);
            } else {
                f.site = this;
                Indexing.set(f.co, o, k, v);
            }
            return NORMAL;
        }
    }
}
