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
 * Reads the binary form of a function, see {@link DumpFormat}: one loop over its operations with a stack of finished nodes.
 *
 * <p>Every number is checked against what it counts or points to, every node taken from the stack against the kind that
 * is wanted, so that bad input ends in an error and the tree that comes out can be run.
 */
public final class TreeReader {
    private static final BinaryOperator[] BINARY = BinaryOperator.values();
    private static final UnaryOperator[] UNARY = UnaryOperator.values();
    private static final LocalVariable.Attribute[] ATTRIBUTES = LocalVariable.Attribute.values();

    /** A function whose body is being read. */
    private static final class Open {
        final LuaString source;
        final int lineDefined;
        final int lastLine;
        final boolean vararg;
        final boolean stripped;
        final int frameSize;
        final List<FunctionTree.UpvalueSource> upvalues = new ArrayList<>();
        final List<FunctionTree> functions = new ArrayList<>();
        /** Where its nodes start on the stack. */
        final int base;

        int[] activeLines = {};

        Open(DumpInput in, LuaString source, int base) throws LuaSyntaxException {
            this.source = source;
            this.lineDefined = in.integer();
            this.lastLine = in.integer();
            this.vararg = in.flag();
            this.stripped = in.flag();
            this.frameSize = in.below(256);
            this.base = base;
        }
    }

    /** A variable and the function that it is a local of. */
    private record Owned(LocalVariable variable, @Nullable Open function) {}

    private final DumpInput in;
    private final List<LuaString> strings = new ArrayList<>();
    private final List<Owned> variables = new ArrayList<>();
    private final List<Label> labels = new ArrayList<>();
    private final List<Open> open = new ArrayList<>();
    private final List<Object> stack = new ArrayList<>();

    private TreeReader(DumpInput in) {
        this.in = in;
    }

    /**
     * Reads what {@link TreeWriter} wrote. Its upvalues have no places outside: whoever makes a closure provides them.
     *
     * @param chunkName what messages call the chunk
     * @throws LuaSyntaxException {@code name: bad binary format (...)}
     */
    public static FunctionTree read(byte[] chunk, LuaString chunkName) throws LuaSyntaxException {
        return new TreeReader(new DumpInput(chunk, chunkName)).run();
    }

    private FunctionTree run() throws LuaSyntaxException {
        while (true) {
            int op = in.octet();
            switch (op) {
                case DumpFormat.END -> {
                    if (stack.size() == 1 && stack.get(0) instanceof FunctionTree root) {
                        return root;
                    }
                    throw in.corrupted();
                }
                case DumpFormat.STRING -> strings.add(in.string());
                case DumpFormat.VARIABLE -> variables.add(define());
                case DumpFormat.LABEL -> labels.add(Label.restored(string(), in.integer(), in.integer(), in.flag()));
                case DumpFormat.BEGIN_FUNCTION -> begin();
                case DumpFormat.END_FUNCTION -> end();
                case DumpFormat.BLOCK -> {
                    int endLine = in.integer();
                    boolean toBeClosed = in.flag();
                    stack.add(new Block(take(Statement.class, in.integer()), toBeClosed, endLine));
                }
                case DumpFormat.FIELD_NEXT -> stack.add(new Expression.Field(null, expression(), in.integer()));
                case DumpFormat.FIELD_KEYED -> {
                    Expression value = expression();
                    stack.add(new Expression.Field(expression(), value, in.integer()));
                }
                default -> {
                    if (open.isEmpty()) {
                        throw in.corrupted();
                    }
                    int line = in.integer();
                    stack.add(op < DumpFormat.LOCAL_DECLARATION ? expression(op, line) : statement(op, line));
                }
            }
        }
    }

    private Open current() throws LuaSyntaxException {
        if (open.isEmpty()) {
            throw in.corrupted();
        }
        return open.getLast();
    }

    private LuaString string() throws LuaSyntaxException {
        return numbered(strings, in.integer());
    }

    private <T> T numbered(List<T> list, int number) throws LuaSyntaxException {
        if (number < 1 || number > list.size()) {
            throw in.corrupted();
        }
        return list.get(number - 1);
    }

    private <T> T one(T[] of) throws LuaSyntaxException {
        return of[in.below(of.length)];
    }

    private Owned define() throws LuaSyntaxException {
        LuaString name = string();
        LocalVariable.Attribute attribute = one(ATTRIBUTES);
        int slot = in.below(current().frameSize);
        LocalVariable variable = new LocalVariable(name, attribute, slot, visible());
        if (in.flag()) {
            variable.capture();
        }
        return new Owned(variable, current());
    }

    /** A local variable of the current function, or null. */
    private @Nullable LocalVariable visible() throws LuaSyntaxException {
        int number = in.integer();
        return number == 0 ? null : owned(number, current());
    }

    private LocalVariable variable() throws LuaSyntaxException {
        return owned(in.integer(), current());
    }

    private LocalVariable owned(int number, Open function) throws LuaSyntaxException {
        Owned owned = numbered(variables, number);
        if (owned.function() != function) {
            throw in.corrupted();
        }
        return owned.variable();
    }

    private List<LocalVariable> variableList() throws LuaSyntaxException {
        int count = in.count();
        LocalVariable[] list = new LocalVariable[count];
        for (int i = 0; i < count; i++) {
            list[i] = variable();
        }
        return Collections.unmodifiableList(Arrays.asList(list));
    }

    private void begin() throws LuaSyntaxException {
        Open outer = open.isEmpty() ? null : open.getLast();
        Open function = new Open(in, string(), stack.size());
        int upvalues = in.count();
        for (int i = 0; i < upvalues; i++) {
            LuaString name = string();
            int local = in.integer();
            int index = in.integer();
            if (outer != null && local == 0 && index >= outer.upvalues.size()) {
                throw in.corrupted();
            }
            LocalVariable variable = outer == null || local == 0 ? null : owned(local, outer);
            if (variable != null && !variable.captured()) {
                throw in.corrupted();
            }
            function.upvalues.add(new FunctionTree.UpvalueSource(name, variable, index, one(ATTRIBUTES)));
        }
        int[] lines = new int[in.count()];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = in.integer();
        }
        function.activeLines = lines;
        open.add(function);
    }

    private void end() throws LuaSyntaxException {
        Open function = current();
        List<LocalVariable> parameters = variableList();
        for (int i = 0; i < parameters.size(); i++) {
            if (parameters.get(i).slot() != i) {
                throw in.corrupted();
            }
        }
        Block body = pop(Block.class);
        if (stack.size() != function.base) {
            throw in.corrupted();
        }
        open.removeLast();
        FunctionTree tree = new FunctionTree(
                function.source,
                function.lineDefined,
                function.lastLine,
                parameters,
                function.vararg,
                List.copyOf(function.upvalues),
                function.frameSize,
                body,
                List.copyOf(function.functions),
                function.activeLines,
                function.stripped);
        if (open.isEmpty()) {
            stack.add(tree);
        } else {
            open.getLast().functions.add(tree);
            stack.add(new Expression.Function(tree, in.integer()));
        }
    }

    private <T> T pop(Class<T> kind) throws LuaSyntaxException {
        int floor = open.isEmpty() ? 0 : open.getLast().base;
        if (stack.size() <= floor || !kind.isInstance(stack.getLast())) {
            throw in.corrupted();
        }
        return kind.cast(stack.removeLast());
    }

    private Expression expression() throws LuaSyntaxException {
        return pop(Expression.class);
    }

    private Block block() throws LuaSyntaxException {
        return pop(Block.class);
    }

    private <T> List<T> take(Class<T> kind, int count) throws LuaSyntaxException {
        if (count > stack.size()) {
            throw in.corrupted();
        }
        List<T> taken = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            taken.add(pop(kind));
        }
        Collections.reverse(taken);
        return Collections.unmodifiableList(taken);
    }

    private List<Expression> expressions(int count) throws LuaSyntaxException {
        return take(Expression.class, count);
    }

    private Expression expression(int op, int line) throws LuaSyntaxException {
        switch (op) {
            case DumpFormat.NIL -> {
                return new Expression.Nil(line);
            }
            case DumpFormat.FALSE, DumpFormat.TRUE -> {
                return new Expression.Bool(op == DumpFormat.TRUE, line);
            }
            case DumpFormat.INT -> {
                return new Expression.Int(in.fixed(), line);
            }
            case DumpFormat.FLOAT -> {
                return new Expression.Float(Double.longBitsToDouble(in.fixed()), line);
            }
            case DumpFormat.STR -> {
                return new Expression.Str(string(), line);
            }
            case DumpFormat.VARARGS -> {
                if (!current().vararg) {
                    throw in.corrupted();
                }
                return new Expression.Varargs(line);
            }
            case DumpFormat.LOCAL -> {
                return new Expression.Local(variable(), line);
            }
            case DumpFormat.UPVALUE -> {
                LuaString name = string();
                return new Expression.Upvalue(in.below(current().upvalues.size()), name, line);
            }
            case DumpFormat.AND, DumpFormat.OR -> {
                Expression right = expression();
                Expression left = expression();
                return op == DumpFormat.AND
                        ? new Expression.And(left, right, line)
                        : new Expression.Or(left, right, line);
            }
            case DumpFormat.SINGLE -> {
                return new Expression.Single(expression(), line);
            }
            default -> {
                return expression(op, line, visible());
            }
        }
    }

    private Expression expression(int op, int line, @Nullable LocalVariable scope) throws LuaSyntaxException {
        switch (op) {
            case DumpFormat.INDEX -> {
                Expression key = expression();
                return new Expression.Index(expression(), key, line, scope);
            }
            case DumpFormat.CALL -> {
                List<Expression> arguments = expressions(in.integer());
                return new Expression.Call(expression(), arguments, line, scope);
            }
            case DumpFormat.METHOD_CALL -> {
                List<Expression> arguments = expressions(in.integer());
                int nameLine = in.integer();
                return new Expression.MethodCall(expression(), string(), arguments, nameLine, line, scope);
            }
            case DumpFormat.BINARY -> {
                BinaryOperator operator = one(BINARY);
                Expression right = expression();
                return new Expression.Binary(operator, expression(), right, line, scope);
            }
            case DumpFormat.UNARY -> {
                return new Expression.Unary(one(UNARY), expression(), line, scope);
            }
            case DumpFormat.TABLE -> {
                return new Expression.Table(take(Expression.Field.class, in.integer()), line, scope);
            }
            default -> throw in.corrupted();
        }
    }

    private Statement statement(int op, int line) throws LuaSyntaxException {
        return switch (op) {
            case DumpFormat.LOCAL_DECLARATION -> {
                LocalVariable scope = visible();
                int values = in.integer();
                yield new Statement.LocalDeclaration(variableList(), expressions(values), line, scope);
            }
            case DumpFormat.LOCAL_FUNCTION ->
                new Statement.LocalFunction(variable(), pop(Expression.Function.class), line);
            case DumpFormat.ASSIGNMENT -> assignment(line);
            case DumpFormat.CALL_STATEMENT -> {
                Expression call = expression();
                if (!(call instanceof Expression.Call || call instanceof Expression.MethodCall)) {
                    throw in.corrupted();
                }
                yield new Statement.CallStatement(call, line);
            }
            case DumpFormat.DO -> new Statement.Do(block(), line);
            case DumpFormat.WHILE -> {
                Block body = block();
                yield new Statement.While(expression(), body, line);
            }
            case DumpFormat.REPEAT -> {
                Expression condition = expression();
                yield new Statement.Repeat(block(), condition, line);
            }
            case DumpFormat.IF, DumpFormat.IF_ELSE -> conditional(op == DumpFormat.IF_ELSE ? block() : null, line);
            case DumpFormat.NUMERIC_FOR, DumpFormat.NUMERIC_FOR_STEP ->
                numericFor(op == DumpFormat.NUMERIC_FOR_STEP, line);
            case DumpFormat.GENERIC_FOR -> {
                LocalVariable scope = visible();
                int iterators = in.integer();
                List<LocalVariable> variables = variableList();
                List<LocalVariable> hidden = hidden(4);
                int doLine = in.integer();
                int endLine = in.integer();
                Block body = block();
                yield new Statement.GenericFor(
                        variables, hidden, expressions(iterators), body, doLine, endLine, line, scope);
            }
            case DumpFormat.RETURN, DumpFormat.TAIL_RETURN -> {
                LocalVariable scope = visible();
                List<Expression> values = expressions(in.integer());
                yield new Statement.Return(values, op == DumpFormat.TAIL_RETURN, line, scope);
            }
            case DumpFormat.BREAK -> new Statement.Break(line);
            case DumpFormat.GOTO -> new Statement.Goto(numbered(labels, in.integer()), line);
            case DumpFormat.LABEL_STATEMENT -> new Statement.LabelStatement(numbered(labels, in.integer()), line);
            default -> throw in.corrupted();
        };
    }

    private Statement assignment(int line) throws LuaSyntaxException {
        LocalVariable scope = visible();
        int count = in.integer();
        List<Expression> values = expressions(in.integer());
        List<Expression> targets = expressions(count);
        for (Expression target : targets) {
            if (!(target instanceof Expression.Local
                    || target instanceof Expression.Upvalue
                    || target instanceof Expression.Index)) {
                throw in.corrupted();
            }
        }
        return new Statement.Assignment(targets, values, line, scope);
    }

    private Statement conditional(@Nullable Block otherwise, int line) throws LuaSyntaxException {
        int count = in.integer();
        if (count > stack.size()) {
            throw in.corrupted();
        }
        int[] thenLines = new int[count];
        for (int i = 0; i < count; i++) {
            thenLines[i] = in.integer();
        }
        Expression[] conditions = new Expression[count];
        Block[] blocks = new Block[count];
        for (int i = count - 1; i >= 0; i--) {
            blocks[i] = block();
            conditions[i] = expression();
        }
        return new Statement.If(
                Collections.unmodifiableList(Arrays.asList(conditions)),
                Collections.unmodifiableList(Arrays.asList(blocks)),
                otherwise,
                thenLines,
                line);
    }

    private Statement numericFor(boolean stepped, int line) throws LuaSyntaxException {
        LocalVariable scope = visible();
        LocalVariable variable = variable();
        List<LocalVariable> hidden = hidden(3);
        int doLine = in.integer();
        Block body = block();
        Expression step = stepped ? expression() : null;
        Expression limit = expression();
        return new Statement.NumericFor(variable, hidden, expression(), limit, step, body, doLine, line, scope);
    }

    private List<LocalVariable> hidden(int count) throws LuaSyntaxException {
        List<LocalVariable> hidden = variableList();
        if (hidden.size() != count) {
            throw in.corrupted();
        }
        return hidden;
    }
}
