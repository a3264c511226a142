package eco.lua.interp;

import eco.lua.Frame;
import eco.lua.LuaClosure;
import eco.lua.LuaFunction;
import eco.lua.runtime.Calls;
import eco.lua.runtime.SourceSite;
import eco.lua.syntax.Expression;
import eco.lua.syntax.LocalVariable;
import org.jspecify.annotations.Nullable;

/**
 * Calls {@code f(...)}, by number of arguments. Each is its own call site: it is what a frame's {@link Frame#site} shows while
 * the callee runs.
 */
final class CallNodes {
    private CallNodes() {}

    /** Any call of a value; also of a method, with the object in front of the arguments. */
    abstract static class CallNode extends ExpressionNode implements SourceSite {
        @Override
        final @Nullable Object execute(Frame f) {
            Object result = executeAll(f);
            return result instanceof Object[] values ? values.length == 0 ? null : values[0] : result;
        }

        @Override
        abstract @Nullable Object executeAll(Frame f);

        /** Makes the call a tail call: leaves it for the trampoline if the callee is a Lua function, else runs it. */
        abstract @Nullable Object executeTail(Frame f);

        @Override
        final boolean isOpen() {
            return true;
        }

        static @Nullable Object tail(Frame f, CallNode site, @Nullable Object callee, @Nullable Object[] args) {
            f.site = site;
            return callee instanceof LuaClosure closure
                    ? f.co.tailCall().leave(closure, args)
                    : Calls.invoke(f.co, callee, args);
        }
    }

    /** A call of a value. */
    abstract static class ValueCall extends CallNode {
        private final Expression.Call tree;
        private final ExpressionNode callee;
        private final int calleeSlot;

        ValueCall(Expression.Call tree, ExpressionNode callee) {
            this.tree = tree;
            this.callee = callee;
            this.calleeSlot = callee.slot();
        }

        final @Nullable Object callee(Frame f) {
            return value(f, calleeSlot, callee);
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
        public final @Nullable String calleeKind() {
            return Names.kind(tree.function());
        }

        @Override
        public final @Nullable String calleeName() {
            return Names.name(tree.function());
        }
    }

    /** {@code f()}. */
    static final class Call0 extends ValueCall {
        Call0(Expression.Call tree, ExpressionNode callee) {
            super(tree, callee);
        }

        @Override
        @Nullable
        Object executeAll(Frame f) {
            Object callee = callee(f);
            f.site = this;
            return callee instanceof LuaClosure c ? c.call(f.co) : Calls.call(f.co, callee);
        }

        @Override
        @Nullable
        Object executeTail(Frame f) {
            return tail(f, this, callee(f), LuaFunction.NONE);
        }
    }

    /** {@code f(a)}. */
    static final class Call1 extends ValueCall {
        private final ExpressionNode first;
        private final int firstSlot;

        Call1(Expression.Call tree, ExpressionNode callee, ExpressionNode first) {
            super(tree, callee);
            this.first = first;
            this.firstSlot = first.slot();
        }

        @Override
        @Nullable
        Object executeAll(Frame f) {
            Object callee = callee(f);
            Object a = value(f, firstSlot, first);
            f.site = this;
            return callee instanceof LuaClosure c ? c.call(f.co, a) : Calls.call(f.co, callee, a);
        }

        @Override
        @Nullable
        Object executeTail(Frame f) {
            Object callee = callee(f);
            return tail(f, this, callee, new Object[] {value(f, firstSlot, first)});
        }
    }

    /** {@code f(a, b)}. */
    static final class Call2 extends ValueCall {
        private final ExpressionNode first;
        private final int firstSlot;
        private final ExpressionNode second;
        private final int secondSlot;

        Call2(Expression.Call tree, ExpressionNode callee, ExpressionNode first, ExpressionNode second) {
            super(tree, callee);
            this.first = first;
            this.firstSlot = first.slot();
            this.second = second;
            this.secondSlot = second.slot();
        }

        @Override
        @Nullable
        Object executeAll(Frame f) {
            Object callee = callee(f);
            Object a = value(f, firstSlot, first);
            Object b = value(f, secondSlot, second);
            f.site = this;
            return callee instanceof LuaClosure c ? c.call(f.co, a, b) : Calls.call(f.co, callee, a, b);
        }

        @Override
        @Nullable
        Object executeTail(Frame f) {
            Object callee = callee(f);
            return tail(f, this, callee, new Object[] {value(f, firstSlot, first), value(f, secondSlot, second)});
        }
    }

    /** {@code f(a, b, c)}. */
    static final class Call3 extends ValueCall {
        private final ExpressionNode first;
        private final int firstSlot;
        private final ExpressionNode second;
        private final int secondSlot;
        private final ExpressionNode third;
        private final int thirdSlot;

        Call3(
                Expression.Call tree,
                ExpressionNode callee,
                ExpressionNode first,
                ExpressionNode second,
                ExpressionNode third) {
            super(tree, callee);
            this.first = first;
            this.firstSlot = first.slot();
            this.second = second;
            this.secondSlot = second.slot();
            this.third = third;
            this.thirdSlot = third.slot();
        }

        @Override
        @Nullable
        Object executeAll(Frame f) {
            Object callee = callee(f);
            Object a = value(f, firstSlot, first);
            Object b = value(f, secondSlot, second);
            Object c = value(f, thirdSlot, third);
            f.site = this;
            return callee instanceof LuaClosure closure
                    ? closure.call(f.co, a, b, c)
                    : Calls.call(f.co, callee, a, b, c);
        }

        @Override
        @Nullable
        Object executeTail(Frame f) {
            Object callee = callee(f);
            return tail(f, this, callee, new Object[] {
                value(f, firstSlot, first), value(f, secondSlot, second), value(f, thirdSlot, third)
            });
        }
    }

    /** {@code f(...)} with any arguments. */
    static final class CallList extends ValueCall {
        private final ValueList arguments;

        CallList(Expression.Call tree, ExpressionNode callee, ValueList arguments) {
            super(tree, callee);
            this.arguments = arguments;
        }

        @Override
        @Nullable
        Object executeAll(Frame f) {
            Object callee = callee(f);
            Object[] args = arguments.execute(f);
            f.site = this;
            return Calls.invoke(f.co, callee, args);
        }

        @Override
        @Nullable
        Object executeTail(Frame f) {
            Object callee = callee(f);
            return tail(f, this, callee, arguments.execute(f));
        }
    }
}
