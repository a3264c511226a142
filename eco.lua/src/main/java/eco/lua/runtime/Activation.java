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
    private static final LuaString TEMPORARY = LuaString.of("(temporary)");
    private static final LuaString C_TEMPORARY = LuaString.of("(C temporary)");

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
        boolean lua = frame.function instanceof LuaClosure;
        if (n < 0) {
            long i = -n - 1;
            return lua && i < frame.varargs.length ? new Local(VARARG, frame.varargs[(int) i]) : null;
        }
        int slot = slot(frame, n);
        if (slot >= 0) {
            LocalVariable variable = variable(frame, n);
            Object value = frame.slots[slot];
            return new Local(
                    variable == null ? TEMPORARY : variable.name(), value instanceof Cell cell ? cell.value : value);
        }
        if (frame.site instanceof HookCall hook && hook.first() > 0 && n >= hook.first()) {
            long i = n - hook.first();
            if (i < hook.transferred().length) {
                return new Local(lua ? TEMPORARY : C_TEMPORARY, hook.transferred()[(int) i]);
            }
        }
        return !lua && n >= 1 && n <= frame.varargs.length ? new Local(C_TEMPORARY, frame.varargs[(int) n - 1]) : null;
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
        int slot = slot(frame, n);
        if (slot < 0) {
            return null;
        }
        if (frame.slots[slot] instanceof Cell cell) {
            cell.value = value;
        } else {
            frame.slots[slot] = value;
        }
        LocalVariable variable = variable(frame, n);
        return variable == null ? TEMPORARY : variable.name();
    }

    /** How many local variables are visible where the frame stands. */
    public static int count(Frame frame) {
        return visible(frame).size();
    }

    /**
     * The slot of local variable {@code n}, or -1. Beyond the named ones it is an operand that waits in a traced function; or,
     * in a hook, whatever is in the frame at that place.
     */
    private static int slot(Frame frame, long n) {
        if (!(frame.function instanceof LuaClosure closure) || n < 1) {
            return -1;
        }
        LocalVariable variable = variable(frame, n);
        if (variable != null) {
            return variable.slot();
        }
        if (closure.tree().stripped() || frame.site instanceof HookCall hook && hook.first() == 0) {
            return n <= closure.tree().frameSize() ? (int) n - 1 : -1;
        }
        long temporary = closure.tree().frameSize() + n - 1 - visible(frame).size();
        return temporary < frame.slots.length && frame.slots[(int) temporary] != null ? (int) temporary : -1;
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
