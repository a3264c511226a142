package eco.lua.runtime;

import eco.lua.CallSite;
import eco.lua.Frame;
import eco.lua.LuaClosure;
import eco.lua.LuaCoroutine;
import eco.lua.LuaError;
import eco.lua.LuaString;
import eco.lua.LuaTable;
import eco.lua.LuaType;
import eco.lua.LuaUserdata;
import eco.lua.Metamethod;
import org.jspecify.annotations.Nullable;

/**
 * The errors of the language's operations, worded as the reference words them. Names of operands and callees come from
 * the {@link CallSite} that the failing Lua function stands at; an operation that fails inside a builtin has none.
 */
public final class Failures {
    private Failures() {}

    /** The type's name for messages: {@code __name} of a table or userdata where it is a string. */
    public static String typeName(LuaCoroutine co, @Nullable Object value) {
        if (value instanceof LuaTable || value instanceof LuaUserdata) {
            Object name = co.runtime().metamethod(value, Metamethod.NAME);
            if (name instanceof LuaString s) {
                return s.toString();
            }
        }
        return LuaType.of(value).toString();
    }

    /** "attempt to {@code action} a ... value", with the operand's name. */
    public static LuaError operand(LuaCoroutine co, String action, @Nullable Object value, int index) {
        return co.operationError("attempt to " + action + " a " + typeName(co, value) + " value"
                + parenthesized(operandName(co, index)));
    }

    /** The error of an arithmetic operator: the left operand is to blame unless it is a number. */
    public static LuaError arithmetic(LuaCoroutine co, Metamethod event, @Nullable Object a, @Nullable Object b) {
        if (a instanceof LuaString || b instanceof LuaString) {
            return co.operationError("attempt to " + event.key().toString().substring(2) + " a '" + typeName(co, a)
                    + "' with a '" + typeName(co, b) + "'");
        }
        boolean left = !isNumber(a);
        return operand(co, "perform arithmetic on", left ? a : b, left ? 0 : 1);
    }

    /** The error of a bitwise operator: not numbers, or numbers without an integer value. */
    public static LuaError bitwise(LuaCoroutine co, @Nullable Object a, @Nullable Object b) {
        if (isNumber(a) && isNumber(b)) {
            boolean left = Numbers.toInteger(a) == null;
            return co.operationError(
                    "number" + parenthesized(operandName(co, left ? 0 : 1)) + " has no integer representation");
        }
        boolean left = !isNumber(a);
        return operand(co, "perform bitwise operation on", left ? a : b, left ? 0 : 1);
    }

    /** The error of concatenation: the left operand is to blame unless it is a string or number. */
    public static LuaError concatenation(LuaCoroutine co, @Nullable Object a, @Nullable Object b) {
        boolean left = !isNumber(a) && !(a instanceof LuaString);
        return operand(co, "concatenate", left ? a : b, left ? 0 : 1);
    }

    /** The error of an order comparison. */
    public static LuaError comparison(LuaCoroutine co, @Nullable Object a, @Nullable Object b) {
        String left = typeName(co, a);
        String right = typeName(co, b);
        return co.operationError(
                left.equals(right)
                        ? "attempt to compare two " + left + " values"
                        : "attempt to compare " + left + " with " + right);
    }

    /** "attempt to call a ... value", with the callee's name from the call site. */
    public static LuaError call(LuaCoroutine co, @Nullable Object f) {
        CallSite site = site(co);
        String name =
                site == null || site.calleeKind() == null ? null : site.calleeKind() + " '" + site.calleeName() + "'";
        return co.operationError("attempt to call a " + typeName(co, f) + " value" + parenthesized(name));
    }

    /** The error of a numeric {@code for}; {@code what} is "initial" value, "limit" or "step". */
    public static LuaError forLoop(LuaCoroutine co, String what, @Nullable Object value) {
        return co.operationError("bad 'for' " + what + " (number expected, got " + typeName(co, value) + ")");
    }

    private static @Nullable String operandName(LuaCoroutine co, int index) {
        CallSite site = site(co);
        return site == null ? null : site.operand(index);
    }

    private static @Nullable CallSite site(LuaCoroutine co) {
        Frame top = co.top;
        return top != null && top.function instanceof LuaClosure ? top.site : null;
    }

    private static String parenthesized(@Nullable String name) {
        return name == null ? "" : " (" + name + ")";
    }

    private static boolean isNumber(@Nullable Object value) {
        return value instanceof Long || value instanceof Double;
    }
}
