package eco.lua;

import eco.lua.runtime.Calls;
import eco.lua.runtime.Failures;
import eco.lua.runtime.Indexing;
import org.jspecify.annotations.Nullable;

/**
 * A call by name that Java code makes on a Lua value: a {@link LuaMethod} or a {@link LuaField}. While it is under way the
 * running builtin's frame stands at it, so that the callee's messages can name it, and carry the position of the Lua
 * function that has called the Java code.
 */
abstract sealed class NamedCall implements CallSite permits LuaMethod, LuaField {
    private final LuaString name;
    private final String kind;

    NamedCall(String name, String kind) {
        this.name = LuaString.of(name);
        this.kind = kind;
    }

    /** The name. */
    public final LuaString name() {
        return name;
    }

    final @Nullable Object find(LuaCoroutine co, @Nullable Object holder) {
        Object callee = Indexing.get(co, holder, name);
        if (callee instanceof LuaFunction || co.runtime().metamethod(callee, Metamethod.CALL) != null) {
            return callee;
        }
        throw co.error("attempt to call a " + Failures.typeName(co, callee) + " value (" + kind + " '" + name + "')");
    }

    final @Nullable Object run(LuaCoroutine co, @Nullable Object callee, @Nullable Object[] args) {
        Frame frame = co.top;
        if (frame == null || frame.function instanceof LuaClosure) {
            return Calls.invoke(co, callee, args);
        }
        frame.site = this;
        Object result = Calls.invoke(co, callee, args);
        frame.site = null;
        return result;
    }

    @Override
    public final int line() {
        return 0;
    }

    @Override
    public final String calleeKind() {
        return kind;
    }

    @Override
    public final String calleeName() {
        return name.toString();
    }
}
