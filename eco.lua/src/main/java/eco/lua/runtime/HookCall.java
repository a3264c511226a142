package eco.lua.runtime;

import eco.lua.CallSite;
import eco.lua.LuaFunction;
import eco.lua.syntax.LocalVariable;
import org.jspecify.annotations.Nullable;

/**
 * Stands for a frame's own site while the engine, not the source, calls a function from there: a debug hook or a finalizer.
 *
 * @param interrupted where the frame stands
 * @param calleeKind {@code hook} or {@code metamethod}
 * @param calleeName the name that goes with it
 * @param first number of the first transferred value as a local variable; 0 for none
 * @param transferred the arguments at a call event, the results at a return event
 */
public record HookCall(
        @Nullable CallSite interrupted,
        String calleeKind,
        String calleeName,
        int first,
        @Nullable Object[] transferred) implements SourceSite {

    /** The call of a finalizer. */
    public static HookCall finalizer(@Nullable CallSite interrupted) {
        return new HookCall(interrupted, "metamethod", "__gc", 0, LuaFunction.NONE);
    }

    /** The call of a hook. */
    public static HookCall hook(@Nullable CallSite interrupted, int first, @Nullable Object[] transferred) {
        return new HookCall(interrupted, "hook", "?", first, transferred);
    }

    @Override
    public int line() {
        return interrupted == null ? 0 : interrupted.line();
    }

    @Override
    public @Nullable LocalVariable scope() {
        return interrupted instanceof SourceSite site ? site.scope() : null;
    }
}
