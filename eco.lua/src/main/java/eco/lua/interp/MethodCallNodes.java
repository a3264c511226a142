package eco.lua.interp;

import eco.lua.Frame;
import eco.lua.LuaClosure;
import eco.lua.LuaString;
import eco.lua.LuaTable;
import eco.lua.Metamethod;
import eco.lua.runtime.Calls;
import eco.lua.runtime.Indexing;
import eco.lua.runtime.SourceSite;
import eco.lua.syntax.Expression;
import eco.lua.syntax.LocalVariable;
import eco.lua.table.Shape;
import org.jspecify.annotations.Nullable;

/** Calls {@code object:name(...)}, by number of arguments. */
final class MethodCallNodes {
    private MethodCallNodes() {}

    /** The look-up of the method, which may fail or call {@code __index} before the method itself is called. */
    private record LookUp(Expression.MethodCall tree) implements SourceSite {
        @Override
        public int line() {
            return tree.nameLine();
        }

        @Override
        public @Nullable LocalVariable scope() {
            return tree.scope();
        }

        @Override
        public String calleeKind() {
            return "metamethod";
        }

        @Override
        public String calleeName() {
            return "index";
        }

        @Override
        public @Nullable String operand(int index) {
            return index == 0 ? Names.describe(tree.object()) : null;
        }
    }

    /** Any method call. */
    abstract static class MethodCall extends CallNodes.CallNode {
        private final LookUp lookUp;
        private final ExpressionNode object;
        private final int objectSlot;
        private final LuaString name;
        private @Nullable Shape objectShape;
        private Shape metatableShape = Shape.NONE;
        private int indexSlot;
        private Shape classShape = Shape.NONE;
        private int methodSlot;

        MethodCall(Expression.MethodCall tree, ExpressionNode object) {
            this.lookUp = new LookUp(tree);
            this.object = object;
            this.objectSlot = object.slot();
            this.name = tree.name();
        }

        final @Nullable Object object(Frame f) {
            return value(f, objectSlot, object);
        }

        /**
         * The method. Most often the object has a shape that lacks it, and the table that is its metatable's {@code __index} has
         * it; the site remembers the three shapes of that case.
         */
        final @Nullable Object method(Frame f, @Nullable Object o) {
            if (o instanceof LuaTable t && t.shape() == objectShape) {
                LuaTable metatable = t.metatable();
                if (metatable != null
                        && metatable.shape() == metatableShape
                        && metatable.slot(indexSlot) instanceof LuaTable c
                        && c.shape() == classShape) {
                    Object method = c.slot(methodSlot);
                    if (method != null) {
                        return method;
                    }
                }
            }
            return find(f, o);
        }

        private @Nullable Object find(Frame f, @Nullable Object o) {
            if (o instanceof LuaTable t) {
                Object method = t.get(name);
                if (method != null) {
                    return method;
                }
                LuaTable metatable = t.metatable();
                if (metatable != null && metatable.metamethod(Metamethod.INDEX) instanceof LuaTable c) {
                    int found = c.shape().find(name);
                    method = found < 0 ? null : c.slot(found);
                    if (method != null) {
                        if (t.shape().isShared() && t.shape().find(name) < 0) {
                            objectShape = t.shape();
                            metatableShape = metatable.shape();
                            indexSlot = metatableShape.find(Metamethod.INDEX.key());
                            classShape = c.shape();
                            methodSlot = found;
                        }
                        return method;
                    }
                }
            }
            f.site = lookUp;
            return Indexing.get(f.co, o, name);
        }

        @Override
        public final int line() {
            return lookUp.tree().line();
        }

        @Override
        public final @Nullable LocalVariable scope() {
            return lookUp.scope();
        }

        @Override
        public final String calleeKind() {
            return "method";
        }

        @Override
        public final String calleeName() {
            return name.toString();
        }
    }

    /** {@code object:name()}. */
    static final class Method0 extends MethodCall {
        Method0(Expression.MethodCall tree, ExpressionNode object) {
            super(tree, object);
        }

        @Override
        @Nullable
        Object executeAll(Frame f) {
            Object o = object(f);
            Object method = method(f, o);
            f.site = this;
            return method instanceof LuaClosure c ? c.call(f.co, o) : Calls.call(f.co, method, o);
        }

        @Override
        @Nullable
        Object executeTail(Frame f) {
            Object o = object(f);
            return tail(f, this, method(f, o), new Object[] {o});
        }
    }

    /** {@code object:name(a)}. */
    static final class Method1 extends MethodCall {
        private final ExpressionNode first;
        private final int firstSlot;

        Method1(Expression.MethodCall tree, ExpressionNode object, ExpressionNode first) {
            super(tree, object);
            this.first = first;
            this.firstSlot = first.slot();
        }

        @Override
        @Nullable
        Object executeAll(Frame f) {
            Object o = object(f);
            Object method = method(f, o);
            Object a = value(f, firstSlot, first);
            f.site = this;
            return method instanceof LuaClosure c ? c.call(f.co, o, a) : Calls.call(f.co, method, o, a);
        }

        @Override
        @Nullable
        Object executeTail(Frame f) {
            Object o = object(f);
            Object method = method(f, o);
            return tail(f, this, method, new Object[] {o, value(f, firstSlot, first)});
        }
    }

    /** {@code object:name(a, b)}. */
    static final class Method2 extends MethodCall {
        private final ExpressionNode first;
        private final int firstSlot;
        private final ExpressionNode second;
        private final int secondSlot;

        Method2(Expression.MethodCall tree, ExpressionNode object, ExpressionNode first, ExpressionNode second) {
            super(tree, object);
            this.first = first;
            this.firstSlot = first.slot();
            this.second = second;
            this.secondSlot = second.slot();
        }

        @Override
        @Nullable
        Object executeAll(Frame f) {
            Object o = object(f);
            Object method = method(f, o);
            Object a = value(f, firstSlot, first);
            Object b = value(f, secondSlot, second);
            f.site = this;
            return method instanceof LuaClosure c ? c.call(f.co, o, a, b) : Calls.call(f.co, method, o, a, b);
        }

        @Override
        @Nullable
        Object executeTail(Frame f) {
            Object o = object(f);
            Object method = method(f, o);
            return tail(f, this, method, new Object[] {o, value(f, firstSlot, first), value(f, secondSlot, second)});
        }
    }

    /** {@code object:name(...)} with any arguments. */
    static final class MethodList extends MethodCall {
        private final ValueList arguments;

        MethodList(Expression.MethodCall tree, ExpressionNode object, ValueList arguments) {
            super(tree, object);
            this.arguments = arguments;
        }

        @Override
        @Nullable
        Object executeAll(Frame f) {
            Object o = object(f);
            Object method = method(f, o);
            Object[] args = arguments.execute(f, 1, o);
            f.site = this;
            return Calls.invoke(f.co, method, args);
        }

        @Override
        @Nullable
        Object executeTail(Frame f) {
            Object o = object(f);
            Object method = method(f, o);
            return tail(f, this, method, arguments.execute(f, 1, o));
        }
    }
}
