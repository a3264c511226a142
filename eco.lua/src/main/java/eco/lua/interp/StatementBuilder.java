package eco.lua.interp;

import eco.lua.Frame;
import eco.lua.syntax.Block;
import eco.lua.syntax.Expression;
import eco.lua.syntax.Label;
import eco.lua.syntax.LocalVariable;
import eco.lua.syntax.Statement;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds the nodes of one function's statements. */
final class StatementBuilder {
    private final NodeBuilder expressions;

    StatementBuilder(NodeBuilder expressions) {
        this.expressions = expressions;
    }

    /** A block. */
    StatementNode block(Block block) {
        return block(block, null);
    }

    /** A block with one more node at its end, inside the scope of its variables. */
    private StatementNode block(Block block, @Nullable StatementNode last) {
        return rest(block, 0, last);
    }

    /** The statements from {@code from} on. A to-be-closed variable takes the statements after it into its own node. */
    private StatementNode rest(Block block, int from, @Nullable StatementNode last) {
        List<Statement> statements = block.statements();
        List<StatementNode> nodes = new ArrayList<>();
        Map<Label, Integer> labels = new IdentityHashMap<>();
        boolean closed = false;
        for (int i = from; i < statements.size(); i++) {
            Statement s = statements.get(i);
            if (s instanceof Statement.LabelStatement l) {
                if (l.label().used()) {
                    // In the scope of a later to-be-closed variable only the end of the block can be gone to from here.
                    labels.put(l.label(), nodes.size());
                }
            } else if (!closed) {
                LocalVariable toBeClosed = toBeClosed(s);
                if (toBeClosed != null) {
                    StatementNode scope = rest(block, i + 1, last);
                    nodes.add(new ClosingNode(statement(s), toBeClosed, read(toBeClosed), scope, block.endLine()));
                    closed = true;
                } else {
                    nodes.add(statement(s));
                }
            }
        }
        if (last != null && !closed) {
            nodes.add(last);
        }
        return sequence(nodes, labels);
    }

    private static StatementNode sequence(List<StatementNode> nodes, Map<Label, Integer> labels) {
        if (!labels.isEmpty()) {
            return new Blocks.Labeled(nodes.toArray(new StatementNode[0]), labels);
        }
        return switch (nodes.size()) {
            case 0 -> new ControlNodes.Nothing();
            case 1 -> nodes.get(0);
            case 2 -> new Blocks.Pair(nodes.get(0), nodes.get(1));
            case 3 -> new Blocks.Triple(nodes.get(0), nodes.get(1), nodes.get(2));
            default -> new Blocks.Sequence(nodes.toArray(new StatementNode[0]));
        };
    }

    /** The node, with what forgets the block's variables and the others given when it ends. */
    private static StatementNode scope(StatementNode node, Block block, List<LocalVariable> others) {
        List<LocalVariable> variables = new ArrayList<>(others);
        for (Statement s : block.statements()) {
            if (s instanceof Statement.LocalDeclaration d) {
                variables.addAll(d.variables());
            } else if (s instanceof Statement.LocalFunction l) {
                variables.add(l.variable());
            }
        }
        if (variables.isEmpty()) {
            return node;
        }
        int from = Integer.MAX_VALUE;
        int to = 0;
        for (LocalVariable v : variables) {
            from = Math.min(from, v.slot());
            to = Math.max(to, v.slot() + 1);
        }
        return new Blocks.Scope(node, from, to);
    }

    private static @Nullable LocalVariable toBeClosed(Statement s) {
        if (s instanceof Statement.LocalDeclaration d) {
            for (LocalVariable v : d.variables()) {
                if (v.attribute() == LocalVariable.Attribute.CLOSE) {
                    return v;
                }
            }
        }
        return null;
    }

    private static ExpressionNode read(LocalVariable v) {
        return v.captured() ? new VariableNodes.Captured(v.slot()) : new VariableNodes.Local(v.slot());
    }

    private StatementNode statement(Statement s) {
        if (s instanceof Statement.LocalDeclaration d) {
            return declaration(d);
        }
        if (s instanceof Statement.LocalFunction l) {
            ExpressionNode function = expressions.expression(l.function());
            int slot = l.variable().slot();
            return l.variable().captured()
                    ? new AssignmentNodes.DeclareFunction(l.line(), slot, function)
                    : new AssignmentNodes.SetLocal(l.line(), slot, function);
        }
        if (s instanceof Statement.Assignment a) {
            return assignment(a);
        }
        if (s instanceof Statement.CallStatement c) {
            return new ControlNodes.CallStatement(c.line(), expressions.expression(c.call()));
        }
        if (s instanceof Statement.Do d) {
            return scope(block(d.body()), d.body(), List.of());
        }
        if (s instanceof Statement.While w) {
            StatementNode loop = new LoopNodes.While(w.line(), expressions.expression(w.condition()), block(w.body()));
            return scope(loop, w.body(), List.of());
        }
        if (s instanceof Statement.Repeat r) {
            return scope(repeat(r), r.body(), List.of());
        }
        if (s instanceof Statement.If i) {
            return conditional(i, 0);
        }
        if (s instanceof Statement.NumericFor n) {
            Expression step = n.step();
            StatementNode loop = new LoopNodes.NumericFor(
                    n,
                    expressions.expression(n.start()),
                    expressions.expression(n.limit()),
                    step == null ? null : expressions.expression(step),
                    block(n.body()));
            return scope(loop, n.body(), List.of(n.variable()));
        }
        if (s instanceof Statement.GenericFor g) {
            ValueList iterator = new ValueList(expressions.expressions(g.iterator()));
            List<LocalVariable> variables = new ArrayList<>(g.hidden());
            variables.addAll(g.variables());
            return scope(new GenericForNode(g, iterator, block(g.body())), g.body(), variables);
        }
        if (s instanceof Statement.Return r) {
            return returning(r);
        }
        if (s instanceof Statement.Break b) {
            return new ControlNodes.Break(b.line());
        }
        if (s instanceof Statement.Goto g) {
            return new ControlNodes.Goto(g.line(), g.label());
        }
        if (s instanceof Statement.LabelStatement) {
            return new ControlNodes.Nothing();
        }
        throw new IllegalStateException("no node for " + s);
    }

    private StatementNode declaration(Statement.LocalDeclaration d) {
        List<LocalVariable> variables = d.variables();
        ExpressionNode[] values = expressions.expressions(d.values());
        int n = variables.size();
        boolean open = values.length > 0 && values[values.length - 1].isOpen();
        if (open && n >= values.length && !(n == 1 && values.length == 1)) {
            MultipleAssignment.Target[] targets = new MultipleAssignment.Target[n];
            for (int i = 0; i < n; i++) {
                LocalVariable v = variables.get(i);
                targets[i] = v.captured()
                        ? new MultipleAssignment.CapturedDeclaration(v.slot())
                        : new MultipleAssignment.LocalTarget(v.slot());
            }
            return new MultipleAssignment(d.line(), targets, new ValueList(values));
        }
        // No value can see the new variables, so each can be stored as soon as it is known.
        List<StatementNode> nodes = new ArrayList<>();
        for (int i = 0; i < Math.max(n, values.length); i++) {
            ExpressionNode value = i < values.length ? values[i] : new VariableNodes.Constant(null);
            if (i >= n) {
                nodes.add(new ControlNodes.CallStatement(d.line(), value));
            } else if (variables.get(i).captured()) {
                nodes.add(new AssignmentNodes.DeclareCaptured(
                        d.line(), variables.get(i).slot(), value));
            } else {
                nodes.add(
                        new AssignmentNodes.SetLocal(d.line(), variables.get(i).slot(), value));
            }
        }
        return nodes.size() == 1 ? nodes.get(0) : new Steps(d.line(), nodes.toArray(new StatementNode[0]));
    }

    private StatementNode assignment(Statement.Assignment a) {
        if (a.targets().size() == 1 && a.values().size() == 1) {
            return expressions.assignment(
                    a.line(),
                    a.targets().get(0),
                    expressions.expression(a.values().get(0)));
        }
        MultipleAssignment.Target[] targets =
                new MultipleAssignment.Target[a.targets().size()];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = expressions.target(a.targets().get(i));
        }
        ExpressionNode[] values = expressions.expressions(a.values());
        if (targets.length == 2 && values.length == 2) {
            return new MultipleAssignment.OfTwo(a.line(), targets[0], targets[1], values[0], values[1]);
        }
        return new MultipleAssignment(a.line(), targets, new ValueList(values));
    }

    /** A repeat loop whose body closes a variable tests its condition inside that variable's scope. */
    private StatementNode repeat(Statement.Repeat r) {
        ExpressionNode condition = expressions.expression(r.condition());
        if (!r.body().toBeClosed()) {
            return new LoopNodes.Repeat(r.line(), block(r.body()), condition);
        }
        StatementNode leave = new ControlNodes.If(r.condition().line(), condition, new ControlNodes.Break(0), null);
        return new LoopNodes.Repeat(r.line(), block(r.body(), leave), new VariableNodes.Constant(false));
    }

    private StatementNode conditional(Statement.If s, int i) {
        boolean isLast = i == s.conditions().size() - 1;
        Block otherwise = s.otherwise();
        StatementNode alternative = !isLast
                ? conditional(s, i + 1)
                : otherwise == null ? null : scope(block(otherwise), otherwise, List.of());
        Expression condition = s.conditions().get(i);
        return new ControlNodes.If(
                i == 0 ? s.line() : condition.line(),
                expressions.expression(condition),
                scope(block(s.blocks().get(i)), s.blocks().get(i), List.of()),
                alternative);
    }

    private StatementNode returning(Statement.Return r) {
        ExpressionNode[] values = expressions.expressions(r.values());
        if (values.length == 0) {
            return new ControlNodes.ReturnNothing(r.line());
        }
        if (values.length > 1) {
            return new ControlNodes.ReturnList(r.line(), new ValueList(values));
        }
        if (r.tail() && values[0] instanceof CallNodes.CallNode call) {
            return new ControlNodes.ReturnCall(r.line(), call);
        }
        return values[0].isOpen()
                ? new ControlNodes.ReturnList(r.line(), new ValueList(values))
                : new ControlNodes.ReturnValue(r.line(), values[0]);
    }

    /** Parts of one statement, which hooks see as one. */
    private static final class Steps extends StatementNode {
        private final StatementNode[] parts;

        Steps(int line, StatementNode[] parts) {
            super(line);
            this.parts = parts;
        }

        @Override
        int execute(Frame f) {
            for (StatementNode part : parts) {
                part.execute(f);
            }
            return NORMAL;
        }
    }
}
