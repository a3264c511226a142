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
            int slot = calleeSlot;
            return slot >= 0 ? f.slots[slot] : callee.execute(f);
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

        Call1(Expression.Call tree, ExpressionNode callee, ExpressionNode first) {
            super(tree, callee);
            this.first = first;
        }

        @Override
        @Nullable
        Object executeAll(Frame f) {
            Object callee = callee(f);
            Object a = first.execute(f);
            f.site = this;
            return callee instanceof LuaClosure c ? c.call(f.co, a) : Calls.call(f.co, callee, a);
        }

        @Override
        @Nullable
        Object executeTail(Frame f) {
            Object callee = callee(f);
            return tail(f, this, callee, new Object[] {first.execute(f)});
        }
    }

    /** {@code f(a, b)}. */
    static final class Call2 extends ValueCall {
        private final ExpressionNode first;
        private final ExpressionNode second;

        Call2(Expression.Call tree, ExpressionNode callee, ExpressionNode first, ExpressionNode second) {
            super(tree, callee);
            this.first = first;
            this.second = second;
        }

        @Override
        @Nullable
        Object executeAll(Frame f) {
            Object callee = callee(f);
            Object a = first.execute(f);
            Object b = second.execute(f);
            f.site = this;
            return callee instanceof LuaClosure c ? c.call(f.co, a, b) : Calls.call(f.co, callee, a, b);
        }

        @Override
        @Nullable
        Object executeTail(Frame f) {
            Object callee = callee(f);
            return tail(f, this, callee, new Object[] {first.execute(f), second.execute(f)});
        }
    }

    /** {@code f(a, b, c)}. */
    static final class Call3 extends ValueCall {
        private final ExpressionNode first;
        private final ExpressionNode second;
        private final ExpressionNode third;

        Call3(
                Expression.Call tree,
                ExpressionNode callee,
                ExpressionNode first,
                ExpressionNode second,
                ExpressionNode third) {
            super(tree, callee);
            this.first = first;
            this.second = second;
            this.third = third;
        }

        @Override
        @Nullable
        Object executeAll(Frame f) {
            Object callee = callee(f);
            Object a = first.execute(f);
            Object b = second.execute(f);
            Object c = third.execute(f);
            f.site = this;
            return callee instanceof LuaClosure closure
                    ? closure.call(f.co, a, b, c)
                    : Calls.call(f.co, callee, a, b, c);
        }

        @Override
        @Nullable
        Object executeTail(Frame f) {
            Object callee = callee(f);
            return tail(f, this, callee, new Object[] {first.execute(f), second.execute(f), third.execute(f)});
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
