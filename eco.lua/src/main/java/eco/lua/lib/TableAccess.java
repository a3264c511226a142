package eco.lua.lib;

import eco.lua.Arguments;
import eco.lua.Builtin;
import eco.lua.LuaCoroutine;
import eco.lua.LuaString;
import eco.lua.LuaTable;
import eco.lua.Metamethod;
import eco.lua.runtime.Comparison;
import eco.lua.runtime.Indexing;
import org.jspecify.annotations.Nullable;

/** Access without metamethods, and access to metatables. */
final class TableAccess {
    private TableAccess() {}

    static void install(LuaTable globals) {
        globals.put("getmetatable", new GetMetatable());
        globals.put("setmetatable", new SetMetatable());
        globals.put("rawequal", new RawEqual());
        globals.put("rawget", new RawGet());
        globals.put("rawlen", new RawLength());
        globals.put("rawset", new RawSet());
    }

    private static final class GetMetatable extends Builtin {
        GetMetatable() {
            super("getmetatable");
        }

        @Override
        protected @Nullable Object run(LuaCoroutine co, @Nullable Object[] args) {
            return run1(co, Arguments.any(co, args, 0));
        }

        @Override
        protected @Nullable Object run1(LuaCoroutine co, @Nullable Object a) {
            LuaTable metatable = co.runtime().metatable(a);
            if (metatable == null) {
                return null;
            }
            Object shown = metatable.metamethod(Metamethod.METATABLE);
            return shown == null ? metatable : shown;
        }
    }

    private static final class SetMetatable extends Builtin {
        SetMetatable() {
            super("setmetatable");
        }

        @Override
        protected @Nullable Object run(LuaCoroutine co, @Nullable Object[] args) {
            LuaTable table = Arguments.table(co, args, 0);
            if (args.length < 2 || args[1] != null && !(args[1] instanceof LuaTable)) {
                throw Arguments.typeError(co, args, 1, "nil or table");
            }
            LuaTable old = table.metatable();
            if (old != null && old.metamethod(Metamethod.METATABLE) != null) {
                throw co.error("cannot change a protected metatable");
            }
            co.runtime().metatable(table, (LuaTable) args[1]);
            return table;
        }
    }

    private static final class RawEqual extends Builtin {
        RawEqual() {
            super("rawequal");
        }

        @Override
        protected @Nullable Object run(LuaCoroutine co, @Nullable Object[] args) {
            return Comparison.rawEquals(Arguments.any(co, args, 0), Arguments.any(co, args, 1));
        }

        @Override
        protected @Nullable Object run2(LuaCoroutine co, @Nullable Object a, @Nullable Object b) {
            return Comparison.rawEquals(a, b);
        }
    }

    private static final class RawGet extends Builtin {
        RawGet() {
            super("rawget");
        }

        @Override
        protected @Nullable Object run(LuaCoroutine co, @Nullable Object[] args) {
            return Arguments.table(co, args, 0).get(Arguments.any(co, args, 1));
        }

        @Override
        protected @Nullable Object run2(LuaCoroutine co, @Nullable Object a, @Nullable Object b) {
            return a instanceof LuaTable t ? t.get(b) : super.run2(co, a, b);
        }
    }

    private static final class RawLength extends Builtin {
        RawLength() {
            super("rawlen");
        }

        @Override
        protected @Nullable Object run(LuaCoroutine co, @Nullable Object[] args) {
            Object value = Arguments.get(args, 0);
            if (value instanceof LuaTable t) {
                return t.length();
            }
            if (value instanceof LuaString s) {
                return (long) s.length();
            }
            throw Arguments.typeError(co, args, 0, "table or string");
        }
    }

    private static final class RawSet extends Builtin {
        RawSet() {
            super("rawset");
        }

        @Override
        protected @Nullable Object run(LuaCoroutine co, @Nullable Object[] args) {
            LuaTable table = Arguments.table(co, args, 0);
            Arguments.any(co, args, 1);
            Indexing.rawSet(co, table, args[1], Arguments.any(co, args, 2));
            return table;
        }
    }
}
