package eco.launcher;

import eco.lua.spi.LuaModule;
import eco.lua.spi.LuaModules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What {@code eco --modules} prints: a line for each Lua module with the Java module that provides it and whether it can be
 * used. An image lists, in a file that its build wrote, the modules that it could have been built with; those that are
 * not in it are listed too.
 */
final class ModuleListing {
    private ModuleListing() {}

    /** The lines, each with its end. */
    static String of(LuaModules modules, Path known) throws IOException {
        Map<String, String[]> rows = new TreeMap<>();
        if (Files.exists(known)) {
            for (String line : Files.readAllLines(known)) {
                String[] words = line.split(" ", 2);
                rows.put(words[0], new String[] {words[0], words[1], "absent: not in this image"});
            }
        }
        for (String name : modules.names()) {
            LuaModule module = modules.find(name);
            String reason = module == null ? null : module.unavailable();
            rows.put(name, new String[] {
                name, String.valueOf(modules.origin(name)), reason == null ? "available" : "unavailable: " + reason
            });
        }
        int first = width(rows, 0);
        int second = width(rows, 1);
        StringBuilder text = new StringBuilder();
        for (String[] row : rows.values()) {
            pad(text, row[0], first);
            pad(text, row[1], second);
            text.append(row[2]).append('\n');
        }
        return text.toString();
    }

    private static int width(Map<String, String[]> rows, int column) {
        int width = 0;
        for (String[] row : rows.values()) {
            width = Math.max(width, row[column].length());
        }
        return width;
    }

    private static void pad(StringBuilder text, String word, int width) {
        text.append(word).append(" ".repeat(width - word.length() + 2));
    }
}
