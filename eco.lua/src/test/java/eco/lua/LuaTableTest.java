package eco.lua;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import eco.lua.table.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Keys, borders, arrays and traversals of tables. */
@Timeout(60)
class LuaTableTest {
    private final LuaTable table = new LuaTable(Shape.root(), 0, 0);

    @Test
    void floatWithAnIntegerValueIsThatIntegerKey() {
        table.put((Object) 3.0, "three");
        assertEquals("three", table.get(3));
        assertEquals("three", table.get((Object) 3.0));
        assertEquals(3L, table.keyAt(table.nextIndex(-1)));
        table.put((Object) (-0.0), "zero");
        assertEquals("zero", table.get(0));
        table.put((Object) 0x1p53, "2^53");
        assertEquals("2^53", table.get(1L << 53));
        table.put((Object) (-0x1p63), "least");
        assertEquals("least", table.get(Long.MIN_VALUE));
    }

    @Test
    void floatBeyondTheIntegersIsAKeyOfItsOwn() {
        table.put(Long.MAX_VALUE, "greatest");
        table.put((Object) 0x1p63, "2^63");
        assertEquals("greatest", table.get(Long.MAX_VALUE));
        assertEquals("2^63", table.get((Object) 0x1p63));
        table.put((Object) Double.POSITIVE_INFINITY, "inf");
        assertEquals("inf", table.get((Object) Double.POSITIVE_INFINITY));
        assertNull(table.get((Object) Double.NaN));
    }

    @Test
    void nilAndNanAreRefusedAsKeys() {
        assertEquals(
                "table index is nil",
                assertThrows(IllegalArgumentException.class, () -> table.put((Object) null, "x"))
                        .getMessage());
        assertEquals(
                "table index is NaN",
                assertThrows(IllegalArgumentException.class, () -> table.put((Object) Double.NaN, "x"))
                        .getMessage());
        assertNull(table.get((Object) null));
    }

    @Test
    void nextRefusesAKeyThatWasNeverThere() {
        table.put("x", "x");
        assertThrows(IllegalArgumentException.class, () -> table.next(LuaString.of("y")));
        assertThrows(IllegalArgumentException.class, () -> table.next(10L));
        assertThrows(IllegalArgumentException.class, () -> table.next(new LuaTable()));
    }

    @Test
    void nilAtTheEndOfAnArrayIsNoPartOfItsLength() {
        LuaTable array = new LuaTable(Shape.root(), new Object[0], new Object[] {"a", "b", "c", null, null});
        assertEquals(3, array.length());
        assertEquals(3, new LuaTable(Shape.root(), new Object[0], new Object[] {null, null, "c"}).length());
        assertEquals(0, new LuaTable(Shape.root(), new Object[0], new Object[] {null, null}).length());
    }

    @Test
    void arrayFilledFromItsEndOrFromTwoMovesIntoTheArray() {
        for (long i = 1000; i >= 1; i--) {
            table.put(i, "v");
        }
        assertEquals(1000, table.length());
        assertTrue(table.inArray(1, 1000));
        LuaTable sieve = new LuaTable();
        for (long i = 2; i <= 1000; i++) {
            sieve.put(i, "v");
        }
        assertTrue(sieve.inArray(2, 512));
        long border = sieve.length();
        assertTrue(border == 0 || border == 1000, () -> "border " + border);
    }

    @Test
    void queueThatMovesUpStaysSmall() {
        for (long i = 1; i <= 200_000; i++) {
            table.put(i, "v");
            if (i > 20) {
                table.put(i - 20, null);
            }
        }
        assertTrue(table.array().length <= 1024, () -> table.array().length + " items for 20");
    }

    @Test
    void sparseKeysDoNotMakeAnArray() {
        for (long i = 1; i <= 100; i++) {
            table.put(i * 1_000_000, "v");
        }
        assertTrue(table.array().length < 64);
        assertEquals("v", table.get(50_000_000));
        assertEquals(0, table.length());
    }

    @Test
    void keysAtPowersOfTwoDoNotTrapTheBorder() {
        for (int i = 0; i < 63; i++) {
            table.put(1L << i, "v");
        }
        long border = table.length();
        assertTrue(table.get(border) != null && table.get(border + 1) == null);
        table.put(Long.MAX_VALUE, "v");
        assertTrue(table.length() > 0);
    }

    @Test
    void insertAndRemoveShiftTheArray() {
        for (int i = 0; i < 5; i++) {
            assertTrue(table.insert(1, table.length(), "v" + i));
        }
        assertArrayEquals(new Object[] {"v4", "v3", "v2", "v1", "v0"}, table.range(1, 5));
        assertTrue(table.insert(3, 5, "new"));
        assertArrayEquals(new Object[] {"v4", "v3", "new", "v2", "v1", "v0", null}, table.range(1, 7));
        assertTrue(table.remove(2, 6));
        assertArrayEquals(new Object[] {"v4", "new", "v2", "v1", "v0", null}, table.range(1, 6));
        assertTrue(table.remove(5, 5));
        assertEquals(4, table.length());
        assertFalse(table.remove(0, 4));
        assertFalse(table.insert(7, 4, "no"));
    }

    @Test
    void rangeReadsAcrossTheParts() {
        table.put(-1, "minus");
        table.put(1, "one");
        table.put(3, "three");
        assertArrayEquals(new Object[] {"minus", null, "one", null, "three"}, table.range(-1, 3));
        assertArrayEquals(new Object[0], table.range(3, 2));
    }

    @Test
    void putAllAppendsOrFallsBackToSinglePuts() {
        table.putAll(1, new Object[] {"skip", "a", null, "c"}, 1, 3);
        assertEquals(3, table.length());
        table.putAll(10, new Object[] {"x", "y"}, 0, 2);
        assertEquals("y", table.get(11));
        table.putAll(4, new Object[0], 0, 0);
        assertEquals("c", table.get(3));
    }

    @Test
    void impossibleArrayIsAnErrorThatLeavesTheTableAsItWas() {
        table.put(1, "one");
        LuaError error = assertThrows(LuaError.class, () -> table.reserve(Integer.MAX_VALUE));
        assertEquals(LuaString.of("not enough memory"), error.value());
        assertThrows(LuaError.class, () -> table.range(1, 1L << 40));
        assertEquals("one", table.get(1));
        assertEquals(1, table.length());
    }

    @Test
    void booleanKeysAreEqualByValue() {
        table.put((Object) true, "yes");
        table.put((Object) false, "no");
        assertEquals("yes", table.get((Object) Boolean.valueOf("true")));
        assertEquals("no", table.get((Object) Boolean.FALSE));
    }
}
