package eco.lua;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Strings of bytes. */
class LuaStringTest {
    @Test
    void equalityIsOfBytesWhateverHashesAreKnown() {
        LuaString hashed = LuaString.of("some text");
        int hash = hashed.hashCode();
        LuaString fresh = LuaString.of("some text");
        assertEquals(hashed, fresh);
        assertEquals(fresh, hashed);
        assertEquals(hash, fresh.hashCode());
        assertEquals(hashed, fresh);
        LuaString other = LuaString.of("some test");
        assertNotEquals(hashed, other);
        assertNotEquals(other.hashCode(), hash);
        assertNotEquals(hashed, other);
        assertNotEquals((Object) "some text", hashed);
    }

    @Test
    void singleBytesAreShared() {
        assertSame(LuaString.ofByte(0xe9), LuaString.ofByte(0xffffffe9));
        assertSame(LuaString.ofByte('b'), LuaString.of("abc").substring(1, 2));
        assertEquals(0xe9, LuaString.ofByte(0xe9).byteAt(0));
    }

    @Test
    void orderIsOfUnsignedBytes() {
        assertTrue(LuaString.ofByte(0x7f).compareTo(LuaString.ofByte(0x80)) < 0);
        assertTrue(LuaString.of("a").compareTo(LuaString.of("ab")) < 0);
        assertTrue(LuaString.of("a\0b").compareTo(LuaString.of("a\0c")) < 0);
    }
}
