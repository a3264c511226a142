package eco.lua.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import eco.lua.LuaString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DumpTest {
    private static final LuaString NAME = LuaString.of("=x");
    private static final int CHECKSUM = DumpFormat.header().length + Integer.BYTES;

    private static FunctionTree parse(String program) throws LuaSyntaxException {
        return Parser.parse(Programs.bytes(program), NAME);
    }

    private static FunctionTree read(LuaString chunk) throws LuaSyntaxException {
        return TreeReader.read(chunk.bytes(), LuaString.of("=chunk"));
    }

    private static String refusal(byte[] chunk) {
        return assertThrows(LuaSyntaxException.class, () -> TreeReader.read(chunk, LuaString.of("=chunk")))
                .getMessage();
    }

    @Test
    void dumpedFunctionsComeBackAsTheyWere() throws LuaSyntaxException {
        for (String program : Programs.all()) {
            FunctionTree tree = parse(program);
            LuaString dump = TreeWriter.write(tree, false);
            FunctionTree back = read(dump);
            assertEquals(dump, TreeWriter.write(back, false));
            assertEquals(tree.frameSize(), back.frameSize());
            assertEquals(
                    tree.body().statements().size(), back.body().statements().size());
            assertEquals(tree.functions().size(), back.functions().size());
            assertTrue(Arrays.equals(tree.activeLines(), back.activeLines()));
        }
    }

    @Test
    void innerFunctionIsDumpedWithUpvaluesThatHaveNoHome() throws LuaSyntaxException {
        FunctionTree inner =
                parse("local a; return function() return a, x end").functions().get(0);
        FunctionTree back = read(TreeWriter.write(inner, false));
        assertEquals(2, back.upvalues().size());
        assertNull(back.upvalues().get(0).local());
        assertEquals("a", back.upvalues().get(0).name().toString());
    }

    @Test
    void strippedDumpHasNoNamesLinesOrSource() throws LuaSyntaxException {
        FunctionTree tree = parse("local secret = 1; return function() return secret, global end");
        LuaString dump = TreeWriter.write(tree, true);
        assertFalse(dump.toString().contains("secret"));
        assertTrue(dump.toString().contains("global"));
        FunctionTree back = read(dump);
        assertTrue(back.stripped());
        assertEquals("=?", back.source().toString());
        assertEquals(0, back.activeLines().length);
        assertEquals("(no name)", back.upvalues().get(0).name().toString());
        assertEquals(dump, TreeWriter.write(back, false));
    }

    @Test
    void everyTruncationIsNamed() throws LuaSyntaxException {
        byte[] chunk = TreeWriter.write(parse(Programs.all().get(0)), false).bytes();
        for (int i = 0; i < chunk.length; i++) {
            assertEquals("chunk: bad binary format (truncated chunk)", refusal(Arrays.copyOf(chunk, i)));
        }
    }

    @Test
    void everyChangedByteIsNoticed() throws LuaSyntaxException {
        byte[] chunk = TreeWriter.write(parse(Programs.all().get(0)), false).bytes();
        for (int i = 0; i < chunk.length; i++) {
            byte[] changed = chunk.clone();
            changed[i]++;
            String message = refusal(changed);
            assertTrue(message.startsWith("chunk: bad binary format ("), message);
        }
    }

    @Test
    void chunkOfTheReferenceIsRefused() {
        byte[] header = Arrays.copyOf(DumpFormat.header(), 200);
        header[DumpFormat.header().length - 4] = 1;
        assertEquals("chunk: bad binary format (version mismatch)", refusal(header));
    }

    /** A body changed with its checksum put right again: the reader's own checks must hold. */
    @Property(tries = 3000)
    void forgedBodiesAreReadOrRefused(@ForAll long seed) throws LuaSyntaxException {
        Random random = new Random(seed);
        byte[] chunk = TreeWriter.write(parse(Programs.all().get(0)), random.nextBoolean())
                .bytes()
                .clone();
        int body = CHECKSUM + Integer.BYTES;
        for (int i = random.nextInt(3); i >= 0; i--) {
            chunk[body + random.nextInt(chunk.length - body)] = (byte) random.nextInt(256);
        }
        CRC32 checksum = new CRC32();
        checksum.update(chunk, body, chunk.length - body);
        ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN).putInt(CHECKSUM, (int) checksum.getValue());
        try {
            TreeReader.read(chunk, NAME);
        } catch (LuaSyntaxException e) {
            assertTrue(e.getMessage().startsWith("x: bad binary format ("), e.getMessage());
        }
    }

    @Test
    void deepTreesAreWrittenAndReadWithoutRecursion() throws LuaSyntaxException {
        LuaString sum = TreeWriter.write(parse("return x" + " + x".repeat(200_000)), false);
        assertEquals(sum, TreeWriter.write(read(sum), false));
        LuaString calls = TreeWriter.write(parse("return f" + "()".repeat(200_000)), true);
        assertEquals(calls, TreeWriter.write(read(calls), true));
    }
}
