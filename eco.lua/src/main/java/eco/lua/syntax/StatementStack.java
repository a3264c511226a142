package eco.lua.syntax;

import java.util.Arrays;

/** The statements of the blocks under way, the innermost block's on top. */
final class StatementStack {
    private static final Statement[] NONE = new Statement[0];

    private Statement[] statements = new Statement[16];
    private int size;

    int size() {
        return size;
    }

    void push(Statement statement) {
        if (size == statements.length) {
            statements = Arrays.copyOf(statements, size * 2);
        }
        statements[size++] = statement;
    }

    void set(int index, Statement statement) {
        statements[index] = statement;
    }

    /** Takes the statements from {@code from} on off the stack. */
    Statement[] take(int from) {
        Statement[] taken = from == size ? NONE : Arrays.copyOfRange(statements, from, size);
        Arrays.fill(statements, from, size, null);
        size = from;
        return taken;
    }
}
