package eco.lua.syntax;

import eco.lua.LuaString;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the parser knows of one function while it reads it: variables, upvalues, blocks, inner functions, lines with code.
 *
 * <p>A variable is first declared, then activated: in {@code local a = a} the second {@code a} is read between the two.
 * Its place in the list of visible variables and its slot are settled at its declaration, since nothing of the same
 * function is activated in between. A compile-time constant keeps its place in the count of variables (which limits and gotos
 * look at) but has neither slot nor place in the list.
 */
final class FunctionScope {
    private static final int MAX_VARIABLES = 200;
    private static final int MAX_UPVALUES = 255;
    private static final int MAX_REGISTERS = 255;
    private static final Expression[] NO_CONSTANTS = new Expression[0];
    private static final LocalVariable[] NO_VARIABLES = new LocalVariable[0];

    final @Nullable FunctionScope outer;
    final int lineDefined;
    boolean vararg;
    /** The innermost block. */
    @Nullable
    BlockScope block;
    /** The innermost active variable. */
    @Nullable
    LocalVariable visible;
    /** Number of active variables, constants included. */
    int active;

    private LocalVariable[] variables = NO_VARIABLES;
    private @Nullable Expression[] constants = NO_CONSTANTS;
    private int declared;
    private @Nullable LocalVariable lastDeclared;
    private int slots;
    private int frameSize;
    private int temporaries;
    private final List<FunctionTree.UpvalueSource> upvalues = new ArrayList<>(4);
    private List<FunctionTree> functions = List.of();
    private int[] lines = new int[8];
    private int lineCount;

    FunctionScope(@Nullable FunctionScope outer, int lineDefined) {
        this.outer = outer;
        this.lineDefined = lineDefined;
    }

    /** Declares a variable, not yet visible. */
    LocalVariable declare(Lexer lexer, LuaString name, LocalVariable.Attribute attribute) throws LuaSyntaxException {
        checkRoom(lexer);
        LocalVariable variable = new LocalVariable(name, attribute, slots++, lastDeclared);
        if (declared == variables.length) {
            variables = Arrays.copyOf(variables, Math.max(8, declared * 2));
        }
        variables[declared++] = variable;
        lastDeclared = variable;
        return variable;
    }

    /** Fails if no further variable may be declared. */
    void checkRoom(Lexer lexer) throws LuaSyntaxException {
        if (declared >= MAX_VARIABLES) {
            throw limit(lexer, MAX_VARIABLES, "local variables");
        }
    }

    /** Makes the next {@code count} declared variables visible. */
    void activate(int count) {
        active += count;
        if (count > 0) {
            visible = variables[active - 1];
            frameSize = Math.max(frameSize, visible.slot() + 1);
        }
    }

    /** Makes the last declared variable a compile-time constant, and visible as such. The others are active already. */
    void activateConstant(Expression value) {
        if (constants.length < variables.length) {
            constants = Arrays.copyOf(constants, variables.length);
        }
        lastDeclared = visible;
        slots--;
        constants[active++] = value;
    }

    /** The number of the active variable of that name, or -1. */
    int find(LuaString name) {
        for (int i = active - 1; i >= 0; i--) {
            if (variables[i].name() == name) {
                return i;
            }
        }
        return -1;
    }

    /** Active variable number {@code index}. */
    LocalVariable variable(int index) {
        return variables[index];
    }

    /** The value of active variable number {@code index} if it is a compile-time constant, else null. */
    @Nullable
    Expression constant(int index) {
        return index < constants.length ? constants[index] : null;
    }

    void enter(boolean loop) {
        block = new BlockScope(this, block, loop);
    }

    /** Forgets the variables of the innermost block and leaves it. */
    void leave(BlockScope left) {
        Arrays.fill(constants, Math.min(left.active, constants.length), Math.min(declared, constants.length), null);
        declared = left.active;
        active = left.active;
        visible = left.visible;
        lastDeclared = left.visible;
        slots = left.visible == null ? 0 : left.visible.slot() + 1;
        block = left.outer;
    }

    /** The upvalue of that name, or -1. */
    int findUpvalue(LuaString name) {
        for (int i = 0; i < upvalues.size(); i++) {
            if (upvalues.get(i).name() == name) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Counts values that wait for others in the expression being read, as the reference keeps them in registers; it has a
     * limited number of those.
     */
    void reserve(Lexer lexer, int count) throws LuaSyntaxException {
        temporaries += count;
        int locals = visible == null ? 0 : visible.slot() + 1;
        if (locals + temporaries >= MAX_REGISTERS) {
            throw lexer.errorHere("function or expression needs too many registers");
        }
    }

    /** The values wait no longer. */
    void release(int count) {
        temporaries -= count;
    }

    /** Adds an upvalue. */
    int addUpvalue(Lexer lexer, FunctionTree.UpvalueSource upvalue) throws LuaSyntaxException {
        if (upvalues.size() >= MAX_UPVALUES) {
            throw limit(lexer, MAX_UPVALUES, "upvalues");
        }
        upvalues.add(upvalue);
        return upvalues.size() - 1;
    }

    FunctionTree.UpvalueSource upvalue(int index) {
        return upvalues.get(index);
    }

    void addFunction(FunctionTree tree) {
        if (functions.isEmpty()) {
            functions = new ArrayList<>(4);
        }
        functions.add(tree);
    }

    /** Notes that there is code at the line. */
    void mark(int line) {
        if (lineCount > 0 && lines[lineCount - 1] == line) {
            return;
        }
        if (lineCount == lines.length) {
            lines = Arrays.copyOf(lines, lineCount * 2);
        }
        lines[lineCount++] = line;
    }

    /** The number of lines noted. */
    int marks() {
        return lineCount;
    }

    /** Forgets the lines noted since there were {@code count}: what was read has left no code. */
    void unmark(int count) {
        lineCount = count;
    }

    /** The finished function. */
    FunctionTree tree(LuaString source, int lastLine, List<LocalVariable> parameters, Block body) {
        return new FunctionTree(
                source,
                lineDefined,
                lastLine,
                parameters,
                vararg,
                List.copyOf(upvalues),
                frameSize,
                body,
                List.copyOf(functions),
                activeLines(),
                false);
    }

    private int[] activeLines() {
        boolean ascending = true;
        for (int i = 1; i < lineCount && ascending; i++) {
            ascending = lines[i - 1] < lines[i];
        }
        int[] result = Arrays.copyOf(lines, lineCount);
        if (ascending) {
            return result;
        }
        Arrays.sort(result);
        int kept = 0;
        for (int line : result) {
            if (kept == 0 || result[kept - 1] != line) {
                result[kept++] = line;
            }
        }
        return Arrays.copyOf(result, kept);
    }

    private LuaSyntaxException limit(Lexer lexer, int limit, String what) {
        String where = lineDefined == 0 ? "main function" : "function at line " + lineDefined;
        return lexer.errorHere("too many " + what + " (limit is " + limit + ") in " + where);
    }
}
