package eco.lua.lib.io;

import eco.lua.LuaString;
import eco.scheduler.kernel.Linux;
import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** C's {@code fopen} modes: {@code r}, {@code w} or {@code a}, then {@code +} for both directions, then {@code b}, ignored. */
record OpenMode(char kind, boolean both, boolean creates) {
    /** Mode {@code w+}. */
    static final OpenMode UPDATE = new OpenMode('w', true, true);

    /** The mode that the text spells, or null. */
    static @Nullable OpenMode parse(LuaString text) {
        int length = text.length();
        if (length == 0 || "rwa".indexOf(text.byteAt(0)) < 0) {
            return null;
        }
        boolean both = length > 1 && text.byteAt(1) == '+';
        for (int i = both ? 2 : 1; i < length; i++) {
            if (text.byteAt(i) != 'b') {
                return null;
            }
        }
        return new OpenMode((char) text.byteAt(0), both, text.byteAt(0) != 'r');
    }

    boolean reads() {
        return both || kind == 'r';
    }

    boolean writes() {
        return both || kind != 'r';
    }

    boolean appends() {
        return kind == 'a';
    }

    /** The same mode for a file that has been created or emptied already. */
    OpenMode withoutCreation() {
        return new OpenMode(kind, both, false);
    }

    /** As flags of {@code open(2)}. */
    int flags() {
        int direction = both ? Linux.O_RDWR : kind == 'r' ? Linux.O_RDONLY : Linux.O_WRONLY;
        return direction | (creates ? Linux.O_CREAT : 0) | (kind == 'w' ? Linux.O_TRUNC : 0);
    }

    /** For the channel through which all goes, except that an appending file which is also read writes through another. */
    Set<OpenOption> options() {
        Set<OpenOption> options = new HashSet<>();
        if (creates) {
            options.add(StandardOpenOption.CREATE);
        }
        if (creates && kind == 'w') {
            options.add(StandardOpenOption.TRUNCATE_EXISTING);
        }
        if (appends() && !both) {
            options.add(StandardOpenOption.APPEND);
        } else if (writes()) {
            options.add(StandardOpenOption.WRITE);
        }
        if (reads()) {
            options.add(StandardOpenOption.READ);
        }
        return options;
    }
}
