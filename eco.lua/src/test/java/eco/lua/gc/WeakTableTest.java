package eco.lua.gc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import eco.lua.LuaRuntime;
import eco.lua.LuaString;
import eco.lua.LuaTable;
import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What weak tables lose and keep. */
@Timeout(60)
class WeakTableTest {
    private final LuaRuntime runtime = new LuaRuntime();

    private LuaTable weak(String mode) {
        LuaTable table = runtime.newTable(0, 0);
        LuaTable metatable = runtime.newTable(0, 1);
        metatable.put("__mode", LuaString.of(mode));
        runtime.metatable(table, metatable);
        return table;
    }

    private void collect() {
        runtime.collector().collect(runtime.mainCoroutine());
    }

    private static int size(LuaTable table) {
        int n = 0;
        for (int i = table.nextIndex(-1); i >= 0; i = table.nextIndex(i)) {
            assertNotNull(table.keyAt(i));
            assertNotNull(table.valueAt(i));
            n++;
        }
        return n;
    }

    @Test
    void weakValuesVanishAndValuesOfBasicTypesStay() {
        LuaTable table = weak("v");
        LuaTable kept = new LuaTable();
        for (long i = 1; i <= 40; i++) {
            table.put(i, new LuaTable());
            table.put("name" + i, new LuaTable());
        }
        table.put(41, kept);
        table.put(42, LuaString.of("text"));
        table.put("n", 7.5);
        table.put((Object) true, false);
        collect();
        assertEquals(4, size(table));
        assertSame(kept, table.get(41));
        assertEquals(LuaString.of("text"), table.get(42));
        assertNull(table.get(1));
        assertNull(table.get("name1"));
    }

    @Test
    void weakKeysVanishWithTheirValues() {
        LuaTable table = weak("k");
        LuaTable kept = new LuaTable();
        WeakReference<Object> value = fillWithDyingKeys(table);
        table.put(kept, 1L);
        table.put("name", new LuaTable());
        collect();
        collect();
        assertEquals(2, size(table));
        assertEquals(1L, table.get(kept));
        assertTrue(value.refersTo(null), "the value of a dead key lives on");
    }

    private static WeakReference<Object> fillWithDyingKeys(LuaTable table) {
        LuaTable value = new LuaTable();
        for (int i = 0; i < 50; i++) {
            table.put(new LuaTable(), value);
        }
        return new WeakReference<>(value);
    }

    @Test
    void valueThatRefersToItsWeakKeyKeepsNothingAlive() {
        LuaTable table = weak("k");
        WeakReference<Object> key = fillWithCycle(table);
        collect();
        assertTrue(key.refersTo(null));
        assertEquals(0, size(table));
    }

    private static WeakReference<Object> fillWithCycle(LuaTable table) {
        LuaTable key = new LuaTable();
        LuaTable value = new LuaTable();
        value.put("key", key);
        table.put(key, value);
        LuaTable other = new LuaTable();
        table.put(other, key);
        value.put("other", other);
        return new WeakReference<>(key);
    }

    @Test
    void chainOfEphemeronsLivesFromItsFirstKey() {
        LuaTable table = weak("k");
        LuaTable first = new LuaTable();
        LuaTable last = first;
        for (int i = 0; i < 100; i++) {
            LuaTable next = new LuaTable();
            table.put(last, next);
            last = next;
        }
        collect();
        int n = 0;
        for (Object at = first; table.get(at) != null; at = table.get(at)) {
            n++;
        }
        assertEquals(100, n);
    }

    @Test
    void deadWeakTableReleasesTheValuesOfLivingKeys() {
        LuaTable key = new LuaTable();
        WeakReference<Object> value = putIntoDyingTable(key);
        collect();
        collect();
        assertTrue(value.refersTo(null), "a key keeps the value that a dead table had for it");
        assertNull(((Collectable) key).ties);
    }

    private WeakReference<Object> putIntoDyingTable(LuaTable key) {
        LuaTable value = new LuaTable();
        weak("k").put(key, value);
        return new WeakReference<>(value);
    }

    @Test
    void deletionReleasesKeyAndValueAndTakesTheKeyBack() {
        LuaTable table = weak("k");
        LuaTable key = new LuaTable();
        for (long i = 0; i < 1000; i++) {
            table.put(key, i);
            table.put(key, null);
            assertNull(table.get(key));
        }
        assertNull(((Collectable) key).ties);
        table.put(key, 5L);
        assertEquals(5L, table.get(key));
        assertEquals(1, size(table));
    }

    @ParameterizedTest
    @ValueSource(strings = {"k", "v", "kv"})
    void traversalMayDeleteAsItGoes(String mode) {
        LuaTable table = weak(mode);
        Object[] keep = new Object[100];
        for (int i = 0; i < 100; i++) {
            LuaTable object = new LuaTable();
            keep[i] = object;
            table.put(object, object);
            table.put(i + 1L, object);
            table.put("s" + i, (long) i);
        }
        int n = 0;
        for (Object[] entry = table.next(null); entry != null; entry = table.next(entry[0])) {
            table.put(entry[0], null);
            n++;
        }
        assertEquals(300, n);
        assertNull(table.next(null));
        assertEquals(100, keep.length);
    }

    @Test
    void traversalGoesOnFromAKeyWhoseValueDied() {
        LuaTable table = weak("v");
        LuaTable key = new LuaTable();
        table.put(key, new LuaTable());
        table.put("other", 1L);
        collect();
        Object[] after = table.next(key);
        assertTrue(after == null || after[0].equals(LuaString.of("other")));
    }

    @Test
    void lengthOfAWeakArrayIsABorder() {
        LuaTable table = weak("v");
        for (long i = 1; i <= 100; i++) {
            table.put(i, Long.valueOf(i));
        }
        assertEquals(100, table.length());
        table.put(100, null);
        assertEquals(99, table.length());
    }

    @Test
    void modeSetAfterTheMetatableHoldsFromTheNextNewKeyOn() {
        LuaTable table = runtime.newTable(0, 0);
        LuaTable metatable = runtime.newTable(0, 0);
        runtime.metatable(table, metatable);
        table.put(1, new LuaTable());
        metatable.put("__mode", LuaString.of("v"));
        table.put("x", new LuaTable());
        collect();
        assertEquals(0, size(table));
    }

    @Test
    void tableWithoutItsMetatableIsStrongAgain() {
        LuaTable table = weak("kv");
        table.put(1, new LuaTable());
        table.put("x", new LuaTable());
        table.put(new LuaTable(), new LuaTable());
        runtime.metatable(table, null);
        collect();
        assertEquals(3, size(table));
        assertEquals(1, table.length());
    }

    @Test
    void weakMetatableLosesItsMetamethods() {
        LuaTable metatable = weak("v");
        metatable.put("__index", new LuaTable());
        collect();
        assertNull(metatable.metamethod(eco.lua.Metamethod.INDEX));
        metatable.put("__index", 1L);
        assertEquals(1L, metatable.metamethod(eco.lua.Metamethod.INDEX));
    }

    @Test
    void deletedObjectKeyOfAStrongTableIsGarbage() {
        LuaTable table = runtime.newTable(0, 0);
        WeakReference<Object> key = addAndDelete(table);
        collect();
        assertTrue(key.refersTo(null));
    }

    private static WeakReference<Object> addAndDelete(LuaTable table) {
        LuaTable key = new LuaTable();
        table.put(key, 1L);
        table.put(key, null);
        return new WeakReference<>(key);
    }
}
