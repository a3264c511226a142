package eco.lua.lib;

import eco.lua.Arguments;
import eco.lua.Builtin;
import eco.lua.LuaBuffer;
import eco.lua.LuaCoroutine;
import eco.lua.LuaFunction;
import eco.lua.LuaRuntime;
import eco.lua.LuaString;
import eco.lua.LuaTable;
import eco.lua.LuaType;
import eco.lua.Metamethod;
import eco.lua.lib.order.Sorting;
import eco.lua.lib.text.ResultLimit;
import eco.lua.runtime.Comparison;
import eco.lua.runtime.Indexing;
import eco.lua.runtime.Numbers;
import org.jspecify.annotations.Nullable;

/**
 * {@code table}. Every function takes anything that behaves like a table through its metamethods; a table without a metatable goes
 * the short way, on its array. Metamethods and order functions must not yield, as in the reference.
 */
public final class TableLibrary {
    /** What a function needs to do with a table. */
    private static final int READ = 1;

    private static final int WRITE = 2;
    private static final int LENGTH = 4;

    private static final LuaString N = LuaString.of("n");

    private TableLibrary() {}

    /** Builds the library table. */
    public static LuaTable open(LuaRuntime runtime) {
        LuaTable table = new LuaTable(0, 8);
        for (String name : new String[] {"concat", "move", "pack", "sort"}) {
            table.put(name, new Plain(name));
        }
        table.put("insert", new Insert());
        table.put("remove", new Remove());
        table.put("unpack", new Unpack());
        return table;
    }

    /** Argument {@code i} if it can do what is needed: a table, or a value with the metamethods for it. */
    private static Object tabular(LuaCoroutine co, @Nullable Object[] args, int i, int needs) {
        Object value = Arguments.get(args, i);
        if (value instanceof LuaTable t) {
            return t;
        }
        if (value == null
                || (needs & READ) != 0 && co.runtime().metamethod(value, Metamethod.INDEX) == null
                || (needs & WRITE) != 0 && co.runtime().metamethod(value, Metamethod.NEWINDEX) == null
                || (needs & LENGTH) != 0 && co.runtime().metamethod(value, Metamethod.LEN) == null) {
            throw Arguments.typeError(co, args, i, "table");
        }
        return value;
    }

    private static long length(LuaCoroutine co, @Nullable Object tabular) {
        if (tabular instanceof LuaTable t && t.metatable() == null) {
            return t.length();
        }
        Long length = Numbers.toInteger(Indexing.length(co, tabular));
        if (length == null) {
            throw co.error("object length is not an integer");
        }
        return length;
    }

    /** The value as a table that raw access serves, or null. */
    private static @Nullable LuaTable raw(@Nullable Object value) {
        return value instanceof LuaTable t && t.metatable() == null ? t : null;
    }

    private static final class Plain extends Builtin {
        private final String function;

        Plain(String name) {
            super("table." + name);
            this.function = name;
        }

        @Override
        protected @Nullable Object run(LuaCoroutine co, @Nullable Object[] args) {
            co.forbidYield();
            Object result = switch (function) {
                case "concat" -> concat(co, args);
                case "move" -> move(co, args);
                case "pack" -> pack(co, args);
                case "sort" -> sort(co, args);
                default -> throw new IllegalStateException(name());
            };
            co.allowYield();
            return result;
        }
    }

    private static LuaTable pack(LuaCoroutine co, @Nullable Object[] args) {
        LuaTable packed = co.runtime().newTable(args.length, 1);
        packed.putAll(1, args, 0, args.length);
        packed.put(N, (long) args.length);
        return packed;
    }

    private static LuaString concat(LuaCoroutine co, @Nullable Object[] args) {
        Object list = tabular(co, args, 0, READ | LENGTH);
        long length = length(co, list);
        LuaString separator = Arguments.string(co, args, 1, LuaString.EMPTY);
        long from = Arguments.integer(co, args, 2, 1);
        long to = Arguments.integer(co, args, 3, length);
        LuaBuffer out = new LuaBuffer();
        if (from > to) {
            return LuaString.EMPTY;
        }
        LuaTable raw = raw(list);
        for (long i = from; ; i++) {
            Object value = raw != null ? raw.get(i) : Indexing.get(co, list, (Object) i);
            if (value instanceof LuaString s) {
                out.append(s);
            } else if (value instanceof Long || value instanceof Double) {
                out.append(Numbers.format(value));
            } else {
                throw co.error("invalid value (" + LuaType.of(value) + ") at index " + i + " in table for 'concat'");
            }
            if (i == to) {
                return out.toLuaString();
            }
            out.append(separator);
        }
    }

    private static Object move(LuaCoroutine co, @Nullable Object[] args) {
        long from = Arguments.integer(co, args, 1);
        long to = Arguments.integer(co, args, 2);
        long target = Arguments.integer(co, args, 3);
        int destinationArgument = Arguments.isNoneOrNil(args, 4) ? 0 : 4;
        Object source = tabular(co, args, 0, READ);
        Object destination = tabular(co, args, destinationArgument, WRITE);
        if (to < from) {
            return destination;
        }
        if (from <= 0 && to >= Long.MAX_VALUE + from) {
            throw co.argumentError(3, "too many elements to move");
        }
        long count = to - from + 1;
        if (target > Long.MAX_VALUE - count + 1) {
            throw co.argumentError(4, "destination wrap around");
        }
        LuaTable rawSource = raw(source);
        LuaTable rawDestination = raw(destination);
        if (rawSource != null && rawDestination != null && rawSource.inArray(from, to)) {
            rawDestination.putAll(target, rawSource.range(from, to), 0, (int) count);
        } else if (target > to
                || target <= from
                || destinationArgument != 0 && !Comparison.equal(co, source, destination)) {
            for (long i = 0; i < count; i++) {
                Indexing.set(co, destination, target + i, Indexing.get(co, source, (Object) (from + i)));
            }
        } else {
            for (long i = count - 1; i >= 0; i--) {
                Indexing.set(co, destination, target + i, Indexing.get(co, source, (Object) (from + i)));
            }
        }
        return destination;
    }

    private static Object sort(LuaCoroutine co, @Nullable Object[] args) {
        Object list = tabular(co, args, 0, READ | WRITE | LENGTH);
        long length = length(co, list);
        if (length < 2) {
            return LuaFunction.NONE;
        }
        if (length >= Integer.MAX_VALUE) {
            throw co.argumentError(1, "array too big");
        }
        LuaFunction less = Arguments.isNoneOrNil(args, 1) ? null : Arguments.function(co, args, 1);
        LuaTable raw = raw(list);
        Object[] values = raw != null ? raw.range(1, length) : read(co, list, (int) length);
        Sorting.sort(co, values, less);
        if (raw != null) {
            raw.putAll(1, values, 0, values.length);
        } else {
            for (int i = 0; i < values.length; i++) {
                Indexing.set(co, list, i + 1L, values[i]);
            }
        }
        return LuaFunction.NONE;
    }

    private static @Nullable Object[] read(LuaCoroutine co, Object list, int length) {
        Object[] values = new Object[length];
        for (int i = 0; i < length; i++) {
            values[i] = Indexing.get(co, list, (Object) (i + 1L));
        }
        return values;
    }

    private static final class Insert extends Builtin {
        Insert() {
            super("table.insert");
        }

        @Override
        protected @Nullable Object run2(LuaCoroutine co, @Nullable Object list, @Nullable Object value) {
            LuaTable raw = raw(list);
            if (raw == null) {
                return run(co, new Object[] {list, value});
            }
            raw.put(raw.length() + 1, value);
            return NONE;
        }

        @Override
        protected @Nullable Object run3(
                LuaCoroutine co, @Nullable Object list, @Nullable Object position, @Nullable Object value) {
            LuaTable raw = raw(list);
            if (raw != null && position instanceof Long at && value != null) {
                long length = raw.length();
                if (at >= 1 && at <= length && raw.insert(at, length, value)) {
                    return NONE;
                }
            }
            return run(co, new Object[] {list, position, value});
        }

        @Override
        protected @Nullable Object run(LuaCoroutine co, @Nullable Object[] args) {
            Object list = tabular(co, args, 0, READ | WRITE | LENGTH);
            co.forbidYield();
            long end = length(co, list) + 1;
            switch (args.length) {
                case 2 -> Indexing.set(co, list, end, args[1]);
                case 3 -> {
                    long position = Arguments.integer(co, args, 1);
                    if (Long.compareUnsigned(position - 1, end) >= 0) {
                        throw co.argumentError(2, "position out of bounds");
                    }
                    for (long i = end; i > position; i--) {
                        Indexing.set(co, list, i, Indexing.get(co, list, (Object) (i - 1)));
                    }
                    Indexing.set(co, list, position, args[2]);
                }
                default -> throw co.error("wrong number of arguments to 'insert'");
            }
            co.allowYield();
            return NONE;
        }
    }

    private static final class Remove extends Builtin {
        Remove() {
            super("table.remove");
        }

        @Override
        protected @Nullable Object run1(LuaCoroutine co, @Nullable Object list) {
            LuaTable raw = raw(list);
            if (raw == null) {
                return run(co, new Object[] {list});
            }
            long length = raw.length();
            Object last = raw.get(length);
            if (last != null) {
                raw.put(length, null);
            }
            return last;
        }

        @Override
        protected @Nullable Object run2(LuaCoroutine co, @Nullable Object list, @Nullable Object position) {
            LuaTable raw = raw(list);
            if (raw != null && position instanceof Long at) {
                long length = raw.length();
                if (at >= 1 && at <= length) {
                    Object removed = raw.get(at.longValue());
                    if (raw.remove(at, length)) {
                        return removed;
                    }
                }
            }
            return run(co, new Object[] {list, position});
        }

        @Override
        protected @Nullable Object run(LuaCoroutine co, @Nullable Object[] args) {
            Object list = tabular(co, args, 0, READ | WRITE | LENGTH);
            co.forbidYield();
            long length = length(co, list);
            long position = Arguments.integer(co, args, 1, length);
            if (position != length && Long.compareUnsigned(position - 1, length) > 0) {
                throw co.argumentError(1, "position out of bounds");
            }
            Object removed = Indexing.get(co, list, (Object) position);
            long i = position;
            for (; i < length; i++) {
                Indexing.set(co, list, i, Indexing.get(co, list, (Object) (i + 1)));
            }
            Indexing.set(co, list, i, null);
            co.allowYield();
            return removed;
        }
    }

    private static final class Unpack extends Builtin {
        Unpack() {
            super("table.unpack");
        }

        @Override
        protected @Nullable Object run1(LuaCoroutine co, @Nullable Object list) {
            LuaTable raw = raw(list);
            return raw != null ? values(co, raw, 1, raw.length()) : run(co, new Object[] {list});
        }

        @Override
        protected @Nullable Object run(LuaCoroutine co, @Nullable Object[] args) {
            Object list = Arguments.get(args, 0);
            co.forbidYield();
            long from = Arguments.integer(co, args, 1, 1);
            long to = Arguments.isNoneOrNil(args, 2) ? length(co, list) : Arguments.integer(co, args, 2);
            Object result = values(co, list, from, to);
            co.allowYield();
            return result;
        }

        private static @Nullable Object values(LuaCoroutine co, @Nullable Object list, long from, long to) {
            if (from > to) {
                return NONE;
            }
            if (Long.compareUnsigned(to - from, ResultLimit.MAX) >= 0) {
                throw co.error("too many results to unpack");
            }
            LuaTable raw = raw(list);
            if (raw != null && from < to) {
                return raw.range(from, to);
            }
            Object[] values = new Object[(int) (to - from + 1)];
            for (int i = 0; i < values.length; i++) {
                values[i] = Indexing.get(co, list, (Object) (from + i));
            }
            return values.length == 1 ? values[0] : values;
        }
    }
}
