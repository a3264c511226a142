package eco.lua.interp;

import eco.lua.Frame;
import eco.lua.LuaString;
import eco.lua.runtime.Concatenation;
import eco.lua.runtime.SourceSite;
import eco.lua.syntax.Expression;
import eco.lua.syntax.LocalVariable;
import org.jspecify.annotations.Nullable;

/**
 * A whole chain {@code a .. b .. c}: the operands are evaluated from left to right and joined from right to left; where all
 * of them are strings or numbers, in one go.
 */
final class ConcatenationNode extends ExpressionNode {
    /** Site i is the operator between operands i and i + 1. */
    private final SourceSite[] sites;

    private final ExpressionNode[] operands;

    ConcatenationNode(Expression.Binary[] operators, ExpressionNode[] operands) {
        this.sites = new SourceSite[operators.length];
        for (int i = 0; i < operators.length; i++) {
            sites[i] = new Site(operators[i]);
        }
        this.operands = operands;
    }

    @Override
    @Nullable
    Object execute(Frame f) {
        int n = operands.length;
        Object[] values = new Object[n];
        boolean texts = true;
        for (int i = 0; i < n; i++) {
            Object value = operands[i].execute(f);
            values[i] = value;
            texts &= value instanceof LuaString || value instanceof Long || value instanceof Double;
        }
        f.site = sites[0];
        if (texts) {
            for (int i = 0; i < n; i++) {
                values[i] = Concatenation.text(values[i]);
            }
            return Concatenation.join(f.co, values, 0, n);
        }
        Object result = values[n - 1];
        for (int i = n - 2; i >= 0; i--) {
            f.site = sites[i];
            result = Concatenation.concat(f.co, values[i], result);
        }
        return result;
    }

    private record Site(Expression.Binary tree) implements SourceSite {
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
            return "metamethod";
        }

        @Override
        public String calleeName() {
            return "concat";
        }

        @Override
        public @Nullable String operand(int index) {
            return switch (index) {
                case 0 -> Names.describe(tree.left());
                case 1 -> Names.describe(tree.right());
                default -> null;
            };
        }
    }
}
