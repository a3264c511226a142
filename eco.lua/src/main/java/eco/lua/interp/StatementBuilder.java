package eco.lua.interp;

import eco.lua.Frame;
import eco.lua.runtime.TracedLine;
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

    /** A statement's line for the events of {@link StatementNode#run}; 0 where its parts report lines themselves. */
    private int line(int line) {
        return expressions.isTracing() ? 0 : line;
    }

    /** Values that are used at {@code line}, or at their own last line if that comes later. */
    private ExpressionNode[] used(List<Expression> values, int line, @Nullable LocalVariable scope) {
        ExpressionNode[] nodes = expressions.expressions(values);
        int last = nodes.length - 1;
        if (expressions.isTracing() && last >= 0) {
            int end = Math.max(line, TracingBuilder.endLine(values.get(last)));
            nodes[last] = new TracingNodes.After(new TracedLine(end, scope), nodes[last]);
        }
        return nodes;
    }

    /** The statement, reported at a line of its own where lines are reported. */
    private StatementNode at(int line, @Nullable LocalVariable scope, StatementNode statement) {
        return expressions.isTracing() ? new TracingNodes.Line(new TracedLine(line, scope), statement) : statement;
    }

    private ExpressionNode condition(Expression condition, int line) {
        ExpressionNode node = expressions.expression(condition);
        return expressions.isTracing() ? new TracingNodes.After(new TracedLine(line, null), node) : node;
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
                    ? new AssignmentNodes.DeclareFunction(line(l.line()), slot, function)
                    : new AssignmentNodes.SetLocal(line(l.line()), slot, function);
        }
        if (s instanceof Statement.Assignment a) {
            return assignment(a);
        }
        if (s instanceof Statement.CallStatement c) {
            return new ControlNodes.CallStatement(line(c.line()), expressions.expression(c.call()));
        }
        if (s instanceof Statement.Do d) {
            return scope(block(d.body()), d.body(), List.of());
        }
        if (s instanceof Statement.While w) {
            StatementNode loop = new LoopNodes.While(
                    line(w.line()), condition(w.condition(), w.condition().line()), block(w.body()));
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
            return at(n.line(), n.scope(), scope(loop, n.body(), List.of(n.variable())));
        }
        if (s instanceof Statement.GenericFor g) {
            ValueList iterator = new ValueList(expressions.expressions(g.iterator()));
            List<LocalVariable> variables = new ArrayList<>(g.hidden());
            variables.addAll(g.variables());
            return at(
                    g.line(), g.scope(), scope(new GenericForNode(g, iterator, block(g.body())), g.body(), variables));
        }
        if (s instanceof Statement.Return r) {
            return returning(r);
        }
        if (s instanceof Statement.Break b) {
            return at(b.line(), null, new ControlNodes.Break(line(b.line())));
        }
        if (s instanceof Statement.Goto g) {
            return at(g.line(), null, new ControlNodes.Goto(line(g.line()), g.label()));
        }
        if (s instanceof Statement.LabelStatement) {
            return new ControlNodes.Nothing();
        }
        throw new IllegalStateException("no node for " + s);
    }

    private StatementNode declaration(Statement.LocalDeclaration d) {
        List<LocalVariable> variables = d.variables();
        ExpressionNode[] values = used(d.values(), d.line(), d.scope());
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
            return new MultipleAssignment(line(d.line()), targets, new ValueList(values));
        }
        // No value can see the new variables, so each can be stored as soon as it is known.
        List<StatementNode> nodes = new ArrayList<>();
        for (int i = 0; i < Math.max(n, values.length); i++) {
            ExpressionNode value = i < values.length ? values[i] : new VariableNodes.Constant(null);
            if (i >= n) {
                nodes.add(new ControlNodes.CallStatement(line(d.line()), value));
            } else if (variables.get(i).captured()) {
                nodes.add(new AssignmentNodes.DeclareCaptured(
                        line(d.line()), variables.get(i).slot(), value));
            } else {
                nodes.add(new AssignmentNodes.SetLocal(
                        line(d.line()), variables.get(i).slot(), value));
            }
        }
        StatementNode node =
                nodes.size() == 1 ? nodes.get(0) : new Steps(line(d.line()), nodes.toArray(new StatementNode[0]));
        return values.length == 0 ? at(d.line(), d.scope(), node) : node;
    }

    private StatementNode assignment(Statement.Assignment a) {
        ExpressionNode[] values = used(a.values(), a.line(), a.scope());
        if (a.targets().size() == 1 && values.length == 1) {
            return expressions.assignment(line(a.line()), a.targets().get(0), values[0]);
        }
        MultipleAssignment.Target[] targets =
                new MultipleAssignment.Target[a.targets().size()];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = expressions.target(a.targets().get(i));
        }
        if (targets.length == 2 && values.length == 2) {
            return new MultipleAssignment.OfTwo(line(a.line()), targets[0], targets[1], values[0], values[1]);
        }
        return new MultipleAssignment(line(a.line()), targets, new ValueList(values));
    }

    /** A repeat loop whose body closes a variable tests its condition inside that variable's scope. */
    private StatementNode repeat(Statement.Repeat r) {
        ExpressionNode condition = condition(r.condition(), r.condition().line());
        if (!r.body().toBeClosed()) {
            return new LoopNodes.Repeat(line(r.line()), block(r.body()), condition);
        }
        StatementNode leave =
                new ControlNodes.If(line(r.condition().line()), condition, new ControlNodes.Break(0), null);
        return new LoopNodes.Repeat(line(r.line()), block(r.body(), leave), new VariableNodes.Constant(false));
    }

    private StatementNode conditional(Statement.If s, int i) {
        boolean isLast = i == s.conditions().size() - 1;
        Block otherwise = s.otherwise();
        StatementNode alternative = !isLast
                ? conditional(s, i + 1)
                : otherwise == null ? null : scope(block(otherwise), otherwise, List.of());
        Expression condition = s.conditions().get(i);
        return new ControlNodes.If(
                line(i == 0 ? s.line() : condition.line()),
                condition(condition, s.thenLines()[i]),
                scope(block(s.blocks().get(i)), s.blocks().get(i), List.of()),
                alternative);
    }

    private StatementNode returning(Statement.Return r) {
        if (r.tail()) {
            ExpressionNode call = expressions.plain(r.values().get(0));
            return at(r.line(), r.scope(), new ControlNodes.ReturnCall(line(r.line()), (CallNodes.CallNode) call));
        }
        ExpressionNode[] values = used(r.values(), r.line(), r.scope());
        if (values.length == 0) {
            return at(r.line(), r.scope(), new ControlNodes.ReturnNothing(line(r.line())));
        }
        if (values.length == 1 && !values[0].isOpen()) {
            return new ControlNodes.ReturnValue(line(r.line()), values[0]);
        }
        return new ControlNodes.ReturnList(line(r.line()), new ValueList(values));
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
