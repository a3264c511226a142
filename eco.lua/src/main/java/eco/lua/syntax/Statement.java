package eco.lua.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement of the resolved tree. */
public sealed interface Statement {
    /** The line of its main action: where it starts, unless the record says otherwise. */
    int line();

    /**
     * {@code local a <attribs>, b = values}, at the line where it ends. Compile-time constants leave no declaration. At most
     * one variable is to be closed; the rest of the block is then its scope.
     */
    record LocalDeclaration(
            List<LocalVariable> variables,
            List<Expression> values,
            int line,
            @Nullable LocalVariable scope) implements Statement {}

    /** {@code local function f}: the variable is in scope inside its body. */
    record LocalFunction(LocalVariable variable, Expression.Function function, int line) implements Statement {}

    /** {@code targets = values}, also {@code function a.b:c()}. A target is Local, Upvalue or Index. */
    record Assignment(
            List<Expression> targets,
            List<Expression> values,
            int line,
            @Nullable LocalVariable scope) implements Statement {}

    /** A call for its effect: Call or MethodCall. */
    record CallStatement(Expression call, int line) implements Statement {}

    /** {@code do ... end}. */
    record Do(Block body, int line) implements Statement {}

    /** {@code while}. */
    record While(Expression condition, Block body, int line) implements Statement {}

    /** {@code repeat}: the condition sees the body's locals. */
    record Repeat(Block body, Expression condition, int line) implements Statement {}

    /**
     * {@code if}/{@code elseif} conditions with their blocks, and the else block or null. {@code thenLines} are the lines of the
     * tokens {@code then}, where a line hook sees the decision.
     */
    record If(
            List<Expression> conditions,
            List<Block> blocks,
            @Nullable Block otherwise,
            int[] thenLines,
            int line) implements Statement {}

    /**
     * Numeric for. {@code hidden} are its three {@code (for state)} variables; bad values are reported at {@code doLine}.
     */
    record NumericFor(
            LocalVariable variable,
            List<LocalVariable> hidden,
            Expression start,
            Expression limit,
            @Nullable Expression step,
            Block body,
            int doLine,
            int line,
            @Nullable LocalVariable scope)
            implements Statement {}

    /**
     * Generic for. {@code hidden} are its four {@code (for state)} variables, the last one the closing value. The iterator
     * is called at {@code line}; a closing value that cannot be closed is reported at {@code doLine}, and one that can is
     * closed at {@code endLine}.
     */
    record GenericFor(
            List<LocalVariable> variables,
            List<LocalVariable> hidden,
            List<Expression> iterator,
            Block body,
            int doLine,
            int endLine,
            int line,
            @Nullable LocalVariable scope)
            implements Statement {}

    /** {@code return values}; a single Call or MethodCall is a tail call unless a variable is to be closed ({@code tail} false). */
    record Return(
            List<Expression> values,
            boolean tail,
            int line,
            @Nullable LocalVariable scope) implements Statement {}

    /** {@code break} out of the innermost loop. */
    record Break(int line) implements Statement {}

    /** {@code goto}, to a label of an enclosing block of the same function. */
    record Goto(Label label, int line) implements Statement {}

    /** {@code ::name::}. */
    record LabelStatement(Label label, int line) implements Statement {}
}
