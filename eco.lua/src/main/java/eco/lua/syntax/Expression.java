package eco.lua.syntax;

import eco.lua.LuaString;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An expression of the resolved tree. Names have become slots and upvalue indexes; a global {@code x} is an
 * {@link Index} of the upvalue {@code _ENV} (or of a local of that name). {@code scope}, where a node has it, is the innermost
 * local variable visible there, for {@code debug.getlocal}.
 */
public sealed interface Expression {
    /** The line that an error in this expression names, as the reference has it. */
    int line();

    /** {@code nil}. */
    record Nil(int line) implements Expression {}

    /** {@code true} or {@code false}. */
    record Bool(boolean value, int line) implements Expression {}

    /** An integer numeral. */
    record Int(long value, int line) implements Expression {}

    /** A float numeral. */
    record Float(double value, int line) implements Expression {}

    /** A string literal. */
    record Str(LuaString value, int line) implements Expression {}

    /** {@code ...}: all extra arguments, or the first where one value is wanted. */
    record Varargs(int line) implements Expression {}

    /** A local variable of the same function. */
    record Local(LocalVariable variable, int line) implements Expression {}

    /** Upvalue number {@code index} of the enclosing function. */
    record Upvalue(int index, LuaString name, int line) implements Expression {}

    /** {@code object[key]}, {@code object.key}, or a global. */
    record Index(
            Expression object,
            Expression key,
            int line,
            @Nullable LocalVariable scope) implements Expression {}

    /** {@code function(arguments)}. */
    record Call(
            Expression function,
            List<Expression> arguments,
            int line,
            @Nullable LocalVariable scope) implements Expression {}

    /** {@code object:name(arguments)}; a failing look-up of the method is reported at {@code nameLine}. */
    record MethodCall(
            Expression object,
            LuaString name,
            List<Expression> arguments,
            int nameLine,
            int line,
            @Nullable LocalVariable scope)
            implements Expression {}

    /** A function body; each evaluation makes a closure. */
    record Function(FunctionTree tree, int line) implements Expression {}

    /** An arithmetic, bitwise, relational or concatenation operator. {@code a..b..c} is right-associative nesting. */
    record Binary(
            BinaryOperator operator,
            Expression left,
            Expression right,
            int line,
            @Nullable LocalVariable scope) implements Expression {}

    /** {@code left and right}. */
    record And(Expression left, Expression right, int line) implements Expression {}

    /** {@code left or right}. */
    record Or(Expression left, Expression right, int line) implements Expression {}

    /** {@code not}, {@code -}, {@code #} or {@code ~}. */
    record Unary(
            UnaryOperator operator,
            Expression operand,
            int line,
            @Nullable LocalVariable scope) implements Expression {}

    /** {@code (e)} around a call or {@code ...}: exactly one value. Other parentheses leave no node. */
    record Single(Expression expression, int line) implements Expression {}

    /** A table constructor, its fields in source order. */
    record Table(List<Field> fields, int line, @Nullable LocalVariable scope) implements Expression {}

    /** {@code value} (key null: the next integer index; the last one, if a call or varargs, expands) or {@code [key] = value}. */
    record Field(@Nullable Expression key, Expression value, int line) {}

    /** Binary operators that have a metamethod. */
    enum BinaryOperator {
        ADD,
        SUB,
        MUL,
        MOD,
        POW,
        DIV,
        IDIV,
        BAND,
        BOR,
        BXOR,
        SHL,
        SHR,
        CONCAT,
        EQ,
        NE,
        LT,
        LE,
        GT,
        GE
    }

    /** Unary operators. */
    enum UnaryOperator {
        NEG,
        BNOT,
        NOT,
        LEN
    }
}
