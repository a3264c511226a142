package eco.lua.syntax;

import eco.lua.LuaString;
import org.jspecify.annotations.Nullable;

/**
 * One declared local variable (or parameter, or hidden loop variable such as {@code (for state)}).
 *
 * <p>The variables in scope at a point of a function form a list through {@link #outer()}, innermost first; a tree node
 * that can call or fail keeps the head of that list, which is all that {@code debug.getlocal} needs.
 */
public final class LocalVariable {
    /** What may be done with the variable. */
    public enum Attribute {
        REGULAR,
        CONST,
        CLOSE
    }

    private final LuaString name;
    private final Attribute attribute;
    private final int slot;
    private final @Nullable LocalVariable outer;
    private boolean captured;

    /** A variable in the given frame slot, declared where {@code outer} was the innermost one of its function. */
    public LocalVariable(LuaString name, Attribute attribute, int slot, @Nullable LocalVariable outer) {
        this.name = name;
        this.attribute = attribute;
        this.slot = slot;
        this.outer = outer;
    }

    /** The name in the source. */
    public LuaString name() {
        return name;
    }

    /** Its attribute. */
    public Attribute attribute() {
        return attribute;
    }

    /** Its slot in the frame; slots are reused by variables whose scopes do not overlap. */
    public int slot() {
        return slot;
    }

    /** The next variable outwards in the same function, or null. */
    public @Nullable LocalVariable outer() {
        return outer;
    }

    /** True when an inner function uses it, so that it lives in a cell. Final once its function has been parsed. */
    public boolean captured() {
        return captured;
    }

    /** Called by the parser when an inner function refers to the variable. */
    void capture() {
        captured = true;
    }
}
