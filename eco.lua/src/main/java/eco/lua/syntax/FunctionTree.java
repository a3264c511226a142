package eco.lua.syntax;

import eco.lua.LuaString;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One function of the source, resolved; immutable. Tiers keep their own per-function state beside it.
 *
 * @param source the chunk name as given to {@code load}: {@code @file}, {@code =text} or the source itself
 * @param lineDefined first line; 0 for a main chunk
 * @param lastLine line of its {@code end}
 * @param parameters the named parameters; parameter i is in slot i
 * @param isVararg true when it takes {@code ...}
 * @param upvalues where each upvalue comes from when a closure is made
 * @param frameSize number of local slots
 * @param body its statements
 * @param functions the functions directly inside it, in source order
 * @param activeLines lines that hold code, ascending (for {@code debug.getinfo} option L and line hooks)
 * @param stripped true when debug information was removed by {@code string.dump(f, true)}
 */
public record FunctionTree(
        LuaString source,
        int lineDefined,
        int lastLine,
        List<LocalVariable> parameters,
        boolean isVararg,
        List<UpvalueSource> upvalues,
        int frameSize,
        Block body,
        List<FunctionTree> functions,
        int[] activeLines,
        boolean stripped) {

    /**
     * An upvalue: a local variable of the enclosing function ({@code local} not null), or the enclosing function's own
     * upvalue number {@code index}.
     */
    public record UpvalueSource(
            LuaString name, @Nullable LocalVariable local, int index, LocalVariable.Attribute attribute) {}
}
