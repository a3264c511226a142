package eco.lua.syntax;

import eco.lua.LuaString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The binary form of a function: a header, then the tree in postfix order.
 *
 * <p>The header starts as that of the reference's chunks does, so that tools recognise it, and goes on with a mark of our
 * own; neither implementation takes the other's chunks for its own. After it come the length and the checksum of the body.
 *
 * <p>The body is a program for a stack machine: each operation takes its children from the stack and puts a node back.
 * Neither writing nor reading recurses, however deep the tree. Strings, local variables and labels are defined before
 * their first use and numbered from 1 in that order; 0 stands for none. Integers are of variable length, low bits first.
 */
final class DumpFormat {
    /** The function itself: ends the body. */
    static final int END = 0;

    static final int STRING = 1;
    static final int VARIABLE = 2;
    static final int LABEL = 3;
    static final int BEGIN_FUNCTION = 4;
    static final int END_FUNCTION = 5;
    static final int BLOCK = 6;

    static final int NIL = 16;
    static final int FALSE = 17;
    static final int TRUE = 18;
    static final int INT = 19;
    static final int FLOAT = 20;
    static final int STR = 21;
    static final int VARARGS = 22;
    static final int LOCAL = 23;
    static final int UPVALUE = 24;
    static final int INDEX = 25;
    static final int CALL = 26;
    static final int METHOD_CALL = 27;
    static final int BINARY = 28;
    static final int AND = 29;
    static final int OR = 30;
    static final int UNARY = 31;
    static final int SINGLE = 32;
    static final int TABLE = 33;
    static final int FIELD_NEXT = 34;
    static final int FIELD_KEYED = 35;

    static final int LOCAL_DECLARATION = 64;
    static final int LOCAL_FUNCTION = 65;
    static final int ASSIGNMENT = 66;
    static final int CALL_STATEMENT = 67;
    static final int DO = 68;
    static final int WHILE = 69;
    static final int REPEAT = 70;
    static final int IF = 71;
    static final int IF_ELSE = 72;
    static final int NUMERIC_FOR = 73;
    static final int NUMERIC_FOR_STEP = 74;
    static final int GENERIC_FOR = 75;
    static final int RETURN = 76;
    static final int TAIL_RETURN = 77;
    static final int BREAK = 78;
    static final int GOTO = 79;
    static final int LABEL_STATEMENT = 80;

    /** What a function without debug information has for names of variables. */
    static final LuaString NO_NAME = LuaString.of("?");

    /** What it has for names of upvalues. */
    static final LuaString NO_UPVALUE_NAME = LuaString.of("(no name)");

    /** What a function without debug information has for a source. */
    static final LuaString NO_SOURCE = LuaString.of("=?");

    private static final byte[] SIGNATURE =
            "\u001bLua\u0054\0\u0019\u0093\r\n\u001a\n\u0004\b\b".getBytes(StandardCharsets.ISO_8859_1);
    private static final long SAMPLE_INTEGER = 0x5678;
    private static final double SAMPLE_FLOAT = 370.5;
    /** Counted up when operations change. */
    private static final byte[] OWN_MARK = {'e', 'c', 'o', 1};

    private DumpFormat() {}

    /** The bytes that every binary chunk starts with. */
    static byte[] header() {
        return ByteBuffer.allocate(SIGNATURE.length + 2 * Long.BYTES + OWN_MARK.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(SIGNATURE)
                .putLong(SAMPLE_INTEGER)
                .putDouble(SAMPLE_FLOAT)
                .put(OWN_MARK)
                .array();
    }
}
