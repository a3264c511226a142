package eco.lua.interp;

import eco.lua.Frame;
import eco.lua.Metamethod;
import eco.lua.runtime.SourceSite;
import eco.lua.syntax.Expression;
import eco.lua.syntax.LocalVariable;
import org.jspecify.annotations.Nullable;

/** An operator with two operands. It is its own call site, for its metamethod and its errors. */
abstract class BinaryNode extends ExpressionNode implements SourceSite {
    private final Expression.Binary tree;
    final ExpressionNode left;
    final ExpressionNode right;
    private final int leftSlot;
    private final int rightSlot;
    /** The right operand if it is a constant other than nil. */
    private final @Nullable Object rightConstant;

    BinaryNode(Expression.Binary tree, ExpressionNode left, ExpressionNode right) {
        this.tree = tree;
        this.left = left;
        this.right = right;
        this.leftSlot = left.slot();
        this.rightSlot = right.slot();
        this.rightConstant = right instanceof VariableNodes.Constant c ? c.value : null;
    }

    final @Nullable Object left(Frame f) {
        return value(f, leftSlot, left);
    }

    final @Nullable Object right(Frame f) {
        int slot = rightSlot;
        if (slot >= 0) {
            return f.slots[slot];
        }
        Object constant = rightConstant;
        return constant != null ? constant : value(f, slot, right);
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
    public final String calleeKind() {
        return "metamethod";
    }

    @Override
    public final String calleeName() {
        return event(tree.operator()).key().toString().substring(2);
    }

    @Override
    public final @Nullable String operand(int index) {
        return switch (index) {
            case 0 -> Names.describe(tree.left());
            case 1 -> Names.describe(tree.right());
            default -> null;
        };
    }

    private static Metamethod event(Expression.BinaryOperator operator) {
        return switch (operator) {
            case ADD -> Metamethod.ADD;
            case SUB -> Metamethod.SUB;
            case MUL -> Metamethod.MUL;
            case MOD -> Metamethod.MOD;
            case POW -> Metamethod.POW;
            case DIV -> Metamethod.DIV;
            case IDIV -> Metamethod.IDIV;
            case BAND -> Metamethod.BAND;
            case BOR -> Metamethod.BOR;
            case BXOR -> Metamethod.BXOR;
            case SHL -> Metamethod.SHL;
            case SHR -> Metamethod.SHR;
            case CONCAT -> Metamethod.CONCAT;
            case EQ, NE -> Metamethod.EQ;
            case LT, GT -> Metamethod.LT;
            case LE, GE -> Metamethod.LE;
        };
    }
}
