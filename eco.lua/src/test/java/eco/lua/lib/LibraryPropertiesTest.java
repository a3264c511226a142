package eco.lua.lib;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import eco.lua.Builtin;
import eco.lua.LuaBuffer;
import eco.lua.LuaCoroutine;
import eco.lua.LuaError;
import eco.lua.LuaFunction;
import eco.lua.LuaRuntime;
import eco.lua.LuaString;
import eco.lua.LuaTable;
import eco.lua.lib.order.Sorting;
import eco.lua.lib.text.ByteSearch;
import eco.lua.lib.text.Packing;
import eco.lua.lib.text.Utf8Sequence;
import eco.lua.runtime.FloatFormat;
import eco.lua.runtime.Numbers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Laws that hold for whatever the libraries are given. */
class LibraryPropertiesTest {
    private final LuaRuntime runtime = new LuaRuntime();
    private final LuaCoroutine co = runtime.mainCoroutine();
    private final LuaTable string = StringLibrary.open(runtime);

    private Object[] call(String name, Object... args) {
        return runtime.call(string.get(name), args);
    }

    @Property
    void packedIntegersUnpack(@ForAll long value, @ForAll @IntRange(min = 1, max = 16) int size, @ForAll boolean big) {
        long fitting = size < 8 ? value << 64 - 8 * size >> 64 - 8 * size : value;
        LuaString format = LuaString.of((big ? ">i" : "<i") + size);
        LuaString packed = Packing.pack(co, new Object[] {format, fitting});
        assertEquals(size, packed.length());
        assertArrayEquals(
                new Object[] {fitting, size + 1L}, (Object[]) Packing.unpack(co, new Object[] {format, packed}));
    }

    @Property
    void packedStringsAndFloatsUnpack(@ForAll byte[] bytes, @ForAll double number, @ForAll boolean align) {
        LuaString text = LuaString.wrap(bytes.clone());
        LuaString format = LuaString.of((align ? "!8" : "") + " s2 d b s1 n");
        LuaString prefix = text.substring(0, Math.min(255, text.length()));
        Object[] values = {format, text, number, -7L, prefix, number};
        LuaString packed = Packing.pack(co, values.clone());
        Object[] unpacked = (Object[]) Packing.unpack(co, new Object[] {format, packed});
        assertArrayEquals(Arrays.copyOfRange(values, 1, 6), Arrays.copyOf(unpacked, 5));
        assertEquals(packed.length() + 1L, unpacked[5]);
    }

    @Property
    void seventeenDigitsAndHexadecimalReadBack(@ForAll long bits) {
        double value = Double.longBitsToDouble(bits);
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return;
        }
        assertEquals(value, Double.parseDouble(FloatFormat.format(value, 'g', 17, false)));
        Object hexadecimal = Numbers.parse(LuaString.of(FloatFormat.format(value, 'a', -1, false)));
        assertEquals(value, ((Number) hexadecimal).doubleValue());
    }

    @Property
    void plainSearchFindsWhatAModelFinds(@ForAll("smallTexts") byte[] text, @ForAll("smallTexts") byte[] needle) {
        String model = new String(text, StandardCharsets.ISO_8859_1);
        String sought = new String(needle, StandardCharsets.ISO_8859_1);
        for (int from = 0; from <= text.length; from++) {
            assertEquals(model.indexOf(sought, from), ByteSearch.indexOf(text, from, text.length, needle));
        }
    }

    /** Few different bytes, so that much nearly matches. */
    @Provide
    Arbitrary<byte[]> smallTexts() {
        return Arbitraries.bytes()
                .between((byte) 'a', (byte) 'b')
                .array(byte[].class)
                .ofMaxSize(300);
    }

    @Property
    void farByteIsFoundWhereverItIs(
            @ForAll @IntRange(max = 5000) int before, @ForAll @IntRange(max = 40) int after, @ForAll byte sought) {
        byte[] text = new byte[before + 1 + after];
        Arrays.fill(text, 0, before, (byte) (sought - 1));
        Arrays.fill(text, before, text.length, sought);
        assertEquals(before, ByteSearch.indexOf(text, 0, text.length, sought));
        assertEquals(-1, ByteSearch.indexOf(text, 0, before, sought));
        assertEquals(-1, ByteSearch.indexOf(text, 0, text.length, (byte) (sought + 1)));
    }

    @Property
    void escapedTextIsAPatternOfItself(@ForAll byte[] text, @ForAll byte[] around) {
        LuaString subject = LuaString.wrap(around.clone())
                .concat(LuaString.wrap(text.clone()))
                .concat(LuaString.wrap(around.clone()));
        Object escaped = call("gsub", LuaString.wrap(text.clone()), LuaString.of("%W"), LuaString.of("%%%0"))[0];
        Object[] plain = call("find", subject, LuaString.wrap(text.clone()), 1L, true);
        assertArrayEquals(plain, call("find", subject, escaped));
    }

    @Property
    void substitutionOfEachMatchByItselfChangesNothing(@ForAll byte[] text, @ForAll("patterns") String pattern) {
        LuaString subject = LuaString.wrap(text.clone());
        assertEquals(subject, call("gsub", subject, LuaString.of(pattern), LuaString.of("%0"))[0]);
    }

    @Provide
    Arbitrary<String> patterns() {
        return Arbitraries.of(
                ".", "%a+", "%s*", "[^%w]-", "(.)%1", "%f[%a]%a*", "a?b?c?", "()", "$", "%b()", "[a-m]+()");
    }

    @Property
    void sortingAgreesWithAModel(@ForAll List<Long> values, @ForAll boolean byFunction) {
        Object[] sorted = values.toArray();
        LuaFunction less = (LuaFunction) runtime.call(runtime.load(
                "return function(a, b) return a < b end".getBytes(StandardCharsets.US_ASCII), LuaString.of("=test")))[
                0];
        if (sorted.length > 1) {
            Sorting.sort(co, sorted, byFunction ? less : null);
        }
        assertArrayEquals(values.stream().sorted().toArray(), sorted);
    }

    @Property
    void sortingUnderAnyOrderKeepsTheValuesOrFails(
            @ForAll List<@IntRange(min = 0, max = 9) Integer> values, @ForAll long seed) {
        Object[] before = values.stream().map(Integer::longValue).toArray();
        Object[] after = before.clone();
        Random random = new Random(seed);
        LuaFunction coin = Builtin.of("coin", (c, args) -> random.nextBoolean());
        try {
            if (after.length > 1) {
                Sorting.sort(co, after, coin);
            }
        } catch (LuaError e) {
            assertEquals("invalid order function for sorting", String.valueOf(e.value()));
        }
        assertEquals(counts(before), counts(after));
    }

    private static TreeMap<Object, Integer> counts(Object[] values) {
        TreeMap<Object, Integer> counts = new TreeMap<>();
        for (Object value : values) {
            counts.merge(value, 1, Integer::sum);
        }
        return counts;
    }

    @Property
    void encodedCodesDecode(@ForAll @IntRange(min = 0) int code) {
        LuaBuffer out = new LuaBuffer();
        Utf8Sequence.encode(out, code);
        byte[] bytes = out.toLuaString().bytes();
        assertEquals(Utf8Sequence.width(code), bytes.length);
        assertEquals(code, Utf8Sequence.decode(bytes, 0, bytes.length, true));
    }

    @Property
    void strictDecodingAgreesWithTheJdk(@ForAll String text) {
        String valid = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        byte[] bytes = valid.getBytes(StandardCharsets.UTF_8);
        int at = 0;
        for (int code : valid.codePoints().toArray()) {
            assertEquals(code, Utf8Sequence.decode(bytes, at, bytes.length, false));
            at += Utf8Sequence.width(code);
        }
        assertEquals(bytes.length, at);
    }
}
