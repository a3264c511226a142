package eco.lua.runtime;

import eco.lua.CallSite;
import eco.lua.syntax.LocalVariable;
import org.jspecify.annotations.Nullable;

/** A call site that knows which local variables are visible there. */
public interface SourceSite extends CallSite {
    /** The innermost local variable visible here, or null when there is none. */
    @Nullable
    LocalVariable scope();
}
