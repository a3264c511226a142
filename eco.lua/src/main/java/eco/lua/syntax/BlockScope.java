package eco.lua.syntax;

import org.jspecify.annotations.Nullable;

/** A block while it is read: what its function looked like where it started. */
final class BlockScope {
    final @Nullable BlockScope outer;
    final boolean loop;
    final int active;
    final @Nullable LocalVariable visible;
    /** Inside the scope of a variable to be closed, in this block or one around it. */
    boolean insideToBeClosed;
    /** The block itself declares a variable to be closed. */
    boolean toBeClosed;
    /** First label of the block in {@link Jumps}. */
    int firstLabel;
    /** First unresolved goto of the block in {@link Jumps}. */
    int firstGoto;
    /** First statement of the block on the parser's stack. */
    int firstStatement;

    BlockScope(FunctionScope function, @Nullable BlockScope outer, boolean loop) {
        this.outer = outer;
        this.loop = loop;
        this.active = function.active;
        this.visible = function.visible;
        this.insideToBeClosed = outer != null && outer.insideToBeClosed;
    }
}
