package eco.lua.lib.io;

import eco.lua.Arguments;
import eco.lua.LuaCoroutine;
import eco.lua.LuaString;
import org.jspecify.annotations.Nullable;

/** An argument that is one of a few words. */
public final class Options {
    private Options() {}

    /**
     * The index of the word that argument {@code i} is; {@code otherwise} stands for an absent argument, which is an error
     * if that is null.
     */
    public static int choose(
            LuaCoroutine co, @Nullable Object[] args, int i, @Nullable String otherwise, String... words) {
        LuaString given = otherwise == null
                ? Arguments.string(co, args, i)
                : Arguments.string(co, args, i, LuaString.of(otherwise));
        String word = String.valueOf(given);
        for (int index = 0; index < words.length; index++) {
            if (words[index].equals(word)) {
                return index;
            }
        }
        throw co.argumentError(i + 1, "invalid option '" + word + "'");
    }
}
