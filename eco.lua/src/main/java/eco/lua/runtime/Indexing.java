package eco.lua.runtime;

import eco.lua.LuaCoroutine;
import eco.lua.LuaFunction;
import eco.lua.LuaString;
import eco.lua.LuaTable;
import eco.lua.Metamethod;
import org.jspecify.annotations.Nullable;

/** {@code object[key]}, {@code object[key] = value} and {@code #object}, with their metamethods. */
public final class Indexing {
    private static final int CHAIN_LIMIT = 2000;

    private Indexing() {}

    /** {@code object[key]}. */
    public static @Nullable Object get(LuaCoroutine co, @Nullable Object object, @Nullable Object key) {
        Object target = object;
        for (int i = 0; i < CHAIN_LIMIT; i++) {
            Object handler;
            if (target instanceof LuaTable table) {
                Object value = table.get(key);
                if (value != null) {
                    return value;
                }
                LuaTable metatable = table.metatable();
                handler = metatable == null ? null : metatable.metamethod(Metamethod.INDEX);
                if (handler == null) {
                    return null;
                }
            } else {
                handler = co.runtime().metamethod(target, Metamethod.INDEX);
                if (handler == null) {
                    throw Failures.operand(co, "index", target, i == 0 ? 0 : -1);
                }
            }
            if (handler instanceof LuaFunction function) {
                return LuaFunction.first(function.call(co, target, key));
            }
            target = handler;
        }
        throw co.operationError("'__index' chain too long; possibly a loop");
    }

    /** {@code object[key]} for a constant string key. */
    public static @Nullable Object get(LuaCoroutine co, @Nullable Object object, LuaString key) {
        Object target = object;
        for (int i = 0; i < CHAIN_LIMIT; i++) {
            Object handler;
            if (target instanceof LuaTable table) {
                Object value = table.get(key);
                if (value != null) {
                    return value;
                }
                LuaTable metatable = table.metatable();
                handler = metatable == null ? null : metatable.metamethod(Metamethod.INDEX);
                if (handler == null) {
                    return null;
                }
            } else {
                handler = co.runtime().metamethod(target, Metamethod.INDEX);
                if (handler == null) {
                    throw Failures.operand(co, "index", target, i == 0 ? 0 : -1);
                }
            }
            if (handler instanceof LuaFunction function) {
                return LuaFunction.first(function.call(co, target, key));
            }
            target = handler;
        }
        throw co.operationError("'__index' chain too long; possibly a loop");
    }

    /** {@code object[key] = value}. */
    public static void set(LuaCoroutine co, @Nullable Object object, @Nullable Object key, @Nullable Object value) {
        Object target = object;
        for (int i = 0; i < CHAIN_LIMIT; i++) {
            Object handler;
            if (target instanceof LuaTable table) {
                LuaTable metatable = table.metatable();
                handler =
                        metatable == null || table.get(key) != null ? null : metatable.metamethod(Metamethod.NEWINDEX);
                if (handler == null) {
                    rawSet(co, table, key, value);
                    return;
                }
            } else {
                handler = co.runtime().metamethod(target, Metamethod.NEWINDEX);
                if (handler == null) {
                    throw Failures.operand(co, "index", target, i == 0 ? 0 : -1);
                }
            }
            if (handler instanceof LuaFunction function) {
                function.call(co, target, key, value);
                return;
            }
            target = handler;
        }
        throw co.operationError("'__newindex' chain too long; possibly a loop");
    }

    /** {@code rawset}: no metamethods, but the reference's errors for nil and NaN keys. */
    public static void rawSet(LuaCoroutine co, LuaTable table, @Nullable Object key, @Nullable Object value) {
        if (key == null) {
            throw co.operationError("table index is nil");
        }
        if (key instanceof Double d && d.isNaN()) {
            throw co.operationError("table index is NaN");
        }
        table.put(key, value);
    }

    /** {@code #object}. */
    public static @Nullable Object length(LuaCoroutine co, @Nullable Object object) {
        if (object instanceof LuaString s) {
            return (long) s.length();
        }
        Object handler = co.runtime().metamethod(object, Metamethod.LEN);
        if (handler != null) {
            return LuaFunction.first(Calls.call(co, handler, object, object));
        }
        if (object instanceof LuaTable table) {
            return table.length();
        }
        throw Failures.operand(co, "get length of", object, 0);
    }
}
