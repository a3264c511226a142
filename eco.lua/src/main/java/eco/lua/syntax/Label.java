package eco.lua.syntax;

import eco.lua.LuaString;

/**
 * The target of gotos. Identity matters, not the name. After parsing, {@link #index} is the position of the label's
 * statement in its block's list.
 */
public final class Label {
    private final LuaString name;
    private final int line;
    private int index = -1;
    private boolean used;

    Label(LuaString name, int line) {
        this.name = name;
        this.line = line;
    }

    /** The name in the source. */
    public LuaString name() {
        return name;
    }

    /** The line of its declaration. */
    public int line() {
        return line;
    }

    /** Its statement's position in the block that declares it. */
    public int index() {
        return index;
    }

    /** True when some goto refers to it. */
    public boolean used() {
        return used;
    }

    /** A label as it was after parsing. */
    static Label restored(LuaString name, int line, int index, boolean used) {
        Label label = new Label(name, line);
        label.index = index;
        label.used = used;
        return label;
    }

    void place(int index) {
        this.index = index;
    }

    void use() {
        used = true;
    }
}
