package eco.lua;

import eco.lua.syntax.FunctionTree;
import org.jspecify.annotations.Nullable;

/** A Lua function: code and the variables that it captured. */
public final class LuaClosure extends LuaFunction {
    private final FunctionTree tree;
    private final Cell[] upvalues;

    /** A closure of the function over the given variables. */
    @SuppressWarnings("exports")
    public LuaClosure(FunctionTree tree, Cell[] upvalues) {
        this.tree = tree;
        this.upvalues = upvalues;
    }

    /** The function's source form. */
    @SuppressWarnings("exports")
    public FunctionTree tree() {
        return tree;
    }

    /** The captured variables, in the order of the function's upvalues; {@code debug.upvaluejoin} replaces elements. */
    public Cell[] upvalues() {
        return upvalues;
    }

    @Override
    public @Nullable Object invoke(LuaCoroutine co, @Nullable Object[] args) {
        throw new UnsupportedOperationException();
    }
}
