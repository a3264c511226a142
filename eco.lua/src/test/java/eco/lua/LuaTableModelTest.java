package eco.lua;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import eco.lua.table.Shape;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** A table under random operations is the map that it models; its borders are borders, its traversals complete. */
class LuaTableModelTest {
    private static final LuaTable[] OBJECTS = {new LuaTable(), new LuaTable(), new LuaTable()};
    private final Shape root = Shape.root();

    /** Ways to hold entries. Nothing dies in these tests, so weak tables are maps like others. */
    enum Kind {
        DICTIONARY(null),
        SHAPED(null),
        WEAK_KEYS("k"),
        WEAK_VALUES("v"),
        WEAK_BOTH("kv");

        final String mode;

        Kind(String mode) {
            this.mode = mode;
        }
    }

    record Step(Object key, Object value) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Object> small = Arbitraries.longs().between(-2, 24).map(l -> l);
        Arbitrary<Object> sparse = Arbitraries.longs().map(l -> l);
        Arbitrary<Object> powers = Arbitraries.integers().between(0, 63).map(i -> 1L << i);
        Arbitrary<Object> names = Arbitraries.integers().between(0, 40).map(i -> LuaString.of("k" + i));
        Arbitrary<Object> others = Arbitraries.of(1.5, -0.25, 1e300, true, false, OBJECTS[0], OBJECTS[1], OBJECTS[2]);
        Arbitrary<Object> floats = Arbitraries.integers().between(0, 10).map(Double::valueOf);
        Arbitrary<Object> keys = Arbitraries.frequencyOf(
                Tuple.of(8, small),
                Tuple.of(1, sparse),
                Tuple.of(1, powers),
                Tuple.of(4, names),
                Tuple.of(2, others),
                Tuple.of(1, floats));
        Arbitrary<Object> values = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.longs().map(l -> (Object) l)), Tuple.of(1, Arbitraries.of((Object[]) OBJECTS)));
        return Combinators.combine(keys, values.injectNull(0.35))
                .as(Step::new)
                .list()
                .ofMaxSize(200);
    }

    @Property(tries = 2000)
    void tableBehavesAsItsModel(@ForAll("steps") List<Step> steps, @ForAll Kind kind) {
        LuaTable table = kind == Kind.DICTIONARY ? new LuaTable() : new LuaTable(root, 0, 0);
        if (kind.mode != null) {
            LuaTable metatable = new LuaTable();
            metatable.put("__mode", LuaString.of(kind.mode));
            table.metatable(metatable);
        }
        Map<Object, Object> model = new HashMap<>();
        for (Step step : steps) {
            table.put(step.key, step.value);
            if (step.value == null) {
                model.remove(normal(step.key));
            } else {
                model.put(normal(step.key), step.value);
            }
            assertEquals(step.value, table.get(step.key));
            assertBorder(table, model);
        }
        model.forEach((key, value) -> assertEquals(value, table.get(key)));
        assertEquals(model, entries(table));
        deleteWhileTraversing(table, model);
    }

    private static void assertBorder(LuaTable table, Map<Object, Object> model) {
        long border = table.length();
        assertTrue(border == 0 || model.containsKey(border), () -> border + " has no value in " + model);
        assertTrue(
                border == Long.MAX_VALUE || !model.containsKey(border + 1), () -> border + " is followed in " + model);
    }

    private static Map<Object, Object> entries(LuaTable table) {
        Map<Object, Object> seen = new HashMap<>();
        for (int i = table.nextIndex(-1); i >= 0; i = table.nextIndex(i)) {
            assertNull(seen.put(table.keyAt(i), table.valueAt(i)), "an entry came twice");
        }
        return seen;
    }

    private static void deleteWhileTraversing(LuaTable table, Map<Object, Object> model) {
        Set<Object> seen = new HashSet<>();
        Object key = null;
        for (Object[] entry = table.next(null); entry != null; entry = table.next(key)) {
            key = entry[0];
            assertTrue(seen.add(key));
            table.put(key, null);
        }
        assertEquals(model.keySet(), seen);
        assertEquals(0, table.length());
        assertNull(table.next(null));
    }

    private static Object normal(Object key) {
        return key instanceof Double d && d == Math.rint(d) && Math.abs(d) < 0x1p63
                ? (Object) (long) d.doubleValue()
                : key;
    }
}
