package eco.lua.runtime;

import eco.lua.CallSite;
import eco.lua.Cell;
import eco.lua.Frame;
import eco.lua.LuaClosure;
import eco.lua.LuaCoroutine;
import eco.lua.LuaString;
import eco.lua.syntax.LocalVariable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What debuggers ask about an active function: its line and its local variables, by number. */
public final class Activation {
    /** A local variable of a frame: its name and value. */
    public record Local(LuaString name, @Nullable Object value) {}

    private static final LuaString VARARG = LuaString.of("(vararg)");

    private Activation() {}

    /** The frame so many levels below the running function (0), or null. */
    public static @Nullable Frame level(LuaCoroutine co, long level) {
        Frame frame = co.top;
        for (long i = 0; i < level && frame != null; i++) {
            frame = frame.caller;
        }
        return level < 0 ? null : frame;
    }

    /** The line at which a Lua function stands, or -1 for a builtin or stripped code. */
    public static int currentLine(Frame frame) {
        if (!(frame.function instanceof LuaClosure closure) || closure.tree().stripped()) {
            return -1;
        }
        CallSite site = frame.site;
        return site == null ? closure.tree().lineDefined() : site.line();
    }

    /** Local variable {@code n} (from 1; from -1 downwards the extra arguments), or null when there is none. */
    public static @Nullable Local local(Frame frame, long n) {
        if (n < 0) {
            long i = -n - 1;
            return i < frame.varargs.length ? new Local(VARARG, frame.varargs[(int) i]) : null;
        }
        LocalVariable variable = variable(frame, n);
        if (variable == null) {
            return null;
        }
        Object value = frame.slots[variable.slot()];
        return new Local(variable.name(), value instanceof Cell cell ? cell.value : value);
    }

    /** Sets local variable {@code n}; returns its name, or null when there is none. */
    public static @Nullable LuaString setLocal(Frame frame, long n, @Nullable Object value) {
        if (n < 0) {
            long i = -n - 1;
            if (i >= frame.varargs.length) {
                return null;
            }
            frame.varargs[(int) i] = value;
            return VARARG;
        }
        LocalVariable variable = variable(frame, n);
        if (variable == null) {
            return null;
        }
        if (frame.slots[variable.slot()] instanceof Cell cell) {
            cell.value = value;
        } else {
            frame.slots[variable.slot()] = value;
        }
        return variable.name();
    }

    private static @Nullable LocalVariable variable(Frame frame, long n) {
        List<LocalVariable> visible = visible(frame);
        return n >= 1 && n <= visible.size() ? visible.get((int) n - 1) : null;
    }

    /** The variables visible where the frame stands, outermost first. */
    private static List<LocalVariable> visible(Frame frame) {
        List<LocalVariable> list = new ArrayList<>();
        if (frame.function instanceof LuaClosure closure && !closure.tree().stripped()) {
            List<LocalVariable> parameters = closure.tree().parameters();
            LocalVariable innermost = frame.site instanceof SourceSite site
                    ? site.scope()
                    : parameters.isEmpty() ? null : parameters.get(parameters.size() - 1);
            for (LocalVariable v = innermost; v != null; v = v.outer()) {
                list.add(0, v);
            }
        }
        return list;
    }
}
