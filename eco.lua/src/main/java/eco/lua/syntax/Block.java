package eco.lua.syntax;

import java.util.List;

/**
 * A sequence of statements with a scope of its own.
 *
 * @param statements in source order
 * @param toBeClosed true when it declares a variable with {@code <close>}
 * @param endLine the line where its to-be-closed variables are closed: that of its last token, or of a function's {@code end}
 */
public record Block(List<Statement> statements, boolean toBeClosed, int endLine) {}
