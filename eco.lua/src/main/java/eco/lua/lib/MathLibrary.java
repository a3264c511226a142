package eco.lua.lib;

import eco.lua.Arguments;
import eco.lua.Builtin;
import eco.lua.LuaCoroutine;
import eco.lua.LuaRuntime;
import eco.lua.LuaString;
import eco.lua.LuaTable;
import eco.lua.lib.number.Xoshiro256;
import eco.lua.runtime.Arithmetic;
import eco.lua.runtime.Comparison;
import eco.lua.runtime.Numbers;
import org.jspecify.annotations.Nullable;

/**
 * {@code math}. Integers stay integers wherever the manual says so; a numeral in a string counts as a float here, as in the
 * reference. What is called in inner loops has a class of its own with fixed arities; the rest shares one.
 */
public final class MathLibrary {
    private static final double DEGREES = 180.0 / Math.PI;

    private MathLibrary() {}

    /** Builds the library table, with a generator seeded at random. */
    public static LuaTable open(LuaRuntime runtime) {
        LuaTable math = new LuaTable(0, 40);
        Xoshiro256 generator = new Xoshiro256(System.nanoTime(), System.identityHashCode(math));
        for (String name : new String[] {
            "acos",
            "asin",
            "atan",
            "ceil",
            "cos",
            "cosh",
            "deg",
            "exp",
            "fmod",
            "frexp",
            "ldexp",
            "log",
            "log10",
            "modf",
            "pow",
            "rad",
            "sin",
            "sinh",
            "tan",
            "tanh",
            "tointeger",
            "type",
            "ult"
        }) {
            math.put(name, new Plain(name));
        }
        math.put("abs", new Abs());
        math.put("floor", new Floor());
        math.put("max", new Extreme("max"));
        math.put("min", new Extreme("min"));
        math.put("random", new Random(generator));
        math.put("randomseed", new RandomSeed(generator));
        math.put("sqrt", new SquareRoot());
        math.put("huge", Double.POSITIVE_INFINITY);
        math.put("maxinteger", Long.MAX_VALUE);
        math.put("mininteger", Long.MIN_VALUE);
        math.put("pi", Math.PI);
        return math;
    }

    /** An integral float as integer where it fits, else as it is. */
    private static Object integral(double value) {
        long truncated = (long) value;
        return truncated == value && truncated != Long.MAX_VALUE ? (Object) truncated : (Object) value;
    }

    private static final class Plain extends Builtin {
        private static final LuaString INTEGER = LuaString.of("integer");
        private static final LuaString FLOAT = LuaString.of("float");

        private final String function;

        Plain(String name) {
            super("math." + name);
            this.function = name;
        }

        @Override
        protected @Nullable Object run(LuaCoroutine co, @Nullable Object[] args) {
            return switch (function) {
                case "acos" -> Math.acos(Arguments.real(co, args, 0));
                case "asin" -> Math.asin(Arguments.real(co, args, 0));
                case "atan" -> {
                    double y = Arguments.real(co, args, 0);
                    yield Math.atan2(y, Arguments.isNoneOrNil(args, 1) ? 1 : Arguments.real(co, args, 1));
                }
                case "ceil" ->
                    args.length > 0 && args[0] instanceof Long l ? l : integral(Math.ceil(Arguments.real(co, args, 0)));
                case "cos" -> Math.cos(Arguments.real(co, args, 0));
                case "cosh" -> Math.cosh(Arguments.real(co, args, 0));
                case "deg" -> Arguments.real(co, args, 0) * DEGREES;
                case "exp" -> Math.exp(Arguments.real(co, args, 0));
                case "fmod" -> fmod(co, args);
                case "frexp" -> frexp(Arguments.real(co, args, 0));
                case "ldexp" -> ldexp(Arguments.real(co, args, 0), Arguments.integer(co, args, 1));
                case "log" -> log(co, args);
                case "log10" -> Math.log10(Arguments.real(co, args, 0));
                case "modf" -> modf(co, args);
                case "pow" -> Arithmetic.power(Arguments.real(co, args, 0), Arguments.real(co, args, 1));
                case "rad" -> Arguments.real(co, args, 0) * (Math.PI / 180.0);
                case "sin" -> Math.sin(Arguments.real(co, args, 0));
                case "sinh" -> Math.sinh(Arguments.real(co, args, 0));
                case "tan" -> Math.tan(Arguments.real(co, args, 0));
                case "tanh" -> Math.tanh(Arguments.real(co, args, 0));
                case "tointeger" -> Numbers.toInteger(Arguments.any(co, args, 0));
                case "type" -> {
                    Object value = Arguments.any(co, args, 0);
                    yield value instanceof Long ? INTEGER : value instanceof Double ? FLOAT : null;
                }
                case "ult" -> Long.compareUnsigned(Arguments.integer(co, args, 0), Arguments.integer(co, args, 1)) < 0;
                default -> throw new IllegalStateException(name());
            };
        }

        private static Object fmod(LuaCoroutine co, @Nullable Object[] args) {
            if (args.length > 1 && args[0] instanceof Long a && args[1] instanceof Long b) {
                if (b == 0) {
                    throw co.argumentError(2, "zero");
                }
                return a % b;
            }
            double a = Arguments.real(co, args, 0);
            return a % Arguments.real(co, args, 1);
        }

        private static Object frexp(double value) {
            if (value == 0 || Double.isNaN(value) || Double.isInfinite(value)) {
                return new Object[] {value, 0L};
            }
            boolean subnormal = Math.abs(value) < Double.MIN_NORMAL;
            double normal = subnormal ? value * 0x1p54 : value;
            int exponent = Math.getExponent(normal) + 1;
            return new Object[] {Math.scalb(normal, -exponent), (long) (subnormal ? exponent - 54 : exponent)};
        }

        private static Object ldexp(double value, long exponent) {
            return Math.scalb(value, Math.clamp(exponent, -5000, 5000));
        }

        private static Object log(LuaCoroutine co, @Nullable Object[] args) {
            double value = Arguments.real(co, args, 0);
            if (Arguments.isNoneOrNil(args, 1)) {
                return Math.log(value);
            }
            double base = Arguments.real(co, args, 1);
            if (base == 2) {
                return log2(value);
            }
            return base == 10 ? Math.log10(value) : Math.log(value) / Math.log(base);
        }

        /** The exponent and the logarithm of the rest apart, so that powers of two come out exact. */
        private static double log2(double value) {
            if (value < Double.MIN_NORMAL || value == Double.POSITIVE_INFINITY) {
                return Math.log(value) / Math.log(2);
            }
            int exponent = Math.getExponent(value);
            return exponent + Math.log(Math.scalb(value, -exponent)) / Math.log(2);
        }

        private static Object modf(LuaCoroutine co, @Nullable Object[] args) {
            if (args.length > 0 && args[0] instanceof Long l) {
                return new Object[] {l, 0.0};
            }
            double value = Arguments.real(co, args, 0);
            double whole = value < 0 ? Math.ceil(value) : Math.floor(value);
            return new Object[] {integral(whole), value == whole ? 0.0 : value - whole};
        }
    }

    private static final class Abs extends Builtin {
        Abs() {
            super("math.abs");
        }

        @Override
        protected @Nullable Object run1(LuaCoroutine co, @Nullable Object a) {
            if (a instanceof Long l) {
                return l < 0 ? (Object) (-l) : l;
            }
            return a instanceof Double d ? Math.abs(d) : Math.abs(Arguments.real(co, new Object[] {a}, 0));
        }

        @Override
        protected @Nullable Object run(LuaCoroutine co, @Nullable Object[] args) {
            return args.length == 0 ? Arguments.real(co, args, 0) : run1(co, args[0]);
        }
    }

    private static final class Floor extends Builtin {
        Floor() {
            super("math.floor");
        }

        @Override
        protected @Nullable Object run1(LuaCoroutine co, @Nullable Object a) {
            if (a instanceof Double d) {
                return integral(Math.floor(d));
            }
            return a instanceof Long ? a : integral(Math.floor(Arguments.real(co, new Object[] {a}, 0)));
        }

        @Override
        protected @Nullable Object run(LuaCoroutine co, @Nullable Object[] args) {
            return args.length == 0 ? Arguments.real(co, args, 0) : run1(co, args[0]);
        }
    }

    private static final class SquareRoot extends Builtin {
        SquareRoot() {
            super("math.sqrt");
        }

        @Override
        protected @Nullable Object run1(LuaCoroutine co, @Nullable Object a) {
            return Math.sqrt(a instanceof Double d ? d : Arguments.real(co, new Object[] {a}, 0));
        }

        @Override
        protected @Nullable Object run(LuaCoroutine co, @Nullable Object[] args) {
            return Math.sqrt(Arguments.real(co, args, 0));
        }
    }

    /** {@code max} and {@code min}: the language's own order on the arguments, which need not be numbers. */
    private static final class Extreme extends Builtin {
        private final boolean greatest;

        Extreme(String name) {
            super("math." + name);
            this.greatest = name.equals("max");
        }

        @Override
        protected @Nullable Object run1(LuaCoroutine co, @Nullable Object a) {
            return a;
        }

        @Override
        protected @Nullable Object run2(LuaCoroutine co, @Nullable Object a, @Nullable Object b) {
            if (a instanceof Long x && b instanceof Long y) {
                return (greatest ? x < y : y < x) ? b : a;
            }
            if (a instanceof Double x && b instanceof Double y) {
                return (greatest ? x < y : y < x) ? b : a;
            }
            co.forbidYield();
            boolean second = greatest ? Comparison.lessThan(co, a, b) : Comparison.lessThan(co, b, a);
            co.allowYield();
            return second ? b : a;
        }

        @Override
        protected @Nullable Object run(LuaCoroutine co, @Nullable Object[] args) {
            Object extreme = Arguments.any(co, args, 0);
            for (int i = 1; i < args.length; i++) {
                extreme = run2(co, extreme, args[i]);
            }
            return extreme;
        }
    }

    private static final class Random extends Builtin {
        private final Xoshiro256 generator;

        Random(Xoshiro256 generator) {
            super("math.random");
            this.generator = generator;
        }

        @Override
        protected @Nullable Object run(LuaCoroutine co) {
            return generator.nextDouble();
        }

        @Override
        protected @Nullable Object run1(LuaCoroutine co, @Nullable Object a) {
            long high = a instanceof Long l ? l : Arguments.integer(co, new Object[] {a}, 0);
            return high == 0 ? (Object) generator.nextLong() : between(co, 1, high);
        }

        @Override
        protected @Nullable Object run2(LuaCoroutine co, @Nullable Object a, @Nullable Object b) {
            if (a instanceof Long low && b instanceof Long high) {
                return between(co, low, high);
            }
            Object[] args = {a, b};
            return between(co, Arguments.integer(co, args, 0), Arguments.integer(co, args, 1));
        }

        @Override
        protected @Nullable Object run(LuaCoroutine co, @Nullable Object[] args) {
            return switch (args.length) {
                case 0 -> run(co);
                case 1 -> run1(co, args[0]);
                case 2 -> run2(co, args[0], args[1]);
                default -> throw co.error("wrong number of arguments");
            };
        }

        private Object between(LuaCoroutine co, long low, long high) {
            if (low > high) {
                throw co.argumentError(1, "interval is empty");
            }
            return generator.nextLong(low, high);
        }
    }

    private static final class RandomSeed extends Builtin {
        private final Xoshiro256 generator;

        RandomSeed(Xoshiro256 generator) {
            super("math.randomseed");
            this.generator = generator;
        }

        @Override
        protected @Nullable Object run(LuaCoroutine co, @Nullable Object[] args) {
            long seed;
            long stream;
            if (args.length == 0) {
                seed = System.nanoTime() ^ System.currentTimeMillis() << 20;
                stream = generator.nextLong();
            } else {
                seed = seed(co, args);
                stream = Arguments.integer(co, args, 1, 0);
            }
            generator.seed(seed, stream);
            return new Object[] {seed, stream};
        }

        /** A float that is no integer gives its bits, since only equal seeds must give equal sequences. */
        private static long seed(LuaCoroutine co, @Nullable Object[] args) {
            Object number = Arguments.number(co, args, 0);
            Long integer = Numbers.toInteger(number);
            return integer != null ? integer : Double.doubleToRawLongBits((Double) number);
        }
    }
}
