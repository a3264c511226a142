package eco.lua.lib;

import eco.lua.Arguments;
import eco.lua.Builtin;
import eco.lua.LuaCoroutine;
import eco.lua.LuaString;
import eco.lua.LuaTable;
import eco.lua.LuaType;
import eco.lua.runtime.Conversions;
import eco.lua.runtime.Numbers;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** {@code type}, {@code tostring}, {@code tonumber} and {@code select}. */
final class ValueFunctions {
    private ValueFunctions() {}

    static void install(LuaTable globals) {
        globals.put("type", new Type());
        globals.put("tostring", new ToString());
        globals.put("tonumber", new ToNumber());
        globals.put("select", new Select());
    }

    private static final class Type extends Builtin {
        Type() {
            super("type");
        }

        @Override
        protected @Nullable Object run(LuaCoroutine co, @Nullable Object[] args) {
            return LuaType.of(Arguments.any(co, args, 0)).text();
        }

        @Override
        protected @Nullable Object run1(LuaCoroutine co, @Nullable Object a) {
            return LuaType.of(a).text();
        }
    }

    private static final class ToString extends Builtin {
        ToString() {
            super("tostring");
        }

        @Override
        protected @Nullable Object run(LuaCoroutine co, @Nullable Object[] args) {
            return Conversions.toText(co, Arguments.any(co, args, 0));
        }

        @Override
        protected @Nullable Object run1(LuaCoroutine co, @Nullable Object a) {
            return Conversions.toText(co, a);
        }
    }

    private static final class ToNumber extends Builtin {
        ToNumber() {
            super("tonumber");
        }

        @Override
        protected @Nullable Object run(LuaCoroutine co, @Nullable Object[] args) {
            if (Arguments.isNoneOrNil(args, 1)) {
                return Numbers.toNumber(Arguments.any(co, args, 0));
            }
            long base = Arguments.integer(co, args, 1);
            if (!(args[0] instanceof LuaString digits)) {
                throw Arguments.typeError(co, args, 0, "string");
            }
            if (base < 2 || base > 36) {
                throw co.argumentError(2, "base out of range");
            }
            return inBase(digits.bytes(), (int) base);
        }

        @Override
        protected @Nullable Object run1(LuaCoroutine co, @Nullable Object a) {
            return Numbers.toNumber(a);
        }

        /** An integer numeral in any base, which wraps around as integer arithmetic does; null if it is none. */
        private static @Nullable Long inBase(byte[] text, int base) {
            int i = 0;
            int end = text.length;
            while (i < end && isSpace(text[i])) {
                i++;
            }
            while (end > i && isSpace(text[end - 1])) {
                end--;
            }
            boolean negative = i < end && text[i] == '-';
            if (negative || i < end && text[i] == '+') {
                i++;
            }
            if (i == end) {
                return null;
            }
            long value = 0;
            for (; i < end; i++) {
                int digit = text[i] < 0 ? -1 : Character.digit(text[i], base);
                if (digit < 0) {
                    return null;
                }
                value = value * base + digit;
            }
            return negative ? -value : value;
        }

        private static boolean isSpace(byte b) {
            return b == ' ' || b >= '\t' && b <= '\r';
        }
    }

    private static final class Select extends Builtin {
        Select() {
            super("select");
        }

        @Override
        protected @Nullable Object run(LuaCoroutine co, @Nullable Object[] args) {
            if (args.length > 0 && args[0] instanceof LuaString s && s.length() == 1 && s.byteAt(0) == '#') {
                return (long) (args.length - 1);
            }
            long n = Arguments.integer(co, args, 0);
            if (n < 0) {
                n += args.length;
            } else if (n >= args.length) {
                return NONE;
            }
            if (n < 1) {
                throw co.argumentError(1, "index out of range");
            }
            return Arrays.copyOfRange(args, (int) n, args.length);
        }
    }
}
