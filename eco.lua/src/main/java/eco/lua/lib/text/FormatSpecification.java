package eco.lua.lib.text;

import eco.lua.LuaBuffer;
import eco.lua.LuaCoroutine;

/** One conversion of a format, such as {@code %-10.3s}: its flags, width, precision and letter. */
final class FormatSpecification {
    /** Flags, digits and the letter together. */
    private static final int MAX_LENGTH = 21;

    private final LuaCoroutine co;
    private final String text;
    private boolean left;
    private boolean plus;
    private boolean space;
    private boolean alternative;
    private boolean zero;
    private int width;
    private int precision = -1;

    private FormatSpecification(LuaCoroutine co, String text) {
        this.co = co;
        this.text = text;
    }

    /** Reads what follows the percent sign before {@code from}; nothing is checked but the length. */
    static FormatSpecification read(LuaCoroutine co, byte[] format, int from) {
        int end = from;
        while (end < format.length && "-+ #0123456789.".indexOf(format[end]) >= 0) {
            end++;
        }
        if (end < format.length) {
            end++;
        }
        if (end - from > MAX_LENGTH) {
            throw co.error("invalid format (too long)");
        }
        StringBuilder text = new StringBuilder();
        for (int i = from; i < end && format[i] != 0; i++) {
            text.append((char) (format[i] & 0xff));
        }
        return new FormatSpecification(co, text.toString());
    }

    /** Length without the percent sign. */
    int length() {
        return text.length();
    }

    /** The conversion's letter, or 0 if the format ended before it. */
    char letter() {
        return text.isEmpty() ? 0 : text.charAt(text.length() - 1);
    }

    /** True if there is nothing but the letter. */
    boolean isPlain() {
        return text.length() == 1;
    }

    /** Checks the flags against those that the letter may have, and reads them, width and precision. */
    FormatSpecification check(String flags, boolean mayHavePrecision) {
        int at = 0;
        while (flags.indexOf(text.charAt(at)) >= 0) {
            switch (text.charAt(at++)) {
                case '-' -> left = true;
                case '+' -> plus = true;
                case ' ' -> space = true;
                case '#' -> alternative = true;
                default -> zero = true;
            }
        }
        if (text.charAt(at) != '0') {
            int digits = twoDigits(at);
            width = number(at, digits);
            at = digits;
            if (text.charAt(at) == '.' && mayHavePrecision) {
                digits = twoDigits(at + 1);
                precision = number(at + 1, digits);
                at = digits;
            }
        }
        if (at != text.length() - 1) {
            throw co.error("invalid conversion specification: '%" + text + "'");
        }
        return this;
    }

    RuntimeException invalid() {
        return co.error("invalid conversion '%" + text + "' to 'format'");
    }

    private int twoDigits(int from) {
        int at = from;
        while (at < from + 2 && at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    private int number(int from, int to) {
        return from == to ? 0 : Integer.parseInt(text, from, to, 10);
    }

    boolean alternative() {
        return alternative;
    }

    /** The precision, or -1. */
    int precision() {
        return precision;
    }

    /** Adds an unsigned numeral with its prefix ({@code 0x}), as wide as asked. */
    void appendInteger(LuaBuffer out, boolean negative, String prefix, String digits) {
        String padded = precision > digits.length() ? "0".repeat(precision - digits.length()) + digits : digits;
        if (precision == 0 && digits.equals("0")) {
            padded = "";
        }
        append(out, sign(negative) + prefix, padded, zero && precision < 0);
    }

    /** Adds a float's text, which may begin with a minus sign, as wide as asked. */
    void appendFloat(LuaBuffer out, String number) {
        boolean negative = number.charAt(0) == '-';
        String magnitude = negative ? number.substring(1) : number;
        boolean finite = magnitude.charAt(0) <= '9';
        boolean hexadecimal = magnitude.length() > 1 && (magnitude.charAt(1) | 0x20) == 'x';
        String prefix = hexadecimal ? magnitude.substring(0, 2) : "";
        append(out, sign(negative) + prefix, magnitude.substring(prefix.length()), zero && finite);
    }

    /** Adds bytes as wide as asked. */
    void appendText(LuaBuffer out, byte[] bytes, int length) {
        if (!left) {
            out.append(' ', Math.max(0, width - length));
        }
        out.append(bytes, 0, length);
        if (left) {
            out.append(' ', Math.max(0, width - length));
        }
    }

    private String sign(boolean negative) {
        return negative ? "-" : plus ? "+" : space ? " " : "";
    }

    private void append(LuaBuffer out, String prefix, String body, boolean zeros) {
        int padding = Math.max(0, width - prefix.length() - body.length());
        if (!left && !zeros) {
            out.append(' ', padding);
        }
        out.append(prefix);
        if (!left && zeros) {
            out.append('0', padding);
        }
        out.append(body);
        if (left) {
            out.append(' ', padding);
        }
    }
}
