package eco.lua.interp;

import eco.lua.Cell;
import eco.lua.Frame;
import eco.lua.LuaFunction;
import org.jspecify.annotations.Nullable;

/** Constants, variables and {@code ...} as operands. */
final class VariableNodes {
    private VariableNodes() {}

    /** A literal. */
    static final class Constant extends ExpressionNode {
        final @Nullable Object value;

        Constant(@Nullable Object value) {
            this.value = value;
        }

        @Override
        @Nullable
        Object execute(Frame f) {
            return value;
        }
    }

    /** A local variable that no inner function uses. */
    static final class Local extends ExpressionNode {
        private final int slot;

        Local(int slot) {
            this.slot = slot;
        }

        @Override
        @Nullable
        Object execute(Frame f) {
            return f.slots[slot];
        }

        @Override
        int slot() {
            return slot;
        }
    }

    /** A captured local variable. */
    static final class Captured extends ExpressionNode {
        private final int slot;

        Captured(int slot) {
            this.slot = slot;
        }

        @Override
        @Nullable
        Object execute(Frame f) {
            return ((Cell) f.slots[slot]).value;
        }
    }

    /** A variable of an enclosing function. */
    static final class Upvalue extends ExpressionNode {
        private final int index;

        Upvalue(int index) {
            this.index = index;
        }

        @Override
        @Nullable
        Object execute(Frame f) {
            return f.upvalues[index].value;
        }

        @Override
        int slot() {
            return -2 - index;
        }
    }

    /** {@code ...}. */
    static final class Varargs extends ExpressionNode {
        @Override
        @Nullable
        Object execute(Frame f) {
            Object[] values = f.varargs;
            return values.length == 0 ? null : values[0];
        }

        @Override
        @Nullable
        Object executeAll(Frame f) {
            return f.varargs.length == 0 ? LuaFunction.NONE : f.varargs.clone();
        }

        @Override
        boolean isOpen() {
            return true;
        }
    }

    /** Parentheses around a call or {@code ...}. */
    static final class Single extends ExpressionNode {
        private final ExpressionNode expression;

        Single(ExpressionNode expression) {
            this.expression = expression;
        }

        @Override
        @Nullable
        Object execute(Frame f) {
            return expression.execute(f);
        }
    }
}
