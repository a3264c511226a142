package eco.launcher;

import eco.lua.LuaString;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the words of the command line ask for. Options are acted on from left to right and end at the first word that is
 * none; {@code -} and {@code --} are file names.
 */
sealed interface CommandLine {
    /**
     * Run a script. One class for both kinds, so that it is in the AOT cache whichever way the program was trained.
     *
     * @param text the path of its file, or its source from {@code -e}
     */
    record Script(LuaString text, boolean isSource, List<LuaString> arguments) implements CommandLine {}

    /** Say which versions these are. */
    record Version() implements CommandLine {}

    /** List the Lua modules. */
    record Modules() implements CommandLine {}

    /** Explain the usage, after the complaint if there is one. */
    record Usage(@Nullable String complaint) implements CommandLine {}

    /** Reads the words that follow the program's name. */
    static CommandLine parse(LuaString... words) {
        LuaString source = null;
        int i = 0;
        for (; i < words.length && isOption(words[i]); i++) {
            LuaString word = words[i];
            switch (word.byteAt(1)) {
                case 'v' -> {
                    return new Version();
                }
                case 'h' -> {
                    return new Usage(null);
                }
                case 'e' -> {
                    if (word.length() > 2) {
                        source = word.substring(2, word.length());
                    } else if (i + 1 < words.length) {
                        source = words[++i];
                    } else {
                        return new Usage("option requires an argument -- 'e'");
                    }
                }
                default -> {
                    if (word.equals(LuaString.of("--modules"))) {
                        return new Modules();
                    }
                    return new Usage("invalid option -- '" + word.substring(1, 2) + "'");
                }
            }
        }
        if (source != null) {
            return new Script(source, true, List.of());
        }
        if (i == words.length) {
            return new Usage(null);
        }
        return new Script(words[i], false, List.copyOf(Arrays.asList(words).subList(i + 1, words.length)));
    }

    private static boolean isOption(LuaString word) {
        return word.length() > 1 && word.byteAt(0) == '-' && !(word.length() == 2 && word.byteAt(1) == '-');
    }
}
