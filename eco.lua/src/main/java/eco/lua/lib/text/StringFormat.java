package eco.lua.lib.text;

import eco.lua.Arguments;
import eco.lua.LuaBuffer;
import eco.lua.LuaCoroutine;
import eco.lua.LuaString;
import eco.lua.runtime.Conversions;
import eco.lua.runtime.FloatFormat;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code string.format}: which flags go with which conversion, and what each makes of its argument. */
public final class StringFormat {
    /** From here on the reference no longer pads a string without precision. */
    private static final int LONG_TEXT = 100;

    private static final int MAX_SHORT = 40;
    private static final long HASH_PRIME = 0x100_0000_01b3L;

    private StringFormat() {}

    /** Formats the arguments after the first as the first says. */
    public static LuaString format(LuaCoroutine co, @Nullable Object[] args) {
        byte[] format = Arguments.string(co, args, 0).bytes();
        LuaBuffer out = new LuaBuffer(format.length + 16);
        int argument = 0;
        int at = 0;
        while (at < format.length) {
            int percent = ByteSearch.indexOf(format, at, format.length, (byte) '%');
            if (percent < 0) {
                out.append(format, at, format.length - at);
                break;
            }
            out.append(format, at, percent - at);
            at = percent + 1;
            if (at < format.length && format[at] == '%') {
                out.append('%');
                at++;
                continue;
            }
            argument++;
            if (argument >= args.length) {
                throw co.argumentError(argument + 1, "no value");
            }
            FormatSpecification specification = FormatSpecification.read(co, format, at);
            convert(co, out, specification, args, argument);
            at += specification.length();
        }
        return out.toLuaString();
    }

    private static void convert(
            LuaCoroutine co, LuaBuffer out, FormatSpecification specification, @Nullable Object[] args, int i) {
        switch (specification.letter()) {
            case 'c' -> {
                specification.check("-", false);
                byte[] one = {(byte) Arguments.integer(co, args, i)};
                specification.appendText(out, one, 1);
            }
            case 'd', 'i' -> {
                long value = Arguments.integer(co, args, i);
                if (specification.isPlain()) {
                    out.append(Long.toString(value));
                } else {
                    String digits = value < 0 ? Long.toString(value).substring(1) : Long.toString(value);
                    specification.check("-+0 ", true).appendInteger(out, value < 0, "", digits);
                }
            }
            case 'u' -> {
                String digits = Long.toUnsignedString(Arguments.integer(co, args, i));
                specification.check("-0", true).appendInteger(out, false, "", digits);
            }
            case 'o' -> {
                long value = Arguments.integer(co, args, i);
                octal(out, specification.check("-#0", true), value);
            }
            case 'x' -> {
                long value = Arguments.integer(co, args, i);
                specification.check("-#0", true);
                String prefix = specification.alternative() && value != 0 ? "0x" : "";
                specification.appendInteger(out, false, prefix, Long.toHexString(value));
            }
            case 'X' -> {
                long value = Arguments.integer(co, args, i);
                specification.check("-#0", true);
                String prefix = specification.alternative() && value != 0 ? "0X" : "";
                String digits = Long.toHexString(value).toUpperCase(Locale.ROOT);
                specification.appendInteger(out, false, prefix, digits);
            }
            case 'a', 'A', 'e', 'E', 'f', 'g', 'G' -> {
                specification.check("-+#0 ", true);
                double value = Arguments.real(co, args, i);
                specification.appendFloat(
                        out,
                        FloatFormat.format(
                                value, specification.letter(), specification.precision(), specification.alternative()));
            }
            case 'p' -> {
                specification.check("-", false);
                byte[] address = address(co, args[i]).getBytes(StandardCharsets.US_ASCII);
                specification.appendText(out, address, address.length);
            }
            case 'q' -> {
                if (!specification.isPlain()) {
                    throw co.error("specifier '%q' cannot have modifiers");
                }
                QuotedValue.append(co, out, args, i);
            }
            case 's' -> text(co, out, specification, Conversions.toText(co, args[i]), i);
            default -> throw specification.invalid();
        }
    }

    /** Short strings are one object for each text in the reference, so equal ones must show equal addresses. */
    private static String address(LuaCoroutine co, @Nullable Object value) {
        if (!(value instanceof LuaString text) || text.length() > MAX_SHORT) {
            return Conversions.address(co, value);
        }
        long hash = 0;
        for (byte b : text.bytes()) {
            hash = (hash ^ b) * HASH_PRIME;
        }
        return "0x7f" + Long.toHexString(hash >>> 24 | 1L << 39);
    }

    private static void octal(LuaBuffer out, FormatSpecification specification, long value) {
        String digits = Long.toOctalString(value);
        // The flag asks for a leading zero, which a precision may have given already.
        boolean lead = specification.alternative()
                && (value != 0 || specification.precision() == 0)
                && specification.precision() <= digits.length();
        if (lead && value == 0) {
            specification.appendInteger(out, false, "0", digits);
        } else {
            specification.appendInteger(out, false, "", lead ? "0" + digits : digits);
        }
    }

    private static void text(LuaCoroutine co, LuaBuffer out, FormatSpecification specification, LuaString text, int i) {
        if (specification.isPlain()) {
            out.append(text);
            return;
        }
        if (ByteSearch.indexOf(text.bytes(), 0, text.length(), (byte) 0) >= 0) {
            throw co.argumentError(i + 1, "string contains zeros");
        }
        specification.check("-", true);
        if (specification.precision() < 0 && text.length() >= LONG_TEXT) {
            out.append(text);
            return;
        }
        int length = specification.precision() < 0 ? text.length() : Math.min(text.length(), specification.precision());
        specification.appendText(out, text.bytes(), length);
    }
}
