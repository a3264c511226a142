package eco.lua;

import eco.lua.runtime.Activation;
import eco.lua.runtime.Calls;
import eco.lua.runtime.HookCall;
import eco.lua.runtime.SourceSite;
import eco.lua.runtime.TracedLine;
import org.jspecify.annotations.Nullable;

/**
 * A hook of {@code debug.sethook}: a Lua function and the events that it wants. While a hook runs, none is called.
 * An instruction, for the count event, is an operation or a round of a loop.
 *
 * <p>A frame's {@link Frame#site} says which line it came to last; a line event is due when the next one differs, or when
 * a loop has forgotten it ({@link #loop}).
 */
public final class DebugHook {
    private static final LuaString CALL = LuaString.of("call");
    private static final LuaString TAIL_CALL = LuaString.of("tail call");
    private static final LuaString RETURN = LuaString.of("return");
    private static final LuaString LINE = LuaString.of("line");
    private static final LuaString COUNT = LuaString.of("count");

    private final Object function;
    private final boolean onCall;
    private final boolean onReturn;
    private final boolean onLine;
    private final int count;
    private int left;

    /** {@code mask} holds the letters {@code c}, {@code r} and {@code l}; {@code count} 0 means no count event. */
    public DebugHook(Object function, String mask, int count) {
        this.function = function;
        this.onCall = mask.indexOf('c') >= 0;
        this.onReturn = mask.indexOf('r') >= 0;
        this.onLine = mask.indexOf('l') >= 0;
        this.count = count;
        this.left = count;
    }

    /** The Lua function. */
    public Object function() {
        return function;
    }

    /** The letters of the events that it wants. */
    public String mask() {
        return (onCall ? "c" : "") + (onReturn ? "r" : "") + (onLine ? "l" : "");
    }

    /** Operations between two count events; 0 for none. */
    public int count() {
        return count;
    }

    void call(Frame frame) {
        if (onCall) {
            Object[] arguments = frame.function instanceof LuaClosure closure
                    ? new Object[closure.tree().parameters().size()]
                    : frame.varargs;
            for (int i = 0; frame.function instanceof LuaClosure && i < arguments.length; i++) {
                arguments[i] = frame.slots[i] instanceof Cell cell ? cell.value : frame.slots[i];
            }
            fire(frame, frame.tailCalled ? TAIL_CALL : CALL, null, 1, arguments);
        }
    }

    void leave(Frame frame) {
        if (onReturn) {
            int locals = frame.function instanceof LuaClosure ? Activation.count(frame) : frame.varargs.length;
            fire(frame, RETURN, null, locals + 1, LuaFunction.list(frame.result));
        }
    }

    /** A statement of a function that was entered before the hook was set. */
    void statement(Frame frame, int line) {
        if (line > 0) {
            CallSite site = frame.site;
            line(frame, new TracedLine(line, site instanceof SourceSite known ? known.scope() : null));
        }
    }

    /** An operation at a line. */
    void line(Frame frame, TracedLine next) {
        CallSite last = frame.site;
        frame.site = next;
        if (count > 0 && --left <= 0) {
            left = count;
            fire(frame, COUNT, null, 0, LuaFunction.NONE);
        }
        if (onLine && (last == null || last.line() != next.line())) {
            boolean stripped = frame.function instanceof LuaClosure closure
                    && closure.tree().stripped();
            if (!stripped || last == null) {
                fire(frame, LINE, stripped ? null : (Long) (long) next.line(), 0, LuaFunction.NONE);
            }
        }
    }

    /** The end of a loop's round; {@code again} if another follows, whose first line is then new even if it is the same. */
    void loop(Frame frame, TracedLine end, boolean again) {
        line(frame, end);
        if (again) {
            frame.site = null;
        }
    }

    private void fire(Frame frame, LuaString event, @Nullable Object line, int first, @Nullable Object[] transferred) {
        LuaCoroutine co = frame.co;
        if (co.inHook) {
            return;
        }
        co.inHook = true;
        CallSite site = frame.site;
        frame.site = HookCall.hook(site, first, transferred);
        co.forbidYield();
        try {
            Calls.call(co, function, event, line);
        } finally {
            co.inHook = false;
            frame.site = site;
        }
        co.allowYield();
    }
}
