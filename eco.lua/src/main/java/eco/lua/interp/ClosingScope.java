package eco.lua.interp;

import eco.lua.Frame;
import eco.lua.LuaCoroutine;
import eco.lua.LuaError;
import eco.lua.LuaFunction;
import eco.lua.Metamethod;
import eco.lua.runtime.Calls;
import eco.lua.runtime.CoroutineUnwinding;
import eco.lua.runtime.SourceSite;
import eco.lua.syntax.LocalVariable;
import org.jspecify.annotations.Nullable;

/**
 * What happens at the end of a to-be-closed variable's scope: {@code __close} is called on every way out, with the error
 * if there is one. An error in it takes the place of the one before, and goes on to the scopes further out.
 */
final class ClosingScope implements SourceSite {
    /** What whoever catches an error must put back. */
    record Entry(LuaCoroutine.State state) {}

    private final String name;
    private final int line;
    private final @Nullable LocalVariable scope;

    ClosingScope(String name, int line, @Nullable LocalVariable scope) {
        this.name = name;
        this.line = line;
        this.scope = scope;
    }

    /** Fails unless the value, neither nil nor false, can be closed. */
    void check(Frame f, Object value) {
        if (f.co.runtime().metamethod(value, Metamethod.CLOSE) == null) {
            throw f.co.operationError("variable '" + name + "' got a non-closable value");
        }
    }

    Entry enter(Frame f) {
        return new Entry(f.co.state());
    }

    /** The scope ended without an error. A return value under way is kept. */
    void leave(Frame f, Object value) {
        Object result = f.result;
        f.site = this;
        close(f, value, null);
        f.result = result;
    }

    /** The scope ended with {@code t}; returns what is to be thrown on. */
    Throwable failing(Frame f, Entry entry, Object value, Throwable t) {
        LuaCoroutine co = f.co;
        Throwable next = t;
        if (!(t instanceof CoroutineUnwinding)) {
            LuaError error = co.caught(t);
            next = co.failed(error);
        }
        co.restoreForClosing(entry.state());
        LuaError pending = next instanceof CoroutineUnwinding u ? u.error() : (LuaError) next;
        try {
            close(f, value, pending == null ? null : pending.value());
        } catch (Throwable inClose) {
            LuaError error = co.caught(inClose);
            if (next instanceof CoroutineUnwinding u) {
                u.error(error);
            } else {
                next = error;
            }
        }
        return next;
    }

    /** As {@link #failing}, for a {@code throw} statement. */
    RuntimeException failed(Frame f, Entry entry, Object value, Throwable t) {
        Throwable next = failing(f, entry, value, t);
        if (next instanceof RuntimeException e) {
            throw e;
        }
        throw (Error) next;
    }

    private static void close(Frame f, Object value, @Nullable Object error) {
        Object handler = f.co.runtime().metamethod(value, Metamethod.CLOSE);
        if (handler instanceof LuaFunction function) {
            function.call(f.co, value, error);
        } else {
            Calls.call(f.co, handler, value, error);
        }
    }

    @Override
    public int line() {
        return line;
    }

    @Override
    public @Nullable LocalVariable scope() {
        return scope;
    }

    @Override
    public String calleeKind() {
        return "metamethod";
    }

    @Override
    public String calleeName() {
        return "close";
    }
}
