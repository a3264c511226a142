package eco.lua.runtime;

import eco.lua.syntax.LocalVariable;
import org.jspecify.annotations.Nullable;

/** A line that a function comes to while it is traced for a debug hook, and the variables visible there. */
public record TracedLine(int line, @Nullable LocalVariable scope) implements SourceSite {
    @Override
    public @Nullable String calleeKind() {
        return null;
    }

    @Override
    public @Nullable String calleeName() {
        return null;
    }
}
