package eco.lua.syntax;

import eco.lua.LuaString;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Statements and functions: one pass from tokens to the resolved tree. Nothing is looked at twice; a name is resolved where it
 * stands, and a goto that has no label yet is put in place when the label comes.
 *
 * <p>Nesting is limited as in the reference, and that bounds the recursion of this parser and of everything that walks
 * a tree by its nesting. Chains to the left ({@code a + b + c}, {@code f()()()}) have no limit: they are read in loops,
 * but leave trees as deep as they are long.
 */
public final class Parser {
    /** What the reference leaves of its 200 levels of C calls to a chunk that is loaded from a main program. */
    private static final int MAX_LEVELS = 197;

    private static final LuaString ENVIRONMENT = LuaString.of("_ENV");
    private static final LuaString SELF = LuaString.of("self");
    private static final LuaString FOR_STATE = LuaString.of("(for state)");

    private final Lexer lexer;
    private final LuaString source;
    private final StatementStack statements = new StatementStack();
    private final Jumps jumps;
    private final ExpressionParser expressions;
    private int levels;

    /** The chunk's own {@code _ENV}, for comparison by identity. */
    final LuaString environmentName;

    /** The function being read. */
    FunctionScope function;

    private Parser(byte[] text, LuaString source) {
        this.lexer = new Lexer(text, source);
        this.source = source;
        this.jumps = new Jumps(lexer, statements);
        this.expressions = new ExpressionParser(this, lexer);
        this.environmentName = intern(ENVIRONMENT);
        this.function = new FunctionScope(null, 0);
    }

    private LuaString intern(LuaString name) {
        return lexer.names.intern(name.bytes(), 0, name.length());
    }

    /**
     * Reads a chunk of source text.
     *
     * @param source the text, without a file's first {@code #} line or byte order mark
     * @param chunkName what messages call it: {@code @file}, {@code =text}, or the text itself; it ends at a zero byte
     * @return the main function: vararg, its only upvalue {@code _ENV}
     */
    public static FunctionTree parse(byte[] source, LuaString chunkName) throws LuaSyntaxException {
        return new Parser(source, untilZero(chunkName)).chunk();
    }

    private static LuaString untilZero(LuaString name) {
        byte[] bytes = name.bytes();
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                return name.substring(0, i);
            }
        }
        return name;
    }

    private FunctionTree chunk() throws LuaSyntaxException {
        function.vararg = true;
        function.addUpvalue(
                lexer, new FunctionTree.UpvalueSource(environmentName, null, 0, LocalVariable.Attribute.REGULAR));
        lexer.next();
        BlockScope scope = enterBlock(false);
        statements();
        if (lexer.token != Token.END_OF_STREAM) {
            throw lexer.expected(Token.END_OF_STREAM);
        }
        function.mark(lexer.lastLine);
        Block body = leaveBlock(scope);
        return function.tree(source, 0, List.of(), body);
    }

    /** One level of nesting more. */
    void enterLevel() throws LuaSyntaxException {
        if (++levels > MAX_LEVELS) {
            throw new LuaSyntaxException(Lexer.ascii("C stack overflow"));
        }
    }

    void leaveLevel() {
        levels--;
    }

    private BlockScope enterBlock(boolean loop) {
        function.enter(loop);
        BlockScope scope = Objects.requireNonNull(function.block);
        jumps.enter(scope);
        scope.firstStatement = statements.size();
        return scope;
    }

    private Block leaveBlock(BlockScope scope) throws LuaSyntaxException {
        Statement[] body = statements.take(scope.firstStatement);
        jumps.leave(scope, body);
        function.leave(scope);
        return new Block(
                body.length == 0 ? List.of() : Collections.unmodifiableList(Arrays.asList(body)),
                scope.toBeClosed,
                lexer.lastLine);
    }

    private BlockScope currentBlock() {
        return Objects.requireNonNull(function.block);
    }

    private Block block(boolean loop) throws LuaSyntaxException {
        BlockScope scope = enterBlock(loop);
        statements();
        return leaveBlock(scope);
    }

    private boolean blockEnds(boolean withUntil) {
        return switch (lexer.token) {
            case Token.ELSE, Token.ELSEIF, Token.END, Token.END_OF_STREAM -> true;
            case Token.UNTIL -> withUntil;
            default -> false;
        };
    }

    private void statements() throws LuaSyntaxException {
        while (!blockEnds(true)) {
            boolean last = lexer.token == Token.RETURN;
            statement();
            if (last) {
                return;
            }
        }
    }

    private void statement() throws LuaSyntaxException {
        int line = lexer.line;
        enterLevel();
        switch (lexer.token) {
            case ';' -> lexer.next();
            case Token.IF -> statements.push(conditional(line));
            case Token.WHILE -> statements.push(whileLoop(line));
            case Token.DO -> {
                lexer.next();
                Block body = block(false);
                lexer.close(Token.END, Token.DO, line);
                statements.push(new Statement.Do(body, line));
            }
            case Token.FOR -> statements.push(forLoop(line));
            case Token.REPEAT -> statements.push(repeatLoop(line));
            case Token.FUNCTION -> statements.push(functionStatement(line));
            case Token.LOCAL -> {
                lexer.next();
                if (lexer.skip(Token.FUNCTION)) {
                    statements.push(localFunction(line));
                } else {
                    local();
                }
            }
            case Token.DOUBLE_COLON -> {
                lexer.next();
                label(lexer.requireName(), line);
            }
            case Token.RETURN -> statements.push(returning(line));
            case Token.BREAK -> {
                lexer.next();
                function.mark(lexer.lastLine);
                if (!insideLoop()) {
                    jumps.strayBreak(line, function.active);
                }
                statements.push(new Statement.Break(line));
            }
            case Token.GOTO -> {
                lexer.next();
                int nameLine = lexer.line;
                LuaString name = lexer.requireName();
                function.mark(lexer.lastLine);
                jumps.jump(name, nameLine, currentBlock(), function.active);
            }
            default -> expressionStatement(line);
        }
        leaveLevel();
    }

    private boolean insideLoop() {
        for (BlockScope b = function.block; b != null; b = b.outer) {
            if (b.loop) {
                return true;
            }
        }
        return false;
    }

    private Statement conditional(int line) throws LuaSyntaxException {
        List<Expression> conditions = new ArrayList<>(2);
        List<Block> blocks = new ArrayList<>(2);
        Block otherwise = null;
        int[] thenLines = {};
        while (true) {
            lexer.next();
            Expression condition = expressions.condition();
            conditions.add(condition);
            lexer.require(Token.THEN);
            if (blocks.size() == thenLines.length) {
                thenLines = Arrays.copyOf(thenLines, Math.max(2, thenLines.length * 2));
            }
            thenLines[blocks.size()] = lexer.lastLine;
            expressions.tested(condition, lexer.lastLine);
            blocks.add(block(false));
            if (lexer.token != Token.ELSEIF) {
                break;
            }
            function.mark(lexer.lastLine);
        }
        if (lexer.token == Token.ELSE) {
            function.mark(lexer.lastLine);
            lexer.next();
            otherwise = block(false);
        }
        lexer.close(Token.END, Token.IF, line);
        return new Statement.If(
                Collections.unmodifiableList(conditions),
                Collections.unmodifiableList(blocks),
                otherwise,
                Arrays.copyOf(thenLines, blocks.size()),
                line);
    }

    private Statement whileLoop(int line) throws LuaSyntaxException {
        lexer.next();
        Expression condition = expressions.condition();
        BlockScope loop = enterBlock(true);
        lexer.require(Token.DO);
        Block body = block(false);
        function.mark(lexer.lastLine);
        lexer.close(Token.END, Token.WHILE, line);
        leaveBlock(loop);
        return new Statement.While(condition, body, line);
    }

    private Statement repeatLoop(int line) throws LuaSyntaxException {
        BlockScope loop = enterBlock(true);
        BlockScope scope = enterBlock(false);
        lexer.next();
        statements();
        lexer.close(Token.UNTIL, Token.REPEAT, line);
        Expression condition = expressions.condition();
        Block body = leaveBlock(scope);
        leaveBlock(loop);
        return new Statement.Repeat(body, condition, line);
    }

    private Statement forLoop(int line) throws LuaSyntaxException {
        BlockScope loop = enterBlock(true);
        lexer.next();
        LuaString first = lexer.requireName();
        Statement statement = switch (lexer.token) {
            case '=' -> numericFor(first, line);
            case ',', Token.IN -> genericFor(first, loop);
            default -> throw lexer.errorHere("'=' or 'in' expected");
        };
        lexer.close(Token.END, Token.FOR, line);
        leaveBlock(loop);
        return statement;
    }

    private Statement numericFor(LuaString name, int line) throws LuaSyntaxException {
        List<LocalVariable> hidden = hidden(3);
        LocalVariable variable = declare(name, LocalVariable.Attribute.REGULAR);
        lexer.next();
        Expression start = expressions.value();
        lexer.require(',');
        Expression limit = expressions.value();
        Expression step = null;
        if (lexer.skip(',')) {
            step = expressions.value();
        }
        function.activate(3);
        LocalVariable scope = function.visible;
        lexer.require(Token.DO);
        int doLine = lexer.lastLine;
        Block body = forBody(1, doLine, line);
        return new Statement.NumericFor(variable, hidden, start, limit, step, body, doLine, line, scope);
    }

    private Statement genericFor(LuaString first, BlockScope loop) throws LuaSyntaxException {
        List<LocalVariable> hidden = hidden(4);
        List<LocalVariable> variables = new ArrayList<>(2);
        variables.add(declare(first, LocalVariable.Attribute.REGULAR));
        while (lexer.skip(',')) {
            variables.add(declare(lexer.requireName(), LocalVariable.Attribute.REGULAR));
        }
        lexer.require(Token.IN);
        int line = lexer.line;
        List<Expression> iterator = expressions.list();
        function.activate(4);
        loop.insideToBeClosed = true;
        LocalVariable scope = function.visible;
        lexer.require(Token.DO);
        int doLine = lexer.lastLine;
        Block body = forBody(variables.size(), doLine, line);
        int endLine = lexer.line;
        function.mark(endLine);
        return new Statement.GenericFor(
                Collections.unmodifiableList(variables), hidden, iterator, body, doLine, endLine, line, scope);
    }

    private List<LocalVariable> hidden(int count) throws LuaSyntaxException {
        LocalVariable[] hidden = new LocalVariable[count];
        for (int i = 0; i < count; i++) {
            hidden[i] = declare(FOR_STATE, LocalVariable.Attribute.REGULAR);
        }
        return Collections.unmodifiableList(Arrays.asList(hidden));
    }

    private LocalVariable declare(LuaString name, LocalVariable.Attribute attribute) throws LuaSyntaxException {
        return function.declare(lexer, name, attribute);
    }

    private Block forBody(int variables, int doLine, int line) throws LuaSyntaxException {
        function.mark(doLine);
        BlockScope scope = enterBlock(false);
        function.activate(variables);
        statements();
        Block body = leaveBlock(scope);
        function.mark(line);
        return body;
    }

    private Statement functionStatement(int line) throws LuaSyntaxException {
        lexer.next();
        Expression target = expressions.variable(lexer.requireName());
        LuaString constantName = expressions.constantName;
        boolean method = false;
        while (!method && (lexer.token == '.' || lexer.token == ':')) {
            method = lexer.token == ':';
            target = expressions.settle(target, lexer.lastLine);
            lexer.next();
            Expression key = new Expression.Str(lexer.requireName(), lexer.lastLine);
            target = new Expression.Index(target, key, lexer.lastLine, function.visible);
            constantName = null;
        }
        Expression.Function value = function(method, line);
        checkAssignable(target, constantName);
        function.mark(line);
        return new Statement.Assignment(List.of(stored(target, line)), List.of(value), line, function.visible);
    }

    private Statement localFunction(int line) throws LuaSyntaxException {
        LocalVariable variable = declare(lexer.requireName(), LocalVariable.Attribute.REGULAR);
        function.activate(1);
        Expression.Function value = function(false, lexer.line);
        return new Statement.LocalFunction(variable, value, line);
    }

    private void local() throws LuaSyntaxException {
        List<LocalVariable> variables = new ArrayList<>(2);
        LocalVariable toBeClosed = null;
        do {
            LuaString name = lexer.requireName();
            function.checkRoom(lexer);
            LocalVariable.Attribute attribute = attribute();
            LocalVariable variable = declare(name, attribute);
            variables.add(variable);
            if (attribute == LocalVariable.Attribute.CLOSE) {
                if (toBeClosed != null) {
                    throw lexer.error("multiple to-be-closed variables in local list");
                }
                toBeClosed = variable;
            }
        } while (lexer.skip(','));
        LocalVariable scope = function.visible;
        int marks = function.marks();
        List<Expression> values = lexer.skip('=') ? expressions.list() : List.of();
        int line = lexer.lastLine;
        int count = variables.size();
        if (count == values.size()
                && variables.getLast().attribute() == LocalVariable.Attribute.CONST
                && Folding.isConstant(values.getLast())) {
            function.activate(count - 1);
            function.activateConstant(values.getLast());
            if (count == 1) {
                function.unmark(marks);
            } else {
                variables.removeLast();
                statements.push(new Statement.LocalDeclaration(
                        Collections.unmodifiableList(variables), values.subList(0, count - 1), line, scope));
            }
            return;
        }
        function.activate(count);
        if (values.size() < count || toBeClosed != null) {
            function.mark(line);
        }
        if (toBeClosed != null) {
            currentBlock().toBeClosed = true;
            currentBlock().insideToBeClosed = true;
        }
        statements.push(new Statement.LocalDeclaration(Collections.unmodifiableList(variables), values, line, scope));
    }

    private LocalVariable.Attribute attribute() throws LuaSyntaxException {
        if (!lexer.skip('<')) {
            return LocalVariable.Attribute.REGULAR;
        }
        LuaString name = lexer.requireName();
        lexer.require('>');
        return switch (name.toString()) {
            case "const" -> LocalVariable.Attribute.CONST;
            case "close" -> LocalVariable.Attribute.CLOSE;
            default -> throw lexer.error("unknown attribute '", name, "'");
        };
    }

    private void label(LuaString name, int line) throws LuaSyntaxException {
        lexer.require(Token.DOUBLE_COLON);
        BlockScope block = currentBlock();
        Label label = new Label(name, line);
        label.place(statements.size() - block.firstStatement);
        statements.push(new Statement.LabelStatement(label, line));
        while (lexer.token == ';' || lexer.token == Token.DOUBLE_COLON) {
            statement();
        }
        jumps.checkRepeated(name, block);
        // At the end of a block its variables count as out of scope already.
        jumps.place(label, function, block, blockEnds(false) ? block.active : function.active);
    }

    private Statement returning(int line) throws LuaSyntaxException {
        lexer.next();
        List<Expression> values = blockEnds(true) || lexer.token == ';' ? List.of() : expressions.list();
        int lastLine = lexer.lastLine;
        function.mark(lastLine);
        lexer.skip(';');
        boolean tail = values.size() == 1
                && (values.get(0) instanceof Expression.Call || values.get(0) instanceof Expression.MethodCall)
                && !currentBlock().insideToBeClosed;
        return new Statement.Return(values, tail, line, function.visible);
    }

    private void expressionStatement(int line) throws LuaSyntaxException {
        Expression e = expressions.suffixed();
        if (lexer.token == '=' || lexer.token == ',') {
            assignment(e, line);
        } else if (!expressions.parenthesized && (e instanceof Expression.Call || e instanceof Expression.MethodCall)) {
            statements.push(new Statement.CallStatement(e, line));
        } else {
            throw lexer.errorHere("syntax error");
        }
    }

    private void assignment(Expression first, int line) throws LuaSyntaxException {
        checkTarget(first);
        int outside = levels;
        List<Expression> targets;
        if (lexer.token == '=') {
            targets = List.of(first);
        } else {
            targets = new ArrayList<>(4);
            targets.add(first);
            while (lexer.skip(',')) {
                Expression next = expressions.suffixed();
                enterLevel();
                checkTarget(next);
                targets.add(next);
            }
            if (lexer.token != '=') {
                throw lexer.expected('=');
            }
        }
        lexer.next();
        List<Expression> values = expressions.list();
        levels = outside;
        int lastLine = lexer.lastLine;
        function.mark(lastLine);
        if (targets.size() == 1) {
            targets = List.of(stored(first, lastLine));
        } else {
            targets.replaceAll(target -> stored(target, lastLine));
            targets = Collections.unmodifiableList(targets);
        }
        statements.push(new Statement.Assignment(targets, values, line, function.visible));
    }

    /** The target, with the line at which a failing store into it is reported. */
    private static Expression stored(Expression target, int line) {
        return target instanceof Expression.Index i && i.line() != line
                ? new Expression.Index(i.object(), i.key(), line, i.scope())
                : target;
    }

    private void checkTarget(Expression target) throws LuaSyntaxException {
        if (expressions.parenthesized) {
            throw lexer.errorHere("syntax error");
        }
        checkAssignable(target, expressions.constantName);
        if (!(target instanceof Expression.Local
                || target instanceof Expression.Upvalue
                || target instanceof Expression.Index)) {
            throw lexer.errorHere("syntax error");
        }
    }

    /** Fails if the target is a {@code <const>} or {@code <close>} variable; {@code constant} names a folded one. */
    private void checkAssignable(Expression target, @Nullable LuaString constant) throws LuaSyntaxException {
        LuaString name = constant;
        if (target instanceof Expression.Local local) {
            LocalVariable variable = local.variable();
            name = variable.attribute() == LocalVariable.Attribute.REGULAR ? null : variable.name();
        } else if (target instanceof Expression.Upvalue upvalue) {
            boolean regular = function.upvalue(upvalue.index()).attribute() == LocalVariable.Attribute.REGULAR;
            name = regular ? null : upvalue.name();
        }
        if (name != null) {
            throw lexer.error("attempt to assign to const variable '", name, "'");
        }
    }

    /** A function from its parameters on. */
    Expression.Function function(boolean method, int line) throws LuaSyntaxException {
        FunctionScope outer = function;
        FunctionScope inner = new FunctionScope(outer, line);
        function = inner;
        BlockScope scope = enterBlock(false);
        List<LocalVariable> parameters = parameters(method);
        statements();
        int lastLine = lexer.line;
        lexer.close(Token.END, Token.FUNCTION, line);
        inner.mark(lexer.lastLine);
        Block body = leaveBlock(scope);
        function = outer;
        FunctionTree tree = inner.tree(source, lastLine, parameters, body);
        outer.addFunction(tree);
        outer.mark(lexer.lastLine);
        return new Expression.Function(tree, lexer.lastLine);
    }

    private List<LocalVariable> parameters(boolean method) throws LuaSyntaxException {
        lexer.require('(');
        List<LocalVariable> parameters = List.of();
        if (method || lexer.token != ')') {
            parameters = new ArrayList<>(4);
        }
        if (method) {
            parameters.add(declare(intern(SELF), LocalVariable.Attribute.REGULAR));
            function.activate(1);
        }
        int named = 0;
        if (lexer.token != ')') {
            do {
                if (lexer.token == Token.NAME) {
                    LuaString name = lexer.requireName();
                    parameters.add(declare(name, LocalVariable.Attribute.REGULAR));
                    named++;
                } else if (lexer.skip(Token.DOTS)) {
                    function.vararg = true;
                } else {
                    throw lexer.errorHere("<name> or '...' expected");
                }
            } while (!function.vararg && lexer.skip(','));
        }
        function.activate(named);
        lexer.require(')');
        return parameters.isEmpty() ? parameters : Collections.unmodifiableList(parameters);
    }
}
