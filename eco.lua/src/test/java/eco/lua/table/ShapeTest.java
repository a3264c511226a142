package eco.lua.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import eco.lua.LuaString;
import eco.lua.LuaTable;
import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What sites that remember shapes rely on. */
@Timeout(60)
class ShapeTest {
    private static final LuaString X = LuaString.of("x");
    private static final LuaString Y = LuaString.of("y");

    private final Shape root = Shape.root();

    private LuaTable table(String... keys) {
        LuaTable table = new LuaTable(root, 0, 0);
        for (String key : keys) {
            table.put(key, key);
        }
        return table;
    }

    @Test
    void tablesBuiltAlikeShareTheirShape() {
        assertSame(table("x", "y").shape(), table("x", "y").shape());
        assertNotSame(table("x", "y").shape(), table("y", "x").shape());
        assertNotSame(table("x", "y").shape(), table("x", "z").shape());
    }

    @Test
    void branchesOfOneShapeKeepTheirKeysApart() {
        LuaTable first = table("x", "y", "a", "b");
        LuaTable second = table("x", "y", "c", "d", "a");
        assertNull(first.get("c"));
        assertNull(second.get("b"));
        assertEquals("a", second.get("a"));
        assertEquals(4, first.shape().count());
        assertEquals(-1, table("x").shape().find(Y));
    }

    @Test
    void slotOfAPresentKeyGivesItsValueInEveryTableOfTheShape() {
        Shape shape = table("x", "y").shape();
        int slot = shape.find(Y);
        LuaTable other = table("x");
        other.put(Y, "other");
        assertSame(shape, other.shape());
        assertEquals("other", other.slot(slot));
        other.slot(slot, "new");
        assertEquals("new", other.get(Y));
    }

    @Test
    void deletedKeyKeepsItsSlot() {
        LuaTable table = table("x", "y");
        Shape shape = table.shape();
        table.put(X, null);
        assertSame(shape, table.shape());
        assertNull(table.slot(shape.find(X)));
        table.put(X, 1.5);
        assertSame(shape, table.shape());
    }

    @Test
    void siteMayAddAFieldByItsNextShape() {
        Shape before = table("x").shape();
        Shape after = before.with(Y, false);
        assertNotNull(after);
        for (int i = 0; i < 5; i++) {
            LuaTable table = table("x");
            assertSame(before, table.shape());
            table.addSlot(after, "added");
            assertEquals("added", table.get(Y));
            assertEquals("x", table.get(X));
        }
    }

    @Test
    void manyConstantKeysMakeADictionary() {
        LuaTable table = new LuaTable(root, 0, 0);
        for (int i = 0; i < 500; i++) {
            table.put(LuaString.of("f" + i), (Object) i);
            assertEquals(i < 64, table.shape().isShared(), "after " + (i + 1));
        }
        for (int i = 0; i < 500; i++) {
            assertEquals(i, table.get("f" + i));
        }
    }

    @Test
    void computedKeysMakeADictionarySoon() {
        LuaTable table = new LuaTable(root, 0, 0);
        for (int i = 0; i < 20; i++) {
            table.put((Object) LuaString.of("f" + i), (Object) i);
        }
        assertFalse(table.shape().isShared());
    }

    @Test
    void dictionaryKeepsSlotsWhileItsShapeIsTheSame() {
        LuaTable table = new LuaTable();
        table.put(X, "x");
        Shape shape = table.shape();
        int slot = shape.find(X);
        for (int i = 0; i < 1000; i++) {
            table.put(LuaString.of("f" + i), (Object) i);
            if (i % 3 == 0) {
                table.put(LuaString.of("f" + i), null);
            }
            if (table.shape() == shape) {
                assertEquals("x", table.slot(slot));
            } else {
                shape = table.shape();
                slot = shape.find(X);
            }
        }
    }

    @Test
    void dictionaryUnderChurnStaysSmall() {
        LuaTable table = new LuaTable(root, 0, 0);
        for (int i = 0; i < 100_000; i++) {
            table.put((Object) LuaString.of("k" + i), (Object) i);
            if (i >= 10) {
                table.put((Object) LuaString.of("k" + (i - 10)), null);
            }
        }
        assertTrue(table.shape().count() < 64, () -> table.shape().count() + " slots for 10 keys");
    }

    @Test
    void shapesThatNobodyUsesAreGarbage() {
        WeakReference<Shape> leaf = new WeakReference<>(table("a", "b", "c").shape());
        for (int i = 0; i < 10 && !leaf.refersTo(null); i++) {
            System.gc();
        }
        assertTrue(leaf.refersTo(null));
        assertEquals("c", table("a", "b", "c").get("c"));
    }

    @Test
    void dictionariesWithEverNewKeysDoNotGrowTheTree() {
        for (int i = 0; i < 2000; i++) {
            LuaTable table = new LuaTable(root, 0, 0);
            for (int k = 0; k < 30; k++) {
                table.put((Object) LuaString.of("k" + i + "-" + k), (Object) k);
            }
            assertEquals(29, table.get("k" + i + "-29"));
        }
        LuaTable table = new LuaTable(root, 0, 0);
        table.put(X, 1.0);
        assertTrue(table.shape().isShared(), "constant keys lead on from a root that has many children");
    }

    @Test
    void newKeyShowsInAMetatableThatWasKnownToLackIt() {
        LuaTable metatable = table("a");
        assertNull(metatable.metamethod(eco.lua.Metamethod.INDEX));
        metatable.put("__index", "index");
        assertEquals("index", metatable.metamethod(eco.lua.Metamethod.INDEX));
        metatable.put("__index", null);
        assertNull(metatable.metamethod(eco.lua.Metamethod.INDEX));
        Shape shape = metatable.shape();
        metatable.slot(shape.find(LuaString.of("__index")), "again");
        assertEquals("again", metatable.metamethod(eco.lua.Metamethod.INDEX));
        assertNull(metatable.metamethod(eco.lua.Metamethod.NEWINDEX));
        metatable.addSlot(shape.with(LuaString.of("__newindex"), false), "new");
        assertEquals("new", metatable.metamethod(eco.lua.Metamethod.NEWINDEX));
    }
}
