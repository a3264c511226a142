package eco.lua.runtime;

import eco.lua.LuaClosure;
import eco.lua.LuaCoroutine;
import eco.lua.syntax.FunctionTree;
import org.jspecify.annotations.Nullable;

/**
 * The executable form of one function of the source, shared by all of its closures. Each execution tier has its own
 * subclass. Arguments and results are as {@link eco.lua.LuaFunction} says.
 */
public abstract class FunctionCode {
    private final FunctionTree tree;

    /** The code of {@code tree}. */
    protected FunctionCode(FunctionTree tree) {
        this.tree = tree;
    }

    /** The function's source form. */
    public final FunctionTree tree() {
        return tree;
    }

    /** Calls with no arguments. */
    public abstract @Nullable Object call(LuaCoroutine co, LuaClosure self);

    /** Calls with one argument. */
    public abstract @Nullable Object call(LuaCoroutine co, LuaClosure self, @Nullable Object a);

    /** Calls with two arguments. */
    public abstract @Nullable Object call(LuaCoroutine co, LuaClosure self, @Nullable Object a, @Nullable Object b);

    /** Calls with three arguments. */
    public abstract @Nullable Object call(
            LuaCoroutine co, LuaClosure self, @Nullable Object a, @Nullable Object b, @Nullable Object c);

    /** Calls with any number of arguments. */
    public abstract @Nullable Object invoke(LuaCoroutine co, LuaClosure self, @Nullable Object[] args);

    /**
     * One step of a chain of tail calls: runs the function in place of its caller. Returns {@link TailCall#PENDING} where
     * {@link #invoke} would go on with the next step.
     */
    public abstract @Nullable Object continueTail(LuaCoroutine co, LuaClosure self, @Nullable Object[] args);
}
