package eco.lua;

import eco.lua.runtime.FunctionCode;
import eco.lua.syntax.FunctionTree;
import org.jspecify.annotations.Nullable;

/** A Lua function: code and the variables that it captured. */
public final class LuaClosure extends LuaFunction {
    private final FunctionCode code;
    private final Cell[] upvalues;

    /** A closure of the code over the given variables. */
    @SuppressWarnings("exports")
    public LuaClosure(FunctionCode code, Cell[] upvalues) {
        this.code = code;
        this.upvalues = upvalues;
    }

    /** What it runs. */
    @SuppressWarnings("exports")
    public FunctionCode code() {
        return code;
    }

    /** The function's source form. */
    @SuppressWarnings("exports")
    public FunctionTree tree() {
        return code.tree();
    }

    /** The captured variables, in the order of the function's upvalues; {@code debug.upvaluejoin} replaces elements. */
    @Override
    public Cell[] upvalues() {
        return upvalues;
    }

    @Override
    public @Nullable Object call(LuaCoroutine co) {
        return code.call(co, this);
    }

    @Override
    public @Nullable Object call(LuaCoroutine co, @Nullable Object a) {
        return code.call(co, this, a);
    }

    @Override
    public @Nullable Object call(LuaCoroutine co, @Nullable Object a, @Nullable Object b) {
        return code.call(co, this, a, b);
    }

    @Override
    public @Nullable Object call(LuaCoroutine co, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        return code.call(co, this, a, b, c);
    }

    @Override
    public @Nullable Object invoke(LuaCoroutine co, @Nullable Object[] args) {
        return code.invoke(co, this, args);
    }
}
