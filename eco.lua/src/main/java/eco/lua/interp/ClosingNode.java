package eco.lua.interp;

import eco.lua.Frame;
import eco.lua.syntax.LocalVariable;

/** The declaration of a to-be-closed variable with the rest of its block, which is its scope. */
final class ClosingNode extends StatementNode {
    private final StatementNode declaration;
    private final ExpressionNode variable;
    private final StatementNode rest;
    private final ClosingScope scope;
    private final ClosingScope start;

    ClosingNode(
            StatementNode declaration, LocalVariable variable, ExpressionNode read, StatementNode rest, int endLine) {
        super(declaration.line);
        this.declaration = declaration;
        this.variable = read;
        this.rest = rest;
        this.start = new ClosingScope(variable.name().toString(), declaration.line, variable.outer());
        this.scope = new ClosingScope(variable.name().toString(), endLine, variable);
    }

    @Override
    int execute(Frame f) {
        declaration.execute(f);
        Object value = variable.execute(f);
        if (value == null || value == Boolean.FALSE) {
            return rest.run(f);
        }
        f.site = start;
        scope.check(f, value);
        ClosingScope.Entry entry = scope.enter(f);
        int signal;
        try {
            signal = rest.run(f);
        } catch (Throwable t) {
            throw scope.failed(f, entry, value, t);
        }
        scope.leave(f, value);
        return signal;
    }
}
