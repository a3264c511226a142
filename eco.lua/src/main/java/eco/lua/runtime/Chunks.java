package eco.lua.runtime;

import eco.lua.Cell;
import eco.lua.LuaClosure;
import eco.lua.LuaError;
import eco.lua.LuaString;
import eco.lua.interp.FunctionNode;
import eco.lua.syntax.FunctionTree;
import eco.lua.syntax.LuaSyntaxException;
import eco.lua.syntax.Parser;
import eco.lua.syntax.TreeReader;
import org.jspecify.annotations.Nullable;

/** From bytes to a main function. */
public final class Chunks {
    private static final byte BINARY_MARK = 0x1b;

    private Chunks() {}

    /** As {@link eco.lua.LuaRuntime#load(byte[], LuaString, String, Object)}. */
    public static LuaClosure load(byte[] chunk, LuaString chunkName, String mode, @Nullable Object environment) {
        boolean binary = chunk.length > 0 && chunk[0] == BINARY_MARK;
        if (mode.indexOf(binary ? 'b' : 't') < 0) {
            throw new LuaError("attempt to load a " + (binary ? "binary" : "text") + " chunk (mode is '" + mode + "')");
        }
        try {
            FunctionTree tree = binary ? TreeReader.read(chunk, chunkName) : Parser.parse(chunk, chunkName);
            return closure(tree, environment);
        } catch (LuaSyntaxException e) {
            throw new LuaError(e.text());
        }
    }

    /** A closure of a tree whose first upvalue, if it has any, is the environment; the others start as nil. */
    public static LuaClosure closure(FunctionTree tree, @Nullable Object environment) {
        Cell[] upvalues = new Cell[tree.upvalues().size()];
        for (int i = 0; i < upvalues.length; i++) {
            upvalues[i] = new Cell(i == 0 ? environment : null);
        }
        return new LuaClosure(new FunctionNode(tree), upvalues);
    }
}
