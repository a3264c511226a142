package eco.lua.syntax;

import eco.lua.LuaString;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The labels in sight and the gotos still without one. A goto backwards finds its label at once. A goto forwards waits
 * here; when its block ends it waits on as if it stood just after the block, and when its function ends it is an error.
 *
 * <p>Labels and gotos of all functions under way share the lists; each block knows where its own start.
 */
final class Jumps {
    /** A goto, or a break outside all loops (without a name); its statement is put in place once its label is known. */
    private static final class Waiting {
        final @Nullable LuaString name;
        final int line;
        int active;

        @Nullable
        Statement[] home;

        int index;

        Waiting(@Nullable LuaString name, int line, int active, int index) {
            this.name = name;
            this.line = line;
            this.active = active;
            this.index = index;
        }
    }

    private final Lexer lexer;
    private final StatementStack statements;
    private final List<Label> labels = new ArrayList<>(0);
    private final List<Waiting> waiting = new ArrayList<>(0);

    Jumps(Lexer lexer, StatementStack statements) {
        this.lexer = lexer;
        this.statements = statements;
    }

    void enter(BlockScope block) {
        block.firstLabel = labels.size();
        block.firstGoto = waiting.size();
    }

    /** The label of that name in sight in the function whose outermost block is given, or null. */
    private @Nullable Label find(LuaString name, BlockScope function) {
        for (int i = function.firstLabel; i < labels.size(); i++) {
            Label label = labels.get(i);
            if (label.name() == name) {
                return label;
            }
        }
        return null;
    }

    private static BlockScope outermost(BlockScope block) {
        BlockScope b = block;
        while (b.outer != null) {
            b = b.outer;
        }
        return b;
    }

    /** A goto statement, pushed on the statements. */
    void jump(LuaString name, int line, BlockScope block, int active) {
        Label label = find(name, outermost(block));
        if (label == null) {
            waiting.add(new Waiting(name, line, active, statements.size()));
            // Replaced when the label is found; until then it only holds the place.
            statements.push(new Statement.Break(line));
        } else {
            label.use();
            statements.push(new Statement.Goto(label, line));
        }
    }

    /** A break outside all loops: an error once the function has been read. */
    void strayBreak(int line, int active) {
        waiting.add(new Waiting(null, line, active, statements.size()));
    }

    void checkRepeated(LuaString name, BlockScope block) throws LuaSyntaxException {
        Label label = find(name, outermost(block));
        if (label != null) {
            throw lexer.error("label '", name, "' already defined on line " + label.line());
        }
    }

    /** Puts a label in sight, {@code active} variables visible there, and sends the block's waiting gotos to it. */
    void place(Label label, FunctionScope function, BlockScope block, int active) throws LuaSyntaxException {
        labels.add(label);
        for (int i = block.firstGoto; i < waiting.size(); ) {
            Waiting jump = waiting.get(i);
            if (jump.name != label.name()) {
                i++;
                continue;
            }
            if (jump.active < active) {
                LuaString variable = function.variable(jump.active).name();
                throw lexer.error(
                        "<goto ",
                        label.name(),
                        "> at line " + jump.line + " jumps into the scope of local '",
                        variable,
                        "'");
            }
            label.use();
            Statement resolved = new Statement.Goto(label, jump.line);
            if (jump.home == null) {
                statements.set(jump.index, resolved);
            } else {
                jump.home[jump.index] = resolved;
            }
            waiting.remove(i);
        }
    }

    /** Ends a block whose statements are now in {@code home}. */
    void leave(BlockScope block, Statement[] home) throws LuaSyntaxException {
        while (labels.size() > block.firstLabel) {
            labels.removeLast();
        }
        for (int i = block.firstGoto; i < waiting.size(); i++) {
            Waiting jump = waiting.get(i);
            if (jump.home == null) {
                jump.home = home;
                jump.index -= block.firstStatement;
            }
            jump.active = Math.min(jump.active, block.active);
        }
        if (block.outer == null && block.firstGoto < waiting.size()) {
            Waiting lost = waiting.get(block.firstGoto);
            if (lost.name == null) {
                throw lexer.error("break outside loop at line " + lost.line);
            }
            throw lexer.error("no visible label '", lost.name, "' for <goto> at line " + lost.line);
        }
    }
}
