package eco.lua.runtime;

import eco.lua.LuaString;
import org.jspecify.annotations.Nullable;

/** Conversions between numbers and text, and between integers and floats, as sections 3.4.3 and 3.1 of the manual have them. */
public final class Numbers {
    private Numbers() {}

    /** A numeral in full (with surrounding white space) as Long or Double, or null if it is none. */
    public static @Nullable Object parse(LuaString text) {
        String s = text.toString().trim();
        try {
            return Long.parseLong(s);
        } catch (NumberFormatException notAnInteger) {
            try {
                return Double.parseDouble(s);
            } catch (NumberFormatException notANumber) {
                return null;
            }
        }
    }

    /** A number as {@code tostring} shows it ({@code %d}, or {@code %.14g} with {@code .0} where it looks like an integer). */
    public static LuaString format(Object number) {
        return LuaString.of(number.toString());
    }

    /** The value as a number (Long or Double), converting strings; null if it is not convertible. */
    public static @Nullable Object toNumber(@Nullable Object value) {
        if (value instanceof Long || value instanceof Double) {
            return value;
        }
        return value instanceof LuaString s ? parse(s) : null;
    }

    /** The value as an integer, converting integral floats and numerals; null if it has no integer representation. */
    public static @Nullable Long toInteger(@Nullable Object value) {
        if (value instanceof Long l) {
            return l;
        }
        if (value instanceof Double d) {
            return d == Math.rint(d) && d >= -0x1p63 && d < 0x1p63 ? (Long) d.longValue() : null;
        }
        return value instanceof LuaString s ? toInteger(parse(s)) : null;
    }
}
