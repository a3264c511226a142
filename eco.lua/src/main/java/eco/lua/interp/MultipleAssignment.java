package eco.lua.interp;

import eco.lua.Cell;
import eco.lua.Frame;
import eco.lua.LuaTable;
import eco.lua.runtime.Indexing;
import eco.lua.runtime.SourceSite;
import org.jspecify.annotations.Nullable;

/**
 * {@code a, b[i], c = values} and declarations of several locals. As in the reference, the tables and keys of the targets
 * are evaluated first, then all values, and the last target is assigned first.
 */
final class MultipleAssignment extends StatementNode {
    /** One target. The two operands that it may need are evaluated before any assignment. */
    abstract static class Target {
        @Nullable
        Object object(Frame f) {
            return null;
        }

        @Nullable
        Object key(Frame f) {
            return null;
        }

        abstract void assign(Frame f, @Nullable Object object, @Nullable Object key, @Nullable Object value);
    }

    private final Target[] targets;
    private final ValueList values;

    MultipleAssignment(int line, Target[] targets, ValueList values) {
        super(line);
        this.targets = targets;
        this.values = values;
    }

    @Override
    int execute(Frame f) {
        int n = targets.length;
        Object[] operands = new Object[2 * n];
        for (int i = 0; i < n; i++) {
            operands[2 * i] = targets[i].object(f);
            operands[2 * i + 1] = targets[i].key(f);
        }
        Object[] list = values.execute(f);
        for (int i = n - 1; i >= 0; i--) {
            targets[i].assign(f, operands[2 * i], operands[2 * i + 1], i < list.length ? list[i] : null);
        }
        return NORMAL;
    }

    /** Two targets and two values, as in a swap: needs no lists. */
    static final class OfTwo extends StatementNode {
        private final Target first;
        private final Target second;
        private final ExpressionNode firstValue;
        private final ExpressionNode secondValue;

        OfTwo(int line, Target first, Target second, ExpressionNode firstValue, ExpressionNode secondValue) {
            super(line);
            this.first = first;
            this.second = second;
            this.firstValue = firstValue;
            this.secondValue = secondValue;
        }

        @Override
        int execute(Frame f) {
            Object firstObject = first.object(f);
            Object firstKey = first.key(f);
            Object secondObject = second.object(f);
            Object secondKey = second.key(f);
            Object a = firstValue.execute(f);
            Object b = secondValue.execute(f);
            second.assign(f, secondObject, secondKey, b);
            first.assign(f, firstObject, firstKey, a);
            return NORMAL;
        }
    }

    /** A plain local, assigned or declared. */
    static final class LocalTarget extends Target {
        private final int slot;

        LocalTarget(int slot) {
            this.slot = slot;
        }

        @Override
        void assign(Frame f, @Nullable Object object, @Nullable Object key, @Nullable Object value) {
            f.slots[slot] = value;
        }
    }

    /** The declaration of a captured local. */
    static final class CapturedDeclaration extends Target {
        private final int slot;

        CapturedDeclaration(int slot) {
            this.slot = slot;
        }

        @Override
        void assign(Frame f, @Nullable Object object, @Nullable Object key, @Nullable Object value) {
            f.slots[slot] = new Cell(value);
        }
    }

    /** A captured local. */
    static final class CapturedTarget extends Target {
        private final int slot;

        CapturedTarget(int slot) {
            this.slot = slot;
        }

        @Override
        void assign(Frame f, @Nullable Object object, @Nullable Object key, @Nullable Object value) {
            ((Cell) f.slots[slot]).value = value;
        }
    }

    /** A variable of an enclosing function. */
    static final class UpvalueTarget extends Target {
        private final int index;

        UpvalueTarget(int index) {
            this.index = index;
        }

        @Override
        void assign(Frame f, @Nullable Object object, @Nullable Object key, @Nullable Object value) {
            f.upvalues[index].value = value;
        }
    }

    /** {@code object[key]}. */
    static final class IndexedTarget extends Target {
        private final SourceSite site;
        private final ExpressionNode object;
        private final ExpressionNode key;

        IndexedTarget(SourceSite site, ExpressionNode object, ExpressionNode key) {
            this.site = site;
            this.object = object;
            this.key = key;
        }

        @Override
        @Nullable
        Object object(Frame f) {
            return object.execute(f);
        }

        @Override
        @Nullable
        Object key(Frame f) {
            return key.execute(f);
        }

        @Override
        void assign(Frame f, @Nullable Object o, @Nullable Object k, @Nullable Object value) {
            if (k instanceof Long i && o instanceof LuaTable t && AssignmentNodes.isPlain(t)) {
                t.put(i.longValue(), value);
            } else {
                f.site = site;
                Indexing.set(f.co, o, k, value);
            }
        }
    }
}
