package eco.lua.lib;

import eco.lua.Arguments;
import eco.lua.Builtin;
import eco.lua.LuaCoroutine;
import eco.lua.LuaFunction;
import eco.lua.LuaTable;
import eco.lua.Metamethod;
import eco.lua.runtime.Calls;
import eco.lua.runtime.Indexing;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** {@code next}, {@code pairs} and {@code ipairs}. */
public final class Iteration {
    private Iteration() {}

    static void install(LuaTable globals) {
        Next next = new Next();
        globals.put("next", next);
        globals.put("pairs", new Pairs(next));
        globals.put("ipairs", new Ipairs(new IpairsStep()));
    }

    /** {@code next}; public so that a generic {@code for} over {@code pairs} can walk the table itself. */
    public static final class Next extends Builtin {
        private Next() {
            super("next");
        }

        @Override
        protected @Nullable Object run(LuaCoroutine co, @Nullable Object[] args) {
            return step(co, Arguments.table(co, args, 0), Arguments.get(args, 1));
        }

        @Override
        protected @Nullable Object run2(LuaCoroutine co, @Nullable Object a, @Nullable Object b) {
            return a instanceof LuaTable t ? step(co, t, b) : super.run2(co, a, b);
        }

        private static @Nullable Object step(LuaCoroutine co, LuaTable table, @Nullable Object key) {
            try {
                return table.next(key);
            } catch (IllegalArgumentException unknownKey) {
                throw co.operationError("invalid key to 'next'");
            }
        }
    }

    private static final class Pairs extends Builtin {
        private final Next next;

        Pairs(Next next) {
            super("pairs");
            this.next = next;
        }

        @Override
        protected @Nullable Object run(LuaCoroutine co, @Nullable Object[] args) {
            return run1(co, Arguments.any(co, args, 0));
        }

        @Override
        protected @Nullable Object run1(LuaCoroutine co, @Nullable Object a) {
            Object metamethod = co.runtime().metamethod(a, Metamethod.PAIRS);
            if (metamethod == null) {
                return new Object[] {next, a, null};
            }
            return Arrays.copyOf(LuaFunction.list(Calls.call(co, metamethod, a)), 3);
        }
    }

    private static final class Ipairs extends Builtin {
        private final IpairsStep step;

        Ipairs(IpairsStep step) {
            super("ipairs");
            this.step = step;
        }

        @Override
        protected @Nullable Object run(LuaCoroutine co, @Nullable Object[] args) {
            return new Object[] {step, Arguments.any(co, args, 0), 0L};
        }
    }

    /** The iterator of {@code ipairs}; public for the same reason as {@link Next}. */
    public static final class IpairsStep extends Builtin {
        private IpairsStep() {
            super("ipairs_iterator");
        }

        @Override
        protected @Nullable Object run(LuaCoroutine co, @Nullable Object[] args) {
            return run2(co, Arguments.get(args, 0), Arguments.integer(co, args, 1));
        }

        @Override
        protected @Nullable Object run2(LuaCoroutine co, @Nullable Object a, @Nullable Object b) {
            long i = (b instanceof Long l ? l : Arguments.integer(co, new Object[] {a, b}, 1)) + 1;
            Object value = null;
            if (a instanceof LuaTable t) {
                value = t.get(i);
            }
            if (value == null) {
                value = Indexing.get(co, a, (Object) i);
            }
            return value == null ? null : new Object[] {i, value};
        }
    }
}
