package eco.lua.lib.order;

import eco.lua.LuaCoroutine;
import eco.lua.LuaFunction;
import eco.lua.LuaString;
import eco.lua.runtime.Comparison;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Picks the way to sort: a primitive one for numbers of one kind and for strings, {@link Quicksort} for everything else. */
public final class Sorting {
    private Sorting() {}

    /** Sorts by the function, or by the language's {@code <} where there is none. */
    public static void sort(LuaCoroutine co, @Nullable Object[] values, @Nullable LuaFunction less) {
        if (less != null) {
            Quicksort.sort(co, values, (a, b) -> Comparison.truthy(LuaFunction.first(less.call(co, a, b))));
            return;
        }
        Class<?> kind = commonKind(values);
        if (kind == Long.class) {
            sortIntegers(values);
        } else if (kind == Double.class) {
            sortFloats(values);
        } else if (kind == LuaString.class) {
            Arrays.sort(values);
        } else {
            Quicksort.sort(co, values, (a, b) -> Comparison.lessThan(co, a, b));
        }
    }

    /** The class that all values have if it is one that orders without metamethods, else null. */
    private static @Nullable Class<?> commonKind(@Nullable Object[] values) {
        Object first = values[0];
        if (!(first instanceof Long || first instanceof Double || first instanceof LuaString)) {
            return null;
        }
        Class<?> kind = first.getClass();
        for (Object value : values) {
            if (value == null || value.getClass() != kind) {
                return null;
            }
        }
        return kind;
    }

    private static void sortIntegers(@Nullable Object[] values) {
        long[] integers = new long[values.length];
        for (int i = 0; i < integers.length; i++) {
            integers[i] = values[i] instanceof Long l ? l : 0;
        }
        Arrays.sort(integers);
        for (int i = 0; i < integers.length; i++) {
            values[i] = integers[i];
        }
    }

    private static void sortFloats(@Nullable Object[] values) {
        double[] floats = new double[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values[i] instanceof Double d ? d : 0;
        }
        Arrays.sort(floats);
        for (int i = 0; i < floats.length; i++) {
            values[i] = floats[i];
        }
    }
}
