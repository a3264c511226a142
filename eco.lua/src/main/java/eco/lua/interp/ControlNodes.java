package eco.lua.interp;

import eco.lua.Frame;
import eco.lua.LuaFunction;
import eco.lua.syntax.Label;
import org.jspecify.annotations.Nullable;

/** Statements that choose, jump, return, or call for an effect. */
final class ControlNodes {
    private ControlNodes() {}

    /** A call for its effect. */
    static final class CallStatement extends StatementNode {
        private final ExpressionNode call;

        CallStatement(int line, ExpressionNode call) {
            super(line);
            this.call = call;
        }

        @Override
        int execute(Frame f) {
            call.executeAll(f);
            return NORMAL;
        }
    }

    /** {@code if} with one condition and perhaps an else. */
    static final class If extends StatementNode {
        private final ExpressionNode condition;
        private final StatementNode then;
        private final @Nullable StatementNode otherwise;

        If(int line, ExpressionNode condition, StatementNode then, @Nullable StatementNode otherwise) {
            super(line);
            this.condition = condition;
            this.then = then;
            this.otherwise = otherwise;
        }

        @Override
        int execute(Frame f) {
            if (condition.test(f)) {
                return then.run(f);
            }
            return otherwise == null ? NORMAL : otherwise.run(f);
        }
    }

    /** {@code break}. */
    static final class Break extends StatementNode {
        Break(int line) {
            super(line);
        }

        @Override
        int execute(Frame f) {
            return BREAK;
        }
    }

    /** {@code goto}. */
    static final class Goto extends StatementNode {
        private final Label label;

        Goto(int line, Label label) {
            super(line);
            this.label = label;
        }

        @Override
        int execute(Frame f) {
            f.result = label;
            return GOTO;
        }
    }

    /** A label, or a declaration that needs no action. */
    static final class Nothing extends StatementNode {
        Nothing() {
            super(0);
        }

        @Override
        int execute(Frame f) {
            return NORMAL;
        }
    }

    /** {@code return}. */
    static final class ReturnNothing extends StatementNode {
        ReturnNothing(int line) {
            super(line);
        }

        @Override
        int execute(Frame f) {
            f.result = LuaFunction.NONE;
            return RETURN;
        }
    }

    /** {@code return value}. */
    static final class ReturnValue extends StatementNode {
        private final ExpressionNode value;
        private final int slot;

        ReturnValue(int line, ExpressionNode value) {
            super(line);
            this.value = value;
            this.slot = value.slot();
        }

        @Override
        int execute(Frame f) {
            f.result = ExpressionNode.value(f, slot, value);
            return RETURN;
        }
    }

    /** {@code return} of several values, or of one expression that may give several. */
    static final class ReturnList extends StatementNode {
        private final ValueList values;

        ReturnList(int line, ValueList values) {
            super(line);
            this.values = values;
        }

        @Override
        int execute(Frame f) {
            f.result = values.execute(f);
            return RETURN;
        }
    }

    /** {@code return call}. */
    static final class ReturnCall extends StatementNode {
        private final CallNodes.CallNode call;

        ReturnCall(int line, CallNodes.CallNode call) {
            super(line);
            this.call = call;
        }

        @Override
        int execute(Frame f) {
            f.result = call.executeTail(f);
            return RETURN;
        }
    }
}
