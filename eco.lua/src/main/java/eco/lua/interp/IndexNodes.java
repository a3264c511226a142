package eco.lua.interp;

import eco.lua.Frame;
import eco.lua.LuaString;
import eco.lua.LuaTable;
import eco.lua.runtime.Indexing;
import eco.lua.runtime.SourceSite;
import eco.lua.syntax.Expression;
import eco.lua.syntax.LocalVariable;
import eco.lua.table.Shape;
import org.jspecify.annotations.Nullable;

/** {@code object[key]} as a value. A hit in a plain table is answered here, the rest by {@link Indexing}. */
final class IndexNodes {
    private IndexNodes() {}

    /** Any indexing; its own call site, for {@code __index} and errors. */
    abstract static class IndexNode extends ExpressionNode implements SourceSite {
        private final Expression.Index tree;
        private final ExpressionNode object;
        private final int objectSlot;

        IndexNode(Expression.Index tree, ExpressionNode object) {
            this.tree = tree;
            this.object = object;
            this.objectSlot = object.slot();
        }

        final @Nullable Object object(Frame f) {
            return value(f, objectSlot, object);
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
            return "index";
        }

        @Override
        public final @Nullable String operand(int index) {
            return index == 0 ? Names.describe(tree.object()) : null;
        }
    }

    /** A constant string key; the site remembers in which slot two shapes have it. */
    abstract static class NamedNode extends IndexNode {
        final LuaString key;

        @Nullable
        Shape shape;

        int slot;
        private @Nullable Shape otherShape;
        private int otherSlot;

        NamedNode(Expression.Index tree, ExpressionNode object, LuaString key) {
            super(tree, object);
            this.key = key;
        }

        /** The value where the first shape does not fit. */
        final @Nullable Object find(LuaTable t) {
            Shape s = t.shape();
            if (s == otherShape) {
                return t.slot(otherSlot);
            }
            int found = s.find(key);
            if (found < 0) {
                return null;
            }
            otherShape = shape;
            otherSlot = slot;
            shape = s;
            slot = found;
            return t.slot(found);
        }
    }

    /** {@code object.name}. */
    static final class Field extends NamedNode {
        Field(Expression.Index tree, ExpressionNode object, LuaString key) {
            super(tree, object, key);
        }

        @Override
        @Nullable
        Object execute(Frame f) {
            Object o = object(f);
            if (o instanceof LuaTable t) {
                Object value = t.shape() == shape ? t.slot(slot) : find(t);
                if (value != null || t.metatable() == null) {
                    return value;
                }
            }
            f.site = this;
            return Indexing.get(f.co, o, key);
        }
    }

    /** A global variable, or any field of an upvalue. */
    static final class UpvalueField extends NamedNode {
        private final int index;

        UpvalueField(Expression.Index tree, ExpressionNode object, int index, LuaString key) {
            super(tree, object, key);
            this.index = index;
        }

        @Override
        @Nullable
        Object execute(Frame f) {
            Object o = f.upvalues[index].value;
            if (o instanceof LuaTable t) {
                Object value = t.shape() == shape ? t.slot(slot) : find(t);
                if (value != null || t.metatable() == null) {
                    return value;
                }
            }
            f.site = this;
            return Indexing.get(f.co, o, key);
        }
    }

    /** {@code object[n]} with an integer constant. */
    static final class Item extends IndexNode {
        private final long key;

        Item(Expression.Index tree, ExpressionNode object, long key) {
            super(tree, object);
            this.key = key;
        }

        @Override
        @Nullable
        Object execute(Frame f) {
            Object o = object(f);
            if (o instanceof LuaTable t) {
                Object value = t.get(key);
                if (value != null || t.metatable() == null) {
                    return value;
                }
            }
            f.site = this;
            return Indexing.get(f.co, o, (Object) key);
        }
    }

    /** {@code object[key]} with any key. */
    static final class Element extends IndexNode {
        private final ExpressionNode key;
        private final int keySlot;

        Element(Expression.Index tree, ExpressionNode object, ExpressionNode key) {
            super(tree, object);
            this.key = key;
            this.keySlot = key.slot();
        }

        @Override
        @Nullable
        Object execute(Frame f) {
            Object o = object(f);
            Object k = value(f, keySlot, key);
            if (o instanceof LuaTable t) {
                Object value = k instanceof Long i ? t.get(i.longValue()) : t.get(k);
                if (value != null || t.metatable() == null) {
                    return value;
                }
            }
            f.site = this;
            return Indexing.get(f.co, o, k);
        }
    }
}
