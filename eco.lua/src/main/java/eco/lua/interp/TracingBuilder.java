package eco.lua.interp;

import eco.lua.runtime.TracedLine;
import eco.lua.syntax.Expression;
import eco.lua.syntax.FunctionTree;
import eco.lua.syntax.LocalVariable;
import eco.lua.syntax.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds the body that a function runs while a debug hook is set: the same nodes, with those between that report lines at
 * the points where the reference's instructions change lines.
 */
final class TracingBuilder extends NodeBuilder {
    private final int firstTemporary;
    private int temporaries;
    private int used;

    TracingBuilder(int firstTemporary) {
        this.firstTemporary = firstTemporary;
    }

    /** The body of a function, which ends with the line of its last token. */
    StatementNode function(FunctionTree tree) {
        StatementNode body = new StatementBuilder(this).block(tree.body());
        int last = tree.lineDefined() == 0 ? tree.body().endLine() : tree.lastLine();
        TracedLine end = new TracedLine(last, outermost(tree));
        return new Blocks.Pair(body, new TracingNodes.Line(end, new ControlNodes.Nothing()));
    }

    /** Slots that the body needs beyond the locals. */
    int temporaries() {
        return temporaries;
    }

    private static @Nullable LocalVariable outermost(FunctionTree tree) {
        List<LocalVariable> parameters = tree.parameters();
        LocalVariable result = parameters.isEmpty() ? null : parameters.get(parameters.size() - 1);
        for (Statement s : tree.body().statements()) {
            if (s instanceof Statement.LocalDeclaration d) {
                result = d.variables().get(d.variables().size() - 1);
            } else if (s instanceof Statement.LocalFunction l) {
                result = l.variable();
            }
        }
        return result;
    }

    @Override
    boolean isTracing() {
        return true;
    }

    @Override
    ExpressionNode expression(Expression e) {
        if (e instanceof Expression.Binary b && b.operator() != Expression.BinaryOperator.CONCAT) {
            return operator(b);
        }
        ExpressionNode node = plain(e);
        if (node instanceof VariableNodes.Constant
                || e instanceof Expression.Local
                || e instanceof Expression.Upvalue
                || e instanceof Expression.And
                || e instanceof Expression.Or
                || e instanceof Expression.Single) {
            return node;
        }
        int line = e instanceof Expression.Function f ? f.tree().lastLine() : e.line();
        return new TracingNodes.Before(new TracedLine(line, scope(e)), node);
    }

    private ExpressionNode operator(Expression.Binary b) {
        int slot = firstTemporary + used;
        used += 2;
        temporaries = Math.max(temporaries, used);
        ExpressionNode left = untraced(b.left()) ? plain(b.left()) : expression(b.left());
        ExpressionNode right = expression(b.right());
        used -= 2;
        ExpressionNode operation = operation(
                b,
                new VariableNodes.Local(slot),
                right instanceof VariableNodes.Constant ? right : new VariableNodes.Local(slot + 1));
        TracedLine line = new TracedLine(b.line(), b.scope());
        return new TracingNodes.Operator(line, left, right, operation, slot);
    }

    /** An operand that the reference fetches only when it has seen the operator, at the operator's line. */
    private static boolean untraced(Expression e) {
        return e instanceof Expression.Index || e instanceof Expression.Upvalue;
    }

    private static @Nullable LocalVariable scope(Expression e) {
        if (e instanceof Expression.Call c) {
            return c.scope();
        }
        if (e instanceof Expression.MethodCall m) {
            return m.scope();
        }
        if (e instanceof Expression.Index i) {
            return i.scope();
        }
        if (e instanceof Expression.Unary u) {
            return u.scope();
        }
        if (e instanceof Expression.Table t) {
            return t.scope();
        }
        return e instanceof Expression.Binary b ? b.scope() : null;
    }

    /** The last line of an expression, as far as its operands tell. */
    static int endLine(Expression e) {
        if (e instanceof Expression.Binary b) {
            return Math.max(b.line(), endLine(b.right()));
        }
        if (e instanceof Expression.Function f) {
            return f.tree().lastLine();
        }
        return e.line();
    }
}
