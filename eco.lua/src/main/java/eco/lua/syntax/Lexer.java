package eco.lua.syntax;

import eco.lua.LuaString;
import eco.lua.runtime.ChunkNames;
import eco.lua.runtime.Numbers;
import java.nio.charset.StandardCharsets;

/**
 * Tokens of a source text, one at a time. {@link #token} is the current one, its value beside it; {@link #next} moves on.
 *
 * <p>{@link #line} is the line that reading has reached, that is, where the current token ends; {@link #lastLine} is where
 * the one before it ended. Errors and code positions are made of these two, as in the reference.
 */
final class Lexer {
    private static final int END = -1;

    final NameTable names;
    final byte[] source;
    private final LuaString chunkName;

    /** The next byte to read. */
    int at;
    /** Line of the end of the current token. */
    int line = 1;
    /** Line of the end of the token before. */
    int lastLine = 1;
    /** Kind of the current token, see {@link Token}. */
    int token;
    /** Where the current token starts. */
    int start;
    /** Value of a name or string. */
    LuaString text = LuaString.EMPTY;
    /** Value of an integer numeral. */
    long integer;
    /** Value of a float numeral. */
    double real;

    Lexer(byte[] source, LuaString chunkName) {
        this(source, chunkName, new NameTable());
    }

    private Lexer(byte[] source, LuaString chunkName, NameTable names) {
        this.source = source;
        this.chunkName = chunkName;
        this.names = names;
    }

    /** The byte {@code ahead} of the next one, or -1 at the end. */
    int peek(int ahead) {
        int i = at + ahead;
        return i < source.length ? source[i] & 0xff : END;
    }

    /** Reads the next token. */
    void next() throws LuaSyntaxException {
        lastLine = line;
        token = scan();
    }

    private int scan() throws LuaSyntaxException {
        while (true) {
            start = at;
            if (at >= source.length) {
                return Token.END_OF_STREAM;
            }
            int c = source[at++];
            switch (c) {
                case '\n', '\r' -> endLine(c);
                case ' ', '\f', '\t', 0x0b -> {}
                case '-' -> {
                    if (peek(0) != '-') {
                        return '-';
                    }
                    at++;
                    comment();
                }
                case '[' -> {
                    int c1 = peek(0);
                    if (c1 == '[' || c1 == '=') {
                        int level = longBracket();
                        if (level >= 0) {
                            text = StringLiteral.longString(this, level, true);
                            return Token.STRING;
                        }
                        if (level == -2) {
                            throw errorNear("invalid long string delimiter", source, start, at);
                        }
                    }
                    return '[';
                }
                case '=' -> {
                    return either('=', Token.EQ, '=');
                }
                case '<' -> {
                    return peek(0) == '=' ? took(Token.LE) : either('<', Token.SHL, '<');
                }
                case '>' -> {
                    return peek(0) == '=' ? took(Token.GE) : either('>', Token.SHR, '>');
                }
                case '/' -> {
                    return either('/', Token.IDIV, '/');
                }
                case '~' -> {
                    return either('=', Token.NE, '~');
                }
                case ':' -> {
                    return either(':', Token.DOUBLE_COLON, ':');
                }
                case '"', '\'' -> {
                    text = StringLiteral.quoted(this, c);
                    return Token.STRING;
                }
                case '.' -> {
                    if (peek(0) == '.') {
                        at++;
                        return either('.', Token.DOTS, Token.CONCAT);
                    }
                    return Characters.isDigit(peek(0)) ? numeral() : '.';
                }
                case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> {
                    return numeral();
                }
                default -> {
                    return Characters.isLetter(c & 0xff) ? name(c) : c & 0xff;
                }
            }
        }
    }

    private int either(int second, int both, int single) {
        return peek(0) == second ? took(both) : single;
    }

    private int took(int kind) {
        at++;
        return kind;
    }

    /** Counts the line that ended with {@code c}, just read; {@code \r\n} and {@code \n\r} are one end. */
    void endLine(int c) {
        int other = peek(0);
        if ((other == '\n' || other == '\r') && other != c) {
            at++;
        }
        line++;
    }

    private int name(int first) {
        int i = at;
        int limit = source.length;
        long packed = first;
        int hash = first;
        while (i < limit) {
            int c = source[i];
            if (!Characters.isNamePart(c & 0xff)) {
                break;
            }
            packed = packed << 8 | c;
            hash = hash * 31 + c;
            i++;
        }
        int length = i - start;
        at = i;
        if (length <= 8 && length > 1) {
            int kind = Token.keyword(packed);
            if (kind != Token.NAME) {
                return kind;
            }
        }
        text = names.intern(source, start, i, NameTable.spread(hash));
        return Token.NAME;
    }

    private int numeral() throws LuaSyntaxException {
        int first = source[start];
        boolean hex = first == '0' && (peek(0) | 0x20) == 'x';
        if (hex) {
            at++;
        } else if (first != '.') {
            long value = (long) first - '0';
            int i = at;
            while (i < source.length && i - start < 18 && Characters.isDigit(source[i])) {
                value = value * 10 + (source[i++] - '0');
            }
            int c = i < source.length ? source[i] & 0xff : END;
            if (!Characters.isNamePart(c) && c != '.') {
                at = i;
                integer = value;
                return Token.INTEGER;
            }
        }
        int exponent = hex ? 'p' : 'e';
        while (true) {
            int c = peek(0);
            if ((c | 0x20) == exponent && c != END) {
                at++;
                if (peek(0) == '-' || peek(0) == '+') {
                    at++;
                }
            } else if (Characters.isHexDigit(c) || c == '.') {
                at++;
            } else {
                break;
            }
        }
        if (Characters.isLetter(peek(0))) {
            at++;
        }
        Object value = Numbers.parse(source, start, at);
        if (value instanceof Long l) {
            integer = l;
            return Token.INTEGER;
        }
        if (value instanceof Double d) {
            real = d;
            return Token.FLOAT;
        }
        throw errorNear("malformed number", source, start, at);
    }

    /** Skips a comment whose dashes have been read. */
    private void comment() throws LuaSyntaxException {
        if (peek(0) == '[') {
            start = at++;
            int level = longBracket();
            if (level >= 0) {
                StringLiteral.longString(this, level, false);
                return;
            }
        }
        while (at < source.length && source[at] != '\n' && source[at] != '\r') {
            at++;
        }
    }

    /**
     * Reads {@code =*[} after a bracket.
     *
     * @return the number of {@code =}; -1 if this is a lone bracket, -2 if there were {@code =} but no second bracket
     */
    private int longBracket() {
        int level = 0;
        while (peek(level) == '=') {
            level++;
        }
        if (peek(level) == '[') {
            at += level + 1;
            return level;
        }
        at += level;
        return level == 0 ? -1 : -2;
    }

    /** True when {@code =} follows the current token. Reads ahead over white space and comments, and changes nothing. */
    boolean assignmentFollows() throws LuaSyntaxException {
        int i = at;
        while (i < source.length && source[i] == ' ') {
            i++;
        }
        int c = i < source.length ? source[i] : ',';
        if (c == '=') {
            return i + 1 >= source.length || source[i + 1] != '=';
        }
        if (c != '-' && c > ' ') {
            return false;
        }
        Lexer ahead = new Lexer(source, chunkName, names);
        ahead.at = at;
        ahead.line = line;
        ahead.next();
        return ahead.token == '=';
    }

    /** A syntax error at the current token. */
    LuaSyntaxException errorHere(String message) {
        return switch (token) {
            case 0 -> error(message);
            case Token.NAME, Token.INTEGER, Token.FLOAT -> errorNear(message, source, start, at);
            case Token.STRING -> errorNear(message, StringLiteral.shown(this));
            default -> error(message + " near " + Token.show(token));
        };
    }

    LuaSyntaxException errorNear(String message, byte[] bytes, int from, int to) {
        return errorNear(message, LuaString.copyOf(bytes, from, to - from));
    }

    /** An error at the given text; what follows a zero byte is not shown. */
    LuaSyntaxException errorNear(String message, LuaString near) {
        int length = 0;
        while (length < near.length() && near.byteAt(length) != 0) {
            length++;
        }
        return error(message, " near '", near.substring(0, length), "'");
    }

    /** An error at the current line, its message joined from ASCII text and names. */
    LuaSyntaxException error(Object... parts) {
        LuaString message = ChunkNames.display(chunkName).concat(ascii(":" + line + ": "));
        for (Object part : parts) {
            message = message.concat(part instanceof LuaString name ? name : ascii((String) part));
        }
        return new LuaSyntaxException(message);
    }

    /** {@code what} is missing at the current token. */
    LuaSyntaxException expected(int what) {
        return errorHere(Token.show(what) + " expected");
    }

    /** Skips the current token if it is of that kind. */
    boolean skip(int kind) throws LuaSyntaxException {
        if (token == kind) {
            next();
            return true;
        }
        return false;
    }

    /** The current token must be of that kind; skips it. */
    void require(int kind) throws LuaSyntaxException {
        if (token != kind) {
            throw expected(kind);
        }
        next();
    }

    /** The current token must be {@code kind}, which closes {@code opener} of the given line; skips it. */
    void close(int kind, int opener, int openLine) throws LuaSyntaxException {
        if (token != kind) {
            if (openLine == line) {
                throw expected(kind);
            }
            throw errorHere(
                    Token.show(kind) + " expected (to close " + Token.show(opener) + " at line " + openLine + ")");
        }
        next();
    }

    /** The current token must be a name; skips it. */
    LuaString requireName() throws LuaSyntaxException {
        if (token != Token.NAME) {
            throw expected(Token.NAME);
        }
        LuaString name = text;
        next();
        return name;
    }

    static LuaString ascii(String text) {
        return LuaString.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
