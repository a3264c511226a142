package eco.lua.interp;

import eco.lua.syntax.Expression;
import org.jspecify.annotations.Nullable;

/** What the source calls the value of an expression, as the reference tells it in messages and tracebacks. */
final class Names {
    private Names() {}

    /** {@code kind 'name'}, or null for a value without a name. */
    static @Nullable String describe(Expression e) {
        String kind = kind(e);
        return kind == null ? null : kind + " '" + name(e) + "'";
    }

    /** {@code local}, {@code upvalue}, {@code global}, {@code field}, {@code method}, {@code constant}, or null. */
    static @Nullable String kind(Expression e) {
        return switch (e) {
            case Expression.Local l -> "local";
            case Expression.Upvalue u -> "upvalue";
            case Expression.Str s -> "constant";
            case Expression.Index i ->
                isEnvironment(i.object()) && i.key() instanceof Expression.Str ? "global" : "field";
            default -> null;
        };
    }

    /** The name that goes with {@link #kind}. */
    static @Nullable String name(Expression e) {
        return switch (e) {
            case Expression.Local l -> l.variable().name().toString();
            case Expression.Upvalue u -> u.name().toString();
            case Expression.Str s -> s.value().toString();
            case Expression.Index i ->
                switch (i.key()) {
                    case Expression.Str s -> s.value().toString();
                    case Expression.Int n -> n.value() >= 0 && n.value() <= 255 ? "integer index" : "?";
                    default -> "?";
                };
            default -> null;
        };
    }

    private static boolean isEnvironment(Expression e) {
        return switch (e) {
            case Expression.Local l -> l.variable().name().toString().equals("_ENV");
            case Expression.Upvalue u -> u.name().toString().equals("_ENV");
            default -> false;
        };
    }
}
