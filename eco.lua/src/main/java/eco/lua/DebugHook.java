package eco.lua;

import eco.lua.runtime.Calls;
import org.jspecify.annotations.Nullable;

/**
 * A hook of {@code debug.sethook}: a Lua function and the events that it wants. While it runs, it is not called again.
 * An instruction, for the count event, is a statement or a round of a loop.
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
    private boolean running;
    private @Nullable Frame lastFrame;
    private int lastLine;

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

    /** Statements between two count events; 0 for none. */
    public int count() {
        return count;
    }

    /** True while the hook itself runs. */
    public boolean running() {
        return running;
    }

    void call(Frame frame) {
        if (onCall) {
            fire(frame, frame.tailCalled ? TAIL_CALL : CALL, null);
        }
    }

    void leave(Frame frame) {
        if (onReturn) {
            fire(frame, RETURN, null);
        }
        lastFrame = null;
    }

    void statement(Frame frame, int line) {
        step(frame);
        if (onLine && line > 0 && (frame != lastFrame || line != lastLine)) {
            lastFrame = frame;
            lastLine = line;
            lineEvent(frame, line);
        }
    }

    void loop(Frame frame, int line) {
        step(frame);
        if (onLine) {
            lastFrame = frame;
            lastLine = line;
            lineEvent(frame, line);
        }
    }

    private void lineEvent(Frame frame, int line) {
        CallSite before = frame.site;
        frame.site = new HookSite(line);
        fire(frame, LINE, (long) line);
        frame.site = before;
    }

    private void step(Frame frame) {
        if (count > 0 && --left <= 0) {
            left = count;
            fire(frame, COUNT, null);
        }
    }

    private void fire(Frame frame, LuaString event, @Nullable Object line) {
        if (running) {
            return;
        }
        running = true;
        frame.co.forbidYield();
        try {
            Calls.call(frame.co, function, event, line);
        } finally {
            running = false;
        }
        frame.co.allowYield();
    }

    /** Where a function stands that has come to a line but not to an operation on it. */
    private record HookSite(int line) implements CallSite {
        @Override
        public String calleeKind() {
            return "hook";
        }

        @Override
        public String calleeName() {
            return "?";
        }
    }
}
