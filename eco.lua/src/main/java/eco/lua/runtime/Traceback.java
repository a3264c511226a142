package eco.lua.runtime;

import eco.lua.Frame;
import eco.lua.LuaClosure;
import eco.lua.LuaCoroutine;
import eco.lua.LuaString;
import org.jspecify.annotations.Nullable;

/** The text of {@code debug.traceback}. */
public final class Traceback {
    /** Levels shown at the inner and the outer end of a long stack; the reference reports one less than it skips. */
    private static final int FIRST = 10;

    private static final int LAST = 11;
    private static final String TITLE = "stack traceback:";

    private Traceback() {}

    /** The stack from so many levels below the running function outwards. */
    public static LuaString of(LuaCoroutine co, long level) {
        Frame frame = co.top;
        for (long i = 0; i < level; i++) {
            if (frame == null) {
                return LuaString.of(TITLE);
            }
            frame = frame.caller;
        }
        return of(co, frame);
    }

    /** The stack from {@code top} outwards, starting with {@code stack traceback:}. */
    public static LuaString of(LuaCoroutine co, @Nullable Frame top) {
        StringBuilder text = new StringBuilder(TITLE);
        int total = 0;
        for (Frame frame = top; frame != null; frame = frame.caller) {
            total++;
        }
        // The reference counts the C function at the bottom of its main program's stack as a level of its own.
        boolean host = co.isMain();
        int levels = total + (host ? 1 : 0);
        int level = 0;
        for (Frame frame = top; frame != null; frame = frame.caller, level++) {
            if (levels <= FIRST + LAST + 1 || level < FIRST || level >= levels - LAST) {
                append(text, frame);
            } else if (level == FIRST) {
                text.append("\n\t...\t(skipping ")
                        .append(levels - FIRST - LAST - 1)
                        .append(" levels)");
            }
        }
        if (host) {
            text.append("\n\t[C]: in ?");
        }
        return LuaString.of(text.toString());
    }

    private static void append(StringBuilder text, Frame frame) {
        text.append("\n\t");
        if (frame.function instanceof LuaClosure closure) {
            text.append(ChunkNames.display(closure.tree().source())).append(':');
            int line = Activation.currentLine(frame);
            if (line > 0) {
                text.append(line).append(':');
            }
        } else {
            text.append("[C]:");
        }
        text.append(" in ").append(description(frame));
        if (frame.tailCalled) {
            text.append("\n\t(...tail calls...)");
        }
    }

    private static String description(Frame frame) {
        String global = CallNames.global(frame);
        if (global != null) {
            return "function '" + global + "'";
        }
        CallNames.Name name = CallNames.fromCall(frame);
        if (name != null) {
            return name.kind() + " '" + name.text() + "'";
        }
        if (!(frame.function instanceof LuaClosure closure)) {
            return "?";
        }
        if (closure.tree().lineDefined() == 0) {
            return "main chunk";
        }
        return "function <" + ChunkNames.display(closure.tree().source()) + ":"
                + closure.tree().lineDefined() + ">";
    }
}
