package eco.lua.interp;

import eco.lua.syntax.Block;
import eco.lua.syntax.Expression;
import eco.lua.syntax.Expression.Binary;
import eco.lua.syntax.Expression.BinaryOperator;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds the nodes of one function's expressions, choosing the special ones where the tree's shape allows.
 *
 * <p>Kinds are told apart by {@code instanceof}, here and in {@link StatementBuilder}: a pattern switch is linked at its
 * first use, which costs every start of a program 10 ms and more.
 */
class NodeBuilder {
    /** The statements of a function body. */
    StatementNode body(Block block) {
        return new StatementBuilder(this).block(block);
    }

    /** The node of an expression; where lines are reported, one that reports its own. */
    ExpressionNode expression(Expression e) {
        return plain(e);
    }

    /** The node of an expression that reports no line itself. */
    final ExpressionNode plain(Expression e) {
        if (e instanceof Expression.Nil) {
            return new VariableNodes.Constant(null);
        }
        if (e instanceof Expression.Bool b) {
            return new VariableNodes.Constant(b.value());
        }
        if (e instanceof Expression.Int i) {
            return new VariableNodes.Constant(i.value());
        }
        if (e instanceof Expression.Float d) {
            return new VariableNodes.Constant(d.value());
        }
        if (e instanceof Expression.Str s) {
            return new VariableNodes.Constant(s.value());
        }
        if (e instanceof Expression.Varargs) {
            return new VariableNodes.Varargs();
        }
        if (e instanceof Expression.Local l) {
            return l.variable().captured()
                    ? new VariableNodes.Captured(l.variable().slot())
                    : new VariableNodes.Local(l.variable().slot());
        }
        if (e instanceof Expression.Upvalue u) {
            return new VariableNodes.Upvalue(u.index());
        }
        if (e instanceof Expression.Index i) {
            return index(i);
        }
        if (e instanceof Expression.Call c) {
            return call(c);
        }
        if (e instanceof Expression.MethodCall m) {
            return methodCall(m);
        }
        if (e instanceof Expression.Function f) {
            return new ClosureNode(f.tree());
        }
        if (e instanceof Expression.Binary b) {
            return binary(b);
        }
        if (e instanceof Expression.And a) {
            return new LogicNodes.And(expression(a.left()), expression(a.right()));
        }
        if (e instanceof Expression.Or o) {
            return new LogicNodes.Or(expression(o.left()), expression(o.right()));
        }
        if (e instanceof Expression.Unary u) {
            return unary(u);
        }
        if (e instanceof Expression.Single s) {
            return new VariableNodes.Single(expression(s.expression()));
        }
        if (e instanceof Expression.Table t) {
            return table(t);
        }
        throw new IllegalStateException("no node for " + e);
    }

    /** Expressions in order. */
    ExpressionNode[] expressions(List<Expression> list) {
        ExpressionNode[] nodes = new ExpressionNode[list.size()];
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = expression(list.get(i));
        }
        return nodes;
    }

    private ExpressionNode index(Expression.Index i) {
        ExpressionNode object = expression(i.object());
        if (i.key() instanceof Expression.Str s) {
            return i.object() instanceof Expression.Upvalue u
                    ? new IndexNodes.UpvalueField(i, object, u.index(), s.value())
                    : new IndexNodes.Field(i, object, s.value());
        }
        if (i.key() instanceof Expression.Int n) {
            return new IndexNodes.Item(i, object, n.value());
        }
        return new IndexNodes.Element(i, object, expression(i.key()));
    }

    private ExpressionNode call(Expression.Call c) {
        ExpressionNode callee = expression(c.function());
        ExpressionNode[] arguments = expressions(c.arguments());
        int n = arguments.length;
        if (n > 3 || n > 0 && arguments[n - 1].isOpen()) {
            return new CallNodes.CallList(c, callee, new ValueList(arguments));
        }
        return switch (n) {
            case 0 -> new CallNodes.Call0(c, callee);
            case 1 -> new CallNodes.Call1(c, callee, arguments[0]);
            case 2 -> new CallNodes.Call2(c, callee, arguments[0], arguments[1]);
            default -> new CallNodes.Call3(c, callee, arguments[0], arguments[1], arguments[2]);
        };
    }

    private ExpressionNode methodCall(Expression.MethodCall m) {
        ExpressionNode object = expression(m.object());
        ExpressionNode[] arguments = expressions(m.arguments());
        int n = arguments.length;
        if (n > 2 || n > 0 && arguments[n - 1].isOpen()) {
            return new MethodCallNodes.MethodList(m, object, new ValueList(arguments));
        }
        return switch (n) {
            case 0 -> new MethodCallNodes.Method0(m, object);
            case 1 -> new MethodCallNodes.Method1(m, object, arguments[0]);
            default -> new MethodCallNodes.Method2(m, object, arguments[0], arguments[1]);
        };
    }

    private ExpressionNode binary(Binary b) {
        if (b.operator() == BinaryOperator.CONCAT) {
            return concatenation(b);
        }
        return operation(b, expression(b.left()), expression(b.right()));
    }

    /** True if lines are to be reported. */
    boolean isTracing() {
        return false;
    }

    /** The node of a binary operator other than concatenation, with its operands. */
    static ExpressionNode operation(Binary b, ExpressionNode left, ExpressionNode right) {
        ExpressionNode special = withConstant(b, left, right);
        if (special != null) {
            return special;
        }
        return switch (b.operator()) {
            case ADD -> new ArithmeticNodes.Add(b, left, right);
            case SUB -> new ArithmeticNodes.Subtract(b, left, right);
            case MUL -> new ArithmeticNodes.Multiply(b, left, right);
            case DIV -> new ArithmeticNodes.Divide(b, left, right);
            case MOD -> new ArithmeticNodes.Modulo(b, left, right);
            case IDIV -> new ArithmeticNodes.FloorDivide(b, left, right);
            case POW -> new ArithmeticNodes.Power(b, left, right);
            case BAND -> new BitwiseNodes.And(b, left, right);
            case BOR -> new BitwiseNodes.Or(b, left, right);
            case BXOR -> new BitwiseNodes.Xor(b, left, right);
            case SHL -> new BitwiseNodes.ShiftLeft(b, left, right);
            case SHR -> new BitwiseNodes.ShiftRight(b, left, right);
            case EQ -> new ComparisonNodes.Equal(b, left, right, true);
            case NE -> new ComparisonNodes.Equal(b, left, right, false);
            case LT -> new ComparisonNodes.Less(b, left, right);
            case LE -> new ComparisonNodes.LessEqual(b, left, right);
            case GT -> new ComparisonNodes.Greater(b, left, right);
            case GE -> new ComparisonNodes.GreaterEqual(b, left, right);
            case CONCAT -> throw new IllegalStateException("concatenation has a node of its own");
        };
    }

    /** The node for a constant right operand, or null where the general one does as well. */
    private static @Nullable ExpressionNode withConstant(Binary b, ExpressionNode left, ExpressionNode right) {
        if (b.right() instanceof Expression.Int n) {
            long value = n.value();
            return switch (b.operator()) {
                case ADD -> new ArithmeticNodes.AddInteger(b, left, right, value);
                // x - n is x + (-n) for integers, and for floats unless -n is zero or does not exist.
                case SUB ->
                    value == 0 || value == Long.MIN_VALUE
                            ? null
                            : new ArithmeticNodes.AddInteger(b, left, right, -value);
                case MOD -> value > 0 ? new ArithmeticNodes.ModuloInteger(b, left, right, value) : null;
                case EQ -> new ComparisonNodes.EqualInteger(b, left, right, value, true);
                case NE -> new ComparisonNodes.EqualInteger(b, left, right, value, false);
                case LT -> new ComparisonNodes.LessInteger(b, left, right, value);
                case LE -> new ComparisonNodes.LessEqualInteger(b, left, right, value);
                case GT -> new ComparisonNodes.GreaterInteger(b, left, right, value);
                case GE -> new ComparisonNodes.GreaterEqualInteger(b, left, right, value);
                default -> null;
            };
        }
        boolean expected = b.operator() == BinaryOperator.EQ;
        if (!expected && b.operator() != BinaryOperator.NE) {
            return null;
        }
        if (b.right() instanceof Expression.Nil) {
            return new ComparisonNodes.EqualConstant(b, left, right, null, expected);
        }
        if (b.right() instanceof Expression.Bool c) {
            return new ComparisonNodes.EqualConstant(b, left, right, (Boolean) c.value(), expected);
        }
        if (b.right() instanceof Expression.Str c) {
            return new ComparisonNodes.EqualConstant(b, left, right, c.value(), expected);
        }
        return null;
    }

    private ExpressionNode concatenation(Binary chain) {
        List<Binary> operators = new ArrayList<>();
        List<ExpressionNode> operands = new ArrayList<>();
        Expression rest = chain;
        while (rest instanceof Binary b && b.operator() == BinaryOperator.CONCAT) {
            operators.add(b);
            operands.add(expression(b.left()));
            rest = b.right();
        }
        operands.add(expression(rest));
        return new ConcatenationNode(operators.toArray(new Binary[0]), operands.toArray(new ExpressionNode[0]));
    }

    private ExpressionNode unary(Expression.Unary u) {
        ExpressionNode operand = expression(u.operand());
        return switch (u.operator()) {
            case NEG -> new LogicNodes.Negate(u, operand);
            case BNOT -> new LogicNodes.Complement(u, operand);
            case LEN -> new LogicNodes.Length(u, operand);
            case NOT -> new LogicNodes.Not(operand);
        };
    }

    private ExpressionNode table(Expression.Table t) {
        int n = t.fields().size();
        @Nullable ExpressionNode[] keys = new ExpressionNode[n];
        ExpressionNode[] values = new ExpressionNode[n];
        for (int i = 0; i < n; i++) {
            Expression.Field field = t.fields().get(i);
            Expression key = field.key();
            keys[i] = key == null ? null : expression(key);
            values[i] = expression(field.value());
        }
        return new TableNode(t, keys, values);
    }

    /** The statement that assigns {@code value} to a target that is not declared by it. */
    StatementNode assignment(int line, Expression target, ExpressionNode value) {
        if (target instanceof Expression.Local l) {
            return l.variable().captured()
                    ? new AssignmentNodes.SetCaptured(line, l.variable().slot(), value)
                    : new AssignmentNodes.SetLocal(line, l.variable().slot(), value);
        }
        if (target instanceof Expression.Upvalue u) {
            return new AssignmentNodes.SetUpvalue(line, u.index(), value);
        }
        if (target instanceof Expression.Index i) {
            ExpressionNode object = expression(i.object());
            return i.key() instanceof Expression.Str s
                    ? new AssignmentNodes.SetField(line, i, object, s.value(), value)
                    : new AssignmentNodes.SetElement(line, i, object, expression(i.key()), value);
        }
        throw new IllegalStateException("not a target: " + target);
    }

    /** A target of a multiple assignment. */
    MultipleAssignment.Target target(Expression target) {
        if (target instanceof Expression.Local l) {
            return l.variable().captured()
                    ? new MultipleAssignment.CapturedTarget(l.variable().slot())
                    : new MultipleAssignment.LocalTarget(l.variable().slot());
        }
        if (target instanceof Expression.Upvalue u) {
            return new MultipleAssignment.UpvalueTarget(u.index());
        }
        if (target instanceof Expression.Index i) {
            ExpressionNode object = expression(i.object());
            ExpressionNode key = expression(i.key());
            return new MultipleAssignment.IndexedTarget(
                    new AssignmentNodes.SetElement(i.line(), i, object, key, key), object, key);
        }
        throw new IllegalStateException("not a target: " + target);
    }
}
