package eco.lua.interp;

import eco.lua.Cell;
import eco.lua.Frame;
import eco.lua.LuaClosure;
import eco.lua.syntax.FunctionTree;
import java.util.List;

/** A function body in the source: makes a closure over the cells of this frame and of its own upvalues. */
final class ClosureNode extends ExpressionNode {
    private final FunctionNode function;
    /** For each upvalue: the slot of the enclosing function's local, or minus one less its upvalue's index. */
    private final int[] sources;

    ClosureNode(FunctionTree tree) {
        this.function = new FunctionNode(tree);
        List<FunctionTree.UpvalueSource> upvalues = tree.upvalues();
        this.sources = new int[upvalues.size()];
        for (int i = 0; i < sources.length; i++) {
            FunctionTree.UpvalueSource source = upvalues.get(i);
            sources[i] = source.local() != null ? source.local().slot() : -1 - source.index();
        }
    }

    @Override
    Object execute(Frame f) {
        int n = sources.length;
        Cell[] cells = new Cell[n];
        for (int i = 0; i < n; i++) {
            int source = sources[i];
            cells[i] = source >= 0 ? (Cell) f.slots[source] : f.upvalues[-1 - source];
        }
        return new LuaClosure(function, cells);
    }
}
