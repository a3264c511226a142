package eco.lua.syntax;

import eco.lua.LuaString;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a function in its binary form, see {@link DumpFormat}. What is still to be done is a stack of its own, not the
 * Java stack: a node is taken twice, first to put its children on top of it, then, all of them written, to write itself.
 */
public final class TreeWriter {
    /** A node whose children have been written. */
    private record Finish(Object node) {}

    private final DumpOutput out;
    private final boolean strip;
    private final Deque<Object> todo = new ArrayDeque<>();

    private TreeWriter(boolean strip) {
        this.out = new DumpOutput(strip);
        this.strip = strip;
    }

    /**
     * The function as {@code string.dump} gives it: its code, not the values of its upvalues.
     *
     * @param strip leaves out the debug information: source, lines, and names of local variables and upvalues
     */
    public static LuaString write(FunctionTree function, boolean strip) {
        TreeWriter writer = new TreeWriter(strip || function.stripped());
        writer.run(function);
        writer.out.op(DumpFormat.END);
        return writer.out.chunk();
    }

    private void run(FunctionTree root) {
        todo.push(root);
        for (Object next = todo.poll(); next != null; next = todo.poll()) {
            if (next instanceof Finish finish) {
                finish(finish.node());
            } else {
                if (next instanceof FunctionTree function) {
                    begin(function, function == root);
                }
                todo.push(new Finish(next));
                expand(next);
            }
        }
    }

    private void expand(Object node) {
        switch (node) {
            case FunctionTree f -> todo.push(f.body());
            case Block b -> push(b.statements());
            case Expression.Field f -> {
                todo.push(f.value());
                push(f.key());
            }
            case Expression e -> expandExpression(e);
            case Statement s -> expandStatement(s);
            default -> throw new AssertionError(node);
        }
    }

    private void expandExpression(Expression expression) {
        switch (expression) {
            case Expression.Nil e -> {}
            case Expression.Bool e -> {}
            case Expression.Int e -> {}
            case Expression.Float e -> {}
            case Expression.Str e -> {}
            case Expression.Varargs e -> {}
            case Expression.Local e -> {}
            case Expression.Upvalue e -> {}
            case Expression.Index e -> pair(e.object(), e.key());
            case Expression.Call e -> {
                push(e.arguments());
                todo.push(e.function());
            }
            case Expression.MethodCall e -> {
                push(e.arguments());
                todo.push(e.object());
            }
            case Expression.Function e -> todo.push(e.tree());
            case Expression.Binary e -> pair(e.left(), e.right());
            case Expression.And e -> pair(e.left(), e.right());
            case Expression.Or e -> pair(e.left(), e.right());
            case Expression.Unary e -> todo.push(e.operand());
            case Expression.Single e -> todo.push(e.expression());
            case Expression.Table e -> push(e.fields());
        }
    }

    private void expandStatement(Statement statement) {
        switch (statement) {
            case Statement.LocalDeclaration s -> push(s.values());
            case Statement.LocalFunction s -> todo.push(s.function());
            case Statement.Assignment s -> {
                push(s.values());
                push(s.targets());
            }
            case Statement.CallStatement s -> todo.push(s.call());
            case Statement.Do s -> todo.push(s.body());
            case Statement.While s -> pair(s.condition(), s.body());
            case Statement.Repeat s -> pair(s.body(), s.condition());
            case Statement.If s -> {
                push(s.otherwise());
                for (int i = s.conditions().size() - 1; i >= 0; i--) {
                    pair(s.conditions().get(i), s.blocks().get(i));
                }
            }
            case Statement.NumericFor s -> {
                todo.push(s.body());
                push(s.step());
                pair(s.start(), s.limit());
            }
            case Statement.GenericFor s -> {
                todo.push(s.body());
                push(s.iterator());
            }
            case Statement.Return s -> push(s.values());
            case Statement.Break s -> {}
            case Statement.Goto s -> {}
            case Statement.LabelStatement s -> {}
        }
    }

    /** To be written in this order, so put on the stack in the other. */
    private void pair(Object first, Object second) {
        todo.push(second);
        todo.push(first);
    }

    private void push(List<?> nodes) {
        for (int i = nodes.size() - 1; i >= 0; i--) {
            todo.push(nodes.get(i));
        }
    }

    private void push(@Nullable Object node) {
        if (node != null) {
            todo.push(node);
        }
    }

    private void finish(Object node) {
        switch (node) {
            case FunctionTree f -> end(f);
            case Block b -> {
                start(DumpFormat.BLOCK, b.endLine());
                out.flag(b.toBeClosed());
                out.integer(b.statements().size());
            }
            case Expression.Field f ->
                start(f.key() == null ? DumpFormat.FIELD_NEXT : DumpFormat.FIELD_KEYED, f.line());
            case Expression e -> finishExpression(e);
            case Statement s -> finishStatement(s);
            default -> throw new AssertionError(node);
        }
    }

    private void begin(FunctionTree f, boolean root) {
        List<FunctionTree.UpvalueSource> upvalues = f.upvalues();
        int[] names = new int[upvalues.size()];
        int[] locals = new int[upvalues.size()];
        for (int i = 0; i < names.length; i++) {
            names[i] = out.upvalueName(upvalues.get(i).name());
            locals[i] = root ? 0 : out.number(upvalues.get(i).local());
        }
        int source = out.number(strip ? DumpFormat.NO_SOURCE : f.source());
        out.op(DumpFormat.BEGIN_FUNCTION);
        out.integer(source);
        out.integer(f.lineDefined());
        out.integer(f.lastLine());
        out.flag(f.isVararg());
        out.flag(strip);
        out.integer(f.frameSize());
        out.integer(names.length);
        for (int i = 0; i < names.length; i++) {
            out.integer(names[i]);
            out.integer(locals[i]);
            out.integer(root || locals[i] != 0 ? 0 : upvalues.get(i).index());
            out.integer(upvalues.get(i).attribute().ordinal());
        }
        int[] lines = strip ? new int[0] : f.activeLines();
        out.integer(lines.length);
        for (int line : lines) {
            out.integer(line);
        }
    }

    private void end(FunctionTree f) {
        int[] parameters = numbers(f.parameters());
        out.op(DumpFormat.END_FUNCTION);
        list(parameters);
    }

    private int[] numbers(List<LocalVariable> variables) {
        int[] numbers = new int[variables.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = out.number(variables.get(i));
        }
        return numbers;
    }

    private void list(int[] numbers) {
        out.integer(numbers.length);
        for (int number : numbers) {
            out.integer(number);
        }
    }

    private void start(int op, int line) {
        out.op(op);
        out.line(line);
    }

    private void start(int op, int line, int operand) {
        start(op, line);
        out.integer(operand);
    }

    private void start(int op, int line, int first, int second) {
        start(op, line, first);
        out.integer(second);
    }

    private void finishExpression(Expression expression) {
        int line = expression.line();
        switch (expression) {
            case Expression.Nil e -> start(DumpFormat.NIL, line);
            case Expression.Bool e -> start(e.value() ? DumpFormat.TRUE : DumpFormat.FALSE, line);
            case Expression.Int e -> {
                start(DumpFormat.INT, line);
                out.fixed(e.value());
            }
            case Expression.Float e -> {
                start(DumpFormat.FLOAT, line);
                out.fixed(Double.doubleToRawLongBits(e.value()));
            }
            case Expression.Str e -> {
                int value = out.number(e.value());
                start(DumpFormat.STR, line, value);
            }
            case Expression.Varargs e -> start(DumpFormat.VARARGS, line);
            case Expression.Local e -> {
                int variable = out.number(e.variable());
                start(DumpFormat.LOCAL, line, variable);
            }
            case Expression.Upvalue e -> {
                int name = out.upvalueName(e.name());
                start(DumpFormat.UPVALUE, line, name, e.index());
            }
            case Expression.Index e -> {
                int scope = out.scope(e.scope());
                start(DumpFormat.INDEX, line, scope);
            }
            case Expression.Call e -> {
                int scope = out.scope(e.scope());
                start(DumpFormat.CALL, line, scope, e.arguments().size());
            }
            case Expression.MethodCall e -> {
                int scope = out.scope(e.scope());
                int name = out.number(e.name());
                start(DumpFormat.METHOD_CALL, line, scope, e.arguments().size());
                out.line(e.nameLine());
                out.integer(name);
            }
            // Its tree has left the node itself on the stack, all but the line.
            case Expression.Function e -> out.line(line);
            case Expression.Binary e -> {
                int scope = out.scope(e.scope());
                start(DumpFormat.BINARY, line, scope, e.operator().ordinal());
            }
            case Expression.And e -> start(DumpFormat.AND, line);
            case Expression.Or e -> start(DumpFormat.OR, line);
            case Expression.Unary e -> {
                int scope = out.scope(e.scope());
                start(DumpFormat.UNARY, line, scope, e.operator().ordinal());
            }
            case Expression.Single e -> start(DumpFormat.SINGLE, line);
            case Expression.Table e -> {
                int scope = out.scope(e.scope());
                start(DumpFormat.TABLE, line, scope, e.fields().size());
            }
        }
    }

    private void finishStatement(Statement statement) {
        int line = statement.line();
        switch (statement) {
            case Statement.LocalDeclaration s -> {
                int scope = out.scope(s.scope());
                int[] variables = numbers(s.variables());
                start(DumpFormat.LOCAL_DECLARATION, line, scope, s.values().size());
                list(variables);
            }
            case Statement.LocalFunction s -> {
                int variable = out.number(s.variable());
                start(DumpFormat.LOCAL_FUNCTION, line, variable);
            }
            case Statement.Assignment s -> {
                int scope = out.scope(s.scope());
                start(DumpFormat.ASSIGNMENT, line, scope, s.targets().size());
                out.integer(s.values().size());
            }
            case Statement.CallStatement s -> start(DumpFormat.CALL_STATEMENT, line);
            case Statement.Do s -> start(DumpFormat.DO, line);
            case Statement.While s -> start(DumpFormat.WHILE, line);
            case Statement.Repeat s -> start(DumpFormat.REPEAT, line);
            case Statement.If s -> {
                start(
                        s.otherwise() == null ? DumpFormat.IF : DumpFormat.IF_ELSE,
                        line,
                        s.conditions().size());
                for (int thenLine : s.thenLines()) {
                    out.line(thenLine);
                }
            }
            case Statement.NumericFor s -> {
                int scope = out.scope(s.scope());
                int variable = out.number(s.variable());
                int[] hidden = numbers(s.hidden());
                start(s.step() == null ? DumpFormat.NUMERIC_FOR : DumpFormat.NUMERIC_FOR_STEP, line, scope, variable);
                list(hidden);
                out.line(s.doLine());
            }
            case Statement.GenericFor s -> {
                int scope = out.scope(s.scope());
                int[] variables = numbers(s.variables());
                int[] hidden = numbers(s.hidden());
                start(DumpFormat.GENERIC_FOR, line, scope, s.iterator().size());
                list(variables);
                list(hidden);
                out.line(s.doLine());
                out.line(s.endLine());
            }
            case Statement.Return s -> {
                int scope = out.scope(s.scope());
                start(
                        s.tail() ? DumpFormat.TAIL_RETURN : DumpFormat.RETURN,
                        line,
                        scope,
                        s.values().size());
            }
            case Statement.Break s -> start(DumpFormat.BREAK, line);
            case Statement.Goto s -> {
                int label = out.number(s.label());
                start(DumpFormat.GOTO, line, label);
            }
            case Statement.LabelStatement s -> {
                int label = out.number(s.label());
                start(DumpFormat.LABEL_STATEMENT, line, label);
            }
        }
    }
}
