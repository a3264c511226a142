package eco.lua.syntax;

import eco.lua.LuaString;
import java.util.Arrays;

/** Reads quoted and long strings. What was read so far is what an error in the string shows, as in the reference. */
final class StringLiteral {
    private final Lexer lexer;
    private byte[] buffer;
    private int length;

    private StringLiteral(Lexer lexer, int room) {
        this.lexer = lexer;
        this.buffer = new byte[room];
    }

    /** The string that starts with {@code quote}, which has been read. */
    static LuaString quoted(Lexer lexer, int quote) throws LuaSyntaxException {
        byte[] source = lexer.source;
        int from = lexer.at;
        for (int i = from; i < source.length; i++) {
            int c = source[i];
            if (c == quote) {
                lexer.at = i + 1;
                return lexer.names.intern(source, from, i);
            }
            if (c == '\\' || c == '\n' || c == '\r') {
                StringLiteral literal = new StringLiteral(lexer, Math.max(32, (i - from) * 2));
                literal.append(source, lexer.start, i);
                lexer.at = i;
                literal.rest(quote);
                return lexer.names.intern(literal.buffer, 1, literal.length - 1);
            }
        }
        lexer.at = source.length;
        throw lexer.error("unfinished string near <eof>");
    }

    /** The current string token as messages show it: with its delimiters, escapes resolved. */
    static LuaString shown(Lexer lexer) {
        int open = lexer.start + 1;
        if (lexer.source[lexer.start] == '[') {
            while (lexer.source[open++] != '[') {
                continue;
            }
        }
        int delimiter = open - lexer.start;
        return LuaString.copyOf(lexer.source, lexer.start, delimiter)
                .concat(lexer.text)
                .concat(LuaString.copyOf(lexer.source, lexer.at - delimiter, delimiter));
    }

    private void append(byte[] bytes, int from, int to) {
        reserve(to - from);
        System.arraycopy(bytes, from, buffer, length, to - from);
        length += to - from;
    }

    private void append(int c) {
        reserve(1);
        buffer[length++] = (byte) c;
    }

    private void reserve(int count) {
        if (buffer.length - length < count) {
            buffer = Arrays.copyOf(buffer, Math.max(length + count, buffer.length * 2));
        }
    }

    private void rest(int quote) throws LuaSyntaxException {
        byte[] source = lexer.source;
        while (true) {
            int from = lexer.at;
            int i = from;
            while (i < source.length
                    && source[i] != quote
                    && source[i] != '\\'
                    && source[i] != '\n'
                    && source[i] != '\r') {
                i++;
            }
            append(source, from, i);
            lexer.at = i;
            if (i >= source.length) {
                throw lexer.error("unfinished string near <eof>");
            }
            int c = source[i];
            if (c == '\\') {
                escape();
            } else if (c == quote) {
                append(c);
                lexer.at++;
                return;
            } else {
                throw lexer.errorNear("unfinished string", buffer, 0, length);
            }
        }
    }

    private void escape() throws LuaSyntaxException {
        int c = lexer.peek(1);
        switch (c) {
            case 'a' -> simple(7);
            case 'b' -> simple('\b');
            case 'f' -> simple('\f');
            case 'n' -> simple('\n');
            case 'r' -> simple('\r');
            case 't' -> simple('\t');
            case 'v' -> simple(0x0b);
            case '\\', '"', '\'' -> simple(c);
            case '\n', '\r' -> {
                lexer.at += 2;
                lexer.endLine(c);
                append('\n');
            }
            case 'x' -> {
                int high = hexDigit(2);
                int low = hexDigit(3);
                append(high << 4 | low);
                lexer.at += 4;
            }
            case 'u' -> codePoint();
            case 'z' -> {
                lexer.at += 2;
                while (Characters.isSpace(lexer.peek(0))) {
                    int space = lexer.source[lexer.at++];
                    if (space == '\n' || space == '\r') {
                        lexer.endLine(space);
                    }
                }
            }
            case -1 -> {
                lexer.at = lexer.source.length;
                throw lexer.error("unfinished string near <eof>");
            }
            default -> {
                if (!Characters.isDigit(c)) {
                    throw bad("invalid escape sequence", 1);
                }
                decimal();
            }
        }
    }

    private void simple(int c) {
        append(c);
        lexer.at += 2;
    }

    private void decimal() throws LuaSyntaxException {
        int value = 0;
        int i = 1;
        while (i <= 3 && Characters.isDigit(lexer.peek(i))) {
            value = value * 10 + lexer.peek(i++) - '0';
        }
        if (value > 255) {
            throw bad("decimal escape too large", i);
        }
        append(value);
        lexer.at += i;
    }

    private void codePoint() throws LuaSyntaxException {
        if (lexer.peek(2) != '{') {
            throw bad("missing '{'", 2);
        }
        long code = hexDigit(3);
        int i = 4;
        while (Characters.isHexDigit(lexer.peek(i))) {
            if (code > 0x7ffffff) {
                throw bad("UTF-8 value too large", i);
            }
            code = code << 4 | Characters.hexValue(lexer.peek(i++));
        }
        if (lexer.peek(i) != '}') {
            throw bad("missing '}'", i);
        }
        lexer.at += i + 1;
        appendUtf8((int) code);
    }

    /** The original UTF-8 of up to six bytes. */
    private void appendUtf8(int code) {
        if (code < 0x80) {
            append(code);
            return;
        }
        int continuations = 1;
        while (code >>> (6 * continuations + 6 - continuations) != 0) {
            continuations++;
        }
        append((0xff << (7 - continuations) & 0xff) | (code >>> (6 * continuations)));
        for (int shift = 6 * (continuations - 1); shift >= 0; shift -= 6) {
            append(0x80 | (code >>> shift & 0x3f));
        }
    }

    private int hexDigit(int ahead) throws LuaSyntaxException {
        int c = lexer.peek(ahead);
        if (!Characters.isHexDigit(c)) {
            throw bad("hexadecimal digit expected", ahead);
        }
        return Characters.hexValue(c);
    }

    /** An error in an escape, shown up to and with the byte {@code ahead} of the backslash. */
    private LuaSyntaxException bad(String message, int ahead) {
        append(lexer.source, lexer.at, Math.min(lexer.at + ahead + 1, lexer.source.length));
        return lexer.errorNear(message, buffer, 0, length);
    }

    /** The long string, or comment, of the given level whose opening brackets have been read. */
    static LuaString longString(Lexer lexer, int level, boolean string) throws LuaSyntaxException {
        byte[] source = lexer.source;
        int firstLine = lexer.line;
        int c = lexer.peek(0);
        if (c == '\n' || c == '\r') {
            lexer.at++;
            lexer.endLine(c);
        }
        int from = lexer.at;
        StringLiteral literal = null;
        int i = from;
        while (i < source.length) {
            c = source[i];
            if (c == ']' && closes(source, i, level)) {
                lexer.at = i + level + 2;
                if (!string) {
                    return LuaString.EMPTY;
                }
                if (literal == null) {
                    return lexer.names.intern(source, from, i);
                }
                literal.append(source, from, i);
                return lexer.names.intern(literal.buffer, 0, literal.length);
            }
            i++;
            if (c == '\n' || c == '\r') {
                lexer.at = i;
                lexer.endLine(c);
                if (string && (c == '\r' || lexer.at != i)) {
                    if (literal == null) {
                        literal = new StringLiteral(lexer, Math.max(64, (i - from) * 2));
                    }
                    literal.append(source, from, i - 1);
                    literal.append('\n');
                    from = lexer.at;
                }
                i = lexer.at;
            }
        }
        lexer.at = source.length;
        throw lexer.error("unfinished long " + (string ? "string" : "comment") + " (starting at line " + firstLine
                + ") near <eof>");
    }

    private static boolean closes(byte[] source, int at, int level) {
        int i = at + 1;
        int last = at + level + 1;
        if (last >= source.length || source[last] != ']') {
            return false;
        }
        while (i < last) {
            if (source[i++] != '=') {
                return false;
            }
        }
        return true;
    }
}
