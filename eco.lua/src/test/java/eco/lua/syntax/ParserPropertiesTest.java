package eco.lua.syntax;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import eco.lua.LuaString;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the bytes are, the parser answers with a tree or a syntax error. */
class ParserPropertiesTest {
    private static final LuaString NAME = LuaString.of("=x");
    private static final String[] PIECES = {
        "and ",
        "break ",
        "do ",
        "else ",
        "elseif ",
        "end ",
        "false ",
        "for ",
        "function ",
        "goto ",
        "if ",
        "in ",
        "local ",
        "nil ",
        "not ",
        "or ",
        "repeat ",
        "return ",
        "then ",
        "true ",
        "until ",
        "while ",
        "+",
        "-",
        "*",
        "/",
        "%",
        "^",
        "#",
        "&",
        "~",
        "|",
        "<<",
        ">>",
        "//",
        "==",
        "~=",
        "<=",
        ">=",
        "<",
        ">",
        "=",
        "(",
        ")",
        "{",
        "}",
        "[",
        "]",
        "::",
        ";",
        ":",
        ",",
        ".",
        "..",
        "...",
        "a ",
        "b ",
        "a ",
        "1 ",
        "0x1p4 ",
        "'s' ",
        "[[s]] ",
        "<const> ",
        "<close> ",
        "\n",
        "--[[c]] ",
        "--c\n",
        "\"\\x41\\u{41}\\z  \\065\" "
    };

    @Provide
    Arbitrary<String> tokens() {
        return Arbitraries.of(PIECES).list().ofMaxSize(40).map(pieces -> String.join("", pieces));
    }

    @Property(tries = 3000)
    void randomBytesParseOrAreRefused(@ForAll byte[] source) {
        parse(source);
    }

    @Property(tries = 5000)
    void randomTokensParseOrAreRefused(@ForAll("tokens") String source) {
        parse(Programs.bytes(source));
    }

    @Property(tries = 3000)
    void mutatedProgramsParseOrAreRefused(@ForAll long seed) {
        Random random = new Random(seed);
        for (String program : Programs.all()) {
            byte[] source = Programs.bytes(program);
            for (int i = random.nextInt(4); i >= 0 && source.length > 1; i--) {
                source = mutate(source, random);
            }
            parse(source);
        }
    }

    private static byte[] mutate(byte[] source, Random random) {
        int from = random.nextInt(source.length);
        int to = Math.min(source.length, from + random.nextInt(12));
        switch (random.nextInt(4)) {
            case 0 -> {
                byte[] changed = source.clone();
                changed[from] = (byte) random.nextInt(256);
                return changed;
            }
            case 1 -> {
                return Arrays.copyOf(source, from);
            }
            case 2 -> {
                byte[] cut = Arrays.copyOf(source, source.length - (to - from));
                System.arraycopy(source, to, cut, from, source.length - to);
                return cut;
            }
            default -> {
                byte[] doubled = Arrays.copyOf(source, source.length + to - from);
                System.arraycopy(source, from, doubled, to, source.length - from);
                return doubled;
            }
        }
    }

    private static void parse(byte[] source) {
        try {
            assertNotNull(Parser.parse(source, NAME));
        } catch (LuaSyntaxException e) {
            assertNotNull(e.getMessage());
        }
    }
}
