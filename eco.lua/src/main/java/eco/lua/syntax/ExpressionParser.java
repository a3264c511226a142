package eco.lua.syntax;

import eco.lua.LuaString;
import eco.lua.syntax.Expression.BinaryOperator;
import eco.lua.syntax.Expression.UnaryOperator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Expressions, by precedence climbing. Names are resolved as they are read.
 *
 * <p>The reference reports an error at the line where it had emitted the instruction: a call at its opening parenthesis, an
 * operator at its sign, a comparison at the end of its right operand, and an index where its value was first needed, which
 * is at the end of the expression or at the operator after it. {@link #settle} puts the last of these right.
 */
final class ExpressionParser {
    private static final int UNARY_PRIORITY = 12;
    /** Priorities of the binary operators: left in the high byte, right in the low one; 0 for all other tokens. */
    private static final short[] PRIORITIES = new short[Token.END_OF_STREAM + 1];

    static {
        priority(10, 10, '+', '-');
        priority(11, 11, '*', '%', '/', Token.IDIV);
        priority(14, 13, '^');
        priority(6, 6, '&');
        priority(4, 4, '|');
        priority(5, 5, '~');
        priority(7, 7, Token.SHL, Token.SHR);
        priority(9, 8, Token.CONCAT);
        priority(3, 3, Token.EQ, Token.NE, '<', Token.LE, '>', Token.GE);
        priority(2, 2, Token.AND);
        priority(1, 1, Token.OR);
    }

    private static void priority(int left, int right, int... tokens) {
        for (int token : tokens) {
            PRIORITIES[token] = (short) (left << 8 | right);
        }
    }

    private final Parser parser;
    private final Lexer lexer;
    private Expression[] stack = new Expression[16];
    private int stackSize;

    /**
     * What {@link #suffixed} read last, for those who need more than the expression: true when it was in parentheses
     * without anything after them, so that it cannot be assigned to.
     */
    boolean parenthesized;

    /** The name of the compile-time constant that {@link #suffixed} read last, or null if it was something else. */
    @Nullable
    LuaString constantName;

    ExpressionParser(Parser parser, Lexer lexer) {
        this.parser = parser;
        this.lexer = lexer;
    }

    /** One expression. */
    Expression expression() throws LuaSyntaxException {
        return operators(0);
    }

    /** One expression whose value is needed now. */
    Expression value() throws LuaSyntaxException {
        return settle(operators(0), lexer.lastLine);
    }

    /** Expressions between commas. */
    List<Expression> list() throws LuaSyntaxException {
        int mark = stackSize;
        Expression last = allButLast();
        return complete(mark, settle(last, lexer.lastLine));
    }

    /** Reads expressions between commas, pushes them on the stack, all but the last one, and returns that one. */
    private Expression allButLast() throws LuaSyntaxException {
        Expression last = expression();
        while (lexer.skip(',')) {
            push(settle(last, lexer.lastLine));
            parser.function.reserve(lexer, 1);
            last = expression();
        }
        return last;
    }

    /** The expressions pushed since {@code mark}, and the last one. */
    private List<Expression> complete(int mark, Expression last) throws LuaSyntaxException {
        if (stackSize == mark) {
            return List.of(last);
        }
        push(last);
        parser.function.reserve(lexer, 1);
        parser.function.release(stackSize - mark);
        return take(mark);
    }

    private void push(Expression e) {
        if (stackSize == stack.length) {
            stack = Arrays.copyOf(stack, stackSize * 2);
        }
        stack[stackSize++] = e;
    }

    private List<Expression> take(int mark) {
        Expression[] taken = Arrays.copyOfRange(stack, mark, stackSize);
        Arrays.fill(stack, mark, stackSize, null);
        stackSize = mark;
        return Collections.unmodifiableList(Arrays.asList(taken));
    }

    /** The expression, its value taken at {@code line}: the line of a table access, unless it was taken before. */
    Expression settle(Expression e, int line) {
        if (e instanceof Expression.Index i && i.line() != line) {
            parser.function.mark(line);
            return new Expression.Index(i.object(), i.key(), line, i.scope());
        }
        if (!hasCode(e)) {
            parser.function.mark(line);
        }
        return e;
    }

    /** True when the line of the expression's code has been noted; other expressions are moved where they are wanted. */
    private static boolean hasCode(Expression e) {
        return switch (e) {
            case Expression.Binary b -> true;
            case Expression.Unary u -> true;
            case Expression.Call c -> true;
            case Expression.MethodCall m -> true;
            case Expression.Single s -> true;
            case Expression.Table t -> true;
            case Expression.Function f -> true;
            case Expression.Varargs v -> true;
            default -> false;
        };
    }

    /** Notes the line at which the truth of a value is tested; comparisons jump by themselves, constants do not jump. */
    void tested(Expression e, int line) {
        boolean comparison = e instanceof Expression.Binary b
                && switch (b.operator()) {
                    case EQ, NE, LT, LE, GT, GE -> true;
                    default -> false;
                };
        if (!comparison && !Folding.isConstant(e)) {
            parser.function.mark(line);
        }
    }

    /** A condition: an expression whose value is tested only. */
    Expression condition() throws LuaSyntaxException {
        Expression e = operand(expression(), lexer.lastLine);
        tested(e, lexer.lastLine);
        return e;
    }

    /** Like {@link #settle} where a local variable or literal is used in place, without being moved. */
    private Expression operand(Expression e, int line) {
        return e instanceof Expression.Index || e instanceof Expression.Upvalue ? settle(e, line) : e;
    }

    private Expression operators(int limit) throws LuaSyntaxException {
        parser.enterLevel();
        Expression left;
        UnaryOperator unary = unaryOperator(lexer.token);
        if (unary != null) {
            int line = lexer.line;
            lexer.next();
            left = unary(unary, operators(UNARY_PRIORITY), line);
        } else {
            left = simple();
        }
        while (true) {
            int token = lexer.token;
            int priority = token < PRIORITIES.length ? PRIORITIES[token] : 0;
            if (priority >> 8 <= limit) {
                break;
            }
            int line = lexer.line;
            lexer.next();
            // In the order of evaluation: the left operand is settled when its operator has been read.
            left = token == Token.CONCAT ? settle(left, lexer.lastLine) : operand(left, lexer.lastLine);
            if (token == Token.AND || token == Token.OR) {
                tested(left, lexer.lastLine);
            }
            int registers = left instanceof Expression.Local && token != Token.CONCAT ? 0 : 1;
            parser.function.reserve(lexer, registers);
            left = binary(token, left, operators(priority & 0xff), line);
            parser.function.release(registers);
        }
        parser.leaveLevel();
        return left;
    }

    private static @Nullable UnaryOperator unaryOperator(int token) {
        return switch (token) {
            case '-' -> UnaryOperator.NEG;
            case '~' -> UnaryOperator.BNOT;
            case '#' -> UnaryOperator.LEN;
            case Token.NOT -> UnaryOperator.NOT;
            default -> null;
        };
    }

    private Expression unary(UnaryOperator operator, Expression e, int line) {
        Expression folded = Folding.unary(operator, e, line);
        if (folded != null) {
            return folded;
        }
        Expression operand = operand(e, lexer.lastLine);
        parser.function.mark(line);
        return new Expression.Unary(operator, operand, line, parser.function.visible);
    }

    private Expression binary(int token, Expression left, Expression e, int line) {
        int lastLine = lexer.lastLine;
        if (token == Token.AND) {
            return new Expression.And(left, settle(e, lastLine), line);
        }
        if (token == Token.OR) {
            return new Expression.Or(left, settle(e, lastLine), line);
        }
        BinaryOperator operator = binaryOperator(token);
        Expression folded = Folding.binary(operator, left, e, line);
        if (folded != null) {
            return folded;
        }
        Expression right = operator == BinaryOperator.CONCAT ? settle(e, lastLine) : operand(e, lastLine);
        int at = switch (operator) {
            case EQ, NE, LT, LE, GT, GE -> lastLine;
            // A chain of concatenations is one operation, reported at its last operator.
            case CONCAT ->
                right instanceof Expression.Binary b && b.operator() == BinaryOperator.CONCAT ? b.line() : line;
            default -> line;
        };
        parser.function.mark(at);
        return new Expression.Binary(operator, left, right, at, parser.function.visible);
    }

    private static BinaryOperator binaryOperator(int token) {
        return switch (token) {
            case '+' -> BinaryOperator.ADD;
            case '-' -> BinaryOperator.SUB;
            case '*' -> BinaryOperator.MUL;
            case '%' -> BinaryOperator.MOD;
            case '^' -> BinaryOperator.POW;
            case '/' -> BinaryOperator.DIV;
            case Token.IDIV -> BinaryOperator.IDIV;
            case '&' -> BinaryOperator.BAND;
            case '|' -> BinaryOperator.BOR;
            case '~' -> BinaryOperator.BXOR;
            case Token.SHL -> BinaryOperator.SHL;
            case Token.SHR -> BinaryOperator.SHR;
            case Token.CONCAT -> BinaryOperator.CONCAT;
            case Token.EQ -> BinaryOperator.EQ;
            case Token.NE -> BinaryOperator.NE;
            case '<' -> BinaryOperator.LT;
            case Token.LE -> BinaryOperator.LE;
            case '>' -> BinaryOperator.GT;
            case Token.GE -> BinaryOperator.GE;
            default -> throw new AssertionError("not a binary operator: " + token);
        };
    }

    private Expression simple() throws LuaSyntaxException {
        int line = lexer.line;
        Expression e;
        switch (lexer.token) {
            case Token.FLOAT -> e = new Expression.Float(lexer.real, line);
            case Token.INTEGER -> e = new Expression.Int(lexer.integer, line);
            case Token.STRING -> e = new Expression.Str(lexer.text, line);
            case Token.NIL -> e = new Expression.Nil(line);
            case Token.TRUE -> e = new Expression.Bool(true, line);
            case Token.FALSE -> e = new Expression.Bool(false, line);
            case Token.DOTS -> {
                if (!parser.function.vararg) {
                    throw lexer.errorHere("cannot use '...' outside a vararg function");
                }
                parser.function.mark(lexer.lastLine);
                e = new Expression.Varargs(line);
            }
            case '{' -> {
                return table();
            }
            case Token.FUNCTION -> {
                lexer.next();
                return parser.function(false, lexer.line);
            }
            default -> {
                return suffixed();
            }
        }
        lexer.next();
        return e;
    }

    /** A name or parenthesized expression with any indexes and calls after it. */
    Expression suffixed() throws LuaSyntaxException {
        Expression e = primary();
        while (true) {
            switch (lexer.token) {
                case '.' -> {
                    e = operand(e, lexer.lastLine);
                    lexer.next();
                    Expression key = new Expression.Str(lexer.requireName(), lexer.lastLine);
                    e = index(e, key);
                }
                case '[' -> {
                    e = operand(e, lexer.lastLine);
                    e = index(e, bracketedKey());
                }
                case ':' -> {
                    e = operand(e, lexer.lastLine);
                    lexer.next();
                    LuaString name = lexer.requireName();
                    int nameLine = lexer.lastLine;
                    parser.function.mark(nameLine);
                    int line = lexer.line;
                    List<Expression> arguments = arguments(2);
                    parser.function.mark(line);
                    e = new Expression.MethodCall(e, name, arguments, nameLine, line, parser.function.visible);
                }
                case '(', '{', Token.STRING -> {
                    e = settle(e, lexer.lastLine);
                    int line = lexer.line;
                    List<Expression> arguments = arguments(1);
                    parser.function.mark(line);
                    e = new Expression.Call(e, arguments, line, parser.function.visible);
                }
                default -> {
                    return e;
                }
            }
            parenthesized = false;
            constantName = null;
        }
    }

    private Expression index(Expression object, Expression key) {
        return new Expression.Index(object, key, lexer.lastLine, parser.function.visible);
    }

    private Expression bracketedKey() throws LuaSyntaxException {
        lexer.next();
        Expression key = expression();
        key = operand(key, lexer.lastLine);
        lexer.require(']');
        return key;
    }

    private Expression primary() throws LuaSyntaxException {
        parenthesized = false;
        constantName = null;
        if (lexer.token == Token.NAME) {
            LuaString name = lexer.text;
            lexer.next();
            return variable(name);
        }
        if (lexer.token != '(') {
            throw lexer.errorHere("unexpected symbol");
        }
        int line = lexer.line;
        lexer.next();
        Expression e = expression();
        lexer.close(')', '(', line);
        parenthesized = true;
        constantName = null;
        e = operand(e, lexer.lastLine);
        boolean open =
                e instanceof Expression.Call || e instanceof Expression.MethodCall || e instanceof Expression.Varargs;
        return open ? new Expression.Single(e, e.line()) : e;
    }

    /** The variable of that name, just read. */
    Expression variable(LuaString name) throws LuaSyntaxException {
        Expression found = resolve(parser.function, name);
        if (found != null) {
            constantName = found instanceof Expression.Local || found instanceof Expression.Upvalue ? null : name;
            return found;
        }
        Expression environment = resolve(parser.function, parser.environmentName);
        if (environment == null) {
            throw new AssertionError("_ENV is always an upvalue of the main function");
        }
        return index(environment, new Expression.Str(name, lexer.lastLine));
    }

    private @Nullable Expression resolve(FunctionScope function, LuaString name) throws LuaSyntaxException {
        int line = lexer.lastLine;
        int local = function.find(name);
        if (local >= 0) {
            Expression constant = function.constant(local);
            return constant != null ? constant : new Expression.Local(function.variable(local), line);
        }
        int upvalue = function.findUpvalue(name);
        if (upvalue >= 0) {
            return new Expression.Upvalue(upvalue, name, line);
        }
        if (function.outer == null) {
            return null;
        }
        Expression outside = resolve(function.outer, name);
        if (outside instanceof Expression.Local l) {
            LocalVariable variable = l.variable();
            variable.capture();
            return captured(function, name, variable, -1, variable.attribute());
        }
        if (outside instanceof Expression.Upvalue u) {
            LocalVariable.Attribute attribute =
                    function.outer.upvalue(u.index()).attribute();
            return captured(function, name, null, u.index(), attribute);
        }
        return outside;
    }

    private Expression captured(
            FunctionScope function,
            LuaString name,
            @Nullable LocalVariable local,
            int index,
            LocalVariable.Attribute attribute)
            throws LuaSyntaxException {
        FunctionTree.UpvalueSource source = new FunctionTree.UpvalueSource(name, local, index, attribute);
        return new Expression.Upvalue(function.addUpvalue(lexer, source), name, lexer.lastLine);
    }

    /** The arguments of a call, {@code before} values waiting before them. */
    private List<Expression> arguments(int before) throws LuaSyntaxException {
        int line = lexer.line;
        FunctionScope function = parser.function;
        function.reserve(lexer, before);
        List<Expression> arguments;
        switch (lexer.token) {
            case '(' -> {
                lexer.next();
                if (lexer.token == ')') {
                    arguments = List.of();
                    lexer.close(')', '(', line);
                } else {
                    int mark = stackSize;
                    Expression last = allButLast();
                    lexer.close(')', '(', line);
                    arguments = complete(mark, settle(last, lexer.lastLine));
                }
            }
            case '{' -> arguments = List.of(table());
            case Token.STRING -> {
                arguments = List.of(new Expression.Str(lexer.text, line));
                lexer.next();
            }
            default -> throw lexer.errorHere("function arguments expected");
        }
        function.release(before);
        return arguments;
    }

    private Expression table() throws LuaSyntaxException {
        int line = lexer.line;
        parser.function.mark(lexer.lastLine);
        LocalVariable scope = parser.function.visible;
        lexer.require('{');
        parser.function.reserve(lexer, 1);
        List<Expression.Field> fields = new ArrayList<>(4);
        // An item without a key is settled when the next one begins, or the table has ended.
        Expression item = null;
        boolean items = false;
        while (lexer.token != '}') {
            if (item != null) {
                fields.add(new Expression.Field(null, settle(item, lexer.lastLine), lexer.lastLine));
                item = null;
            }
            Expression key = key();
            if (key == null) {
                item = expression();
                items = true;
            } else {
                lexer.require('=');
                Expression value = value();
                parser.function.mark(lexer.lastLine);
                fields.add(new Expression.Field(key, value, lexer.lastLine));
            }
            if (!lexer.skip(',') && !lexer.skip(';')) {
                break;
            }
        }
        lexer.close('}', '{', line);
        if (item != null) {
            fields.add(new Expression.Field(null, settle(item, lexer.lastLine), lexer.lastLine));
        }
        if (items) {
            parser.function.mark(lexer.lastLine);
        }
        parser.function.release(1);
        return new Expression.Table(fields.isEmpty() ? List.of() : Collections.unmodifiableList(fields), line, scope);
    }

    /** The key of a table's field, or null if the field has none. */
    private @Nullable Expression key() throws LuaSyntaxException {
        if (lexer.token == '[') {
            return bracketedKey();
        }
        if (lexer.token == Token.NAME && lexer.assignmentFollows()) {
            Expression key = new Expression.Str(lexer.text, lexer.line);
            lexer.next();
            return key;
        }
        return null;
    }
}
