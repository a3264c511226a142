package eco.lua.lib;

import eco.lua.Builtin;
import eco.lua.LuaCoroutine;
import eco.lua.LuaFunction;
import eco.lua.LuaString;
import eco.lua.LuaType;
import eco.lua.Metamethod;
import eco.lua.runtime.Arithmetic;
import eco.lua.runtime.Calls;
import eco.lua.runtime.Numbers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The arithmetic metamethods of strings: both operands are converted to numbers; where one is no numeral, the second operand's own
 * metamethod gets its turn, unless that operand is a string too.
 */
final class StringArithmetic extends Builtin {
    static final List<Metamethod> EVENTS = List.of(
            Metamethod.ADD,
            Metamethod.SUB,
            Metamethod.MUL,
            Metamethod.MOD,
            Metamethod.POW,
            Metamethod.DIV,
            Metamethod.IDIV,
            Metamethod.UNM);

    private final Metamethod event;

    StringArithmetic(Metamethod event) {
        super(event.key().toString());
        this.event = event;
    }

    @Override
    protected @Nullable Object run2(LuaCoroutine co, @Nullable Object a, @Nullable Object b) {
        Object x = Numbers.toNumber(a);
        Object y = event == Metamethod.UNM ? x : Numbers.toNumber(b);
        if (x == null || y == null) {
            return otherwise(co, a, b);
        }
        return switch (event) {
            case ADD -> Arithmetic.add(co, x, y);
            case SUB -> Arithmetic.sub(co, x, y);
            case MUL -> Arithmetic.mul(co, x, y);
            case MOD -> Arithmetic.mod(co, x, y);
            case POW -> Arithmetic.pow(co, x, y);
            case DIV -> Arithmetic.div(co, x, y);
            case IDIV -> Arithmetic.idiv(co, x, y);
            case UNM -> Arithmetic.neg(co, x);
            default -> throw new IllegalStateException(name());
        };
    }

    @Override
    protected @Nullable Object run(LuaCoroutine co, @Nullable Object[] args) {
        return run2(co, args.length > 0 ? args[0] : null, args.length > 1 ? args[1] : null);
    }

    private @Nullable Object otherwise(LuaCoroutine co, @Nullable Object a, @Nullable Object b) {
        Object metamethod = b instanceof LuaString ? null : co.runtime().metamethod(b, event);
        if (metamethod == null) {
            throw co.error("attempt to " + event.key().toString().substring(2) + " a '" + LuaType.of(a) + "' with a '"
                    + LuaType.of(b) + "'");
        }
        return LuaFunction.first(Calls.invokeUnyieldable(co, metamethod, a, b));
    }
}
