package conformance.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Writes random Lua programs that end, print what they compute, and now and then fail on purpose. The same seed gives the
 * same program.
 *
 * <p>Expressions are made for a type, so that most programs compute something; one in some hundred is of any type instead,
 * so that errors, with the names that they mention, are compared as well. Loops are bounded (lists are copied before
 * they are walked), functions call only functions defined before them, and stored strings are cut, so that every
 * program ends, and soon.
 */
final class ProgramGenerator {
    /** Which language the programs are in. */
    enum Dialect {
        /** What Lua 5.2 and 5.4 agree on: no floats, integers that stay far below 2^31, no error texts. */
        COMMON,
        /** Lua 5.4. */
        LUA_5_4
    }

    private enum Type {
        INTEGER,
        FLOAT,
        STRING,
        BOOLEAN,
        TABLE,
        FUNCTION
    }

    private record Variable(String name, Type type, boolean constant) {}

    private static final int MAX_DEPTH = 4;

    private final Random random;
    private final Dialect dialect;
    private final StringBuilder out = new StringBuilder();
    private final List<Variable> scope = new ArrayList<>();
    private int names;
    private int indent;
    private int statements = 60;
    private int loopDepth;

    private ProgramGenerator(long seed, Dialect dialect) {
        this.random = new Random(seed);
        this.dialect = dialect;
    }

    /** The program of that seed. */
    static String generate(long seed, Dialect dialect) {
        ProgramGenerator generator = new ProgramGenerator(seed, dialect);
        return generator.program();
    }

    private String program() {
        line("local function show(...)");
        line("    local parts = {}");
        line("    for i = 1, select('#', ...) do parts[i] = tostring((select(i, ...))) end");
        line("    print(table.concat(parts, ' '))");
        line("end");
        line("local function main()");
        indent++;
        for (int i = 0; i < 3; i++) {
            function();
        }
        block(12);
        indent--;
        line("end");
        if (dialect == Dialect.LUA_5_4) {
            line("print(pcall(main))");
        } else {
            line("print((pcall(main)))");
        }
        return out.toString();
    }

    private void line(String text) {
        out.append("    ".repeat(indent)).append(text).append('\n');
    }

    private boolean modern() {
        return dialect == Dialect.LUA_5_4;
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private String fresh(String prefix) {
        return prefix + ++names;
    }

    private void block(int size) {
        int outer = scope.size();
        for (int i = 0; i < size && statements > 0; i++) {
            statements--;
            statement();
        }
        while (scope.size() > outer) {
            scope.removeLast();
        }
    }

    private void statement() {
        switch (random.nextInt(16)) {
            case 0, 1, 2, 3 -> local();
            case 4, 5 -> assignment();
            case 6, 7 -> line("show(" + arguments(1 + random.nextInt(3)) + ")");
            case 8 -> branch();
            case 9 -> numericFor();
            case 10 -> genericFor();
            case 11 -> whileLoop();
            case 12 -> tableWrite();
            case 13 -> protectedCall();
            case 14 -> coroutine();
            default -> {
                if (modern() && chance(50)) {
                    closing();
                } else {
                    function();
                }
            }
        }
    }

    private Type anyType() {
        return switch (random.nextInt(modern() ? 6 : 4)) {
            case 0, 1 -> Type.INTEGER;
            case 2 -> Type.STRING;
            case 3 -> chance(50) ? Type.BOOLEAN : Type.TABLE;
            case 4 -> Type.FLOAT;
            default -> Type.INTEGER;
        };
    }

    private void local() {
        Type type = anyType();
        boolean constant = modern() && chance(15);
        String value = stored(type, 0);
        String name = fresh("v");
        line("local " + name + (constant ? " <const>" : "") + " = " + value);
        scope.add(new Variable(name, type, constant));
    }

    private void assignment() {
        List<Variable> candidates = scope.stream()
                .filter(v -> !v.constant() && v.type() != Type.FUNCTION)
                .toList();
        if (candidates.isEmpty()) {
            local();
            return;
        }
        Variable target = candidates.get(random.nextInt(candidates.size()));
        if (candidates.size() > 1 && chance(25)) {
            Variable other = candidates.get(random.nextInt(candidates.size()));
            line(target.name() + ", " + other.name() + " = " + stored(target.type(), 1) + ", "
                    + stored(other.type(), 1));
        } else {
            line(target.name() + " = " + stored(target.type(), 0));
        }
    }

    private void branch() {
        line("if " + expression(Type.BOOLEAN, 1) + " then");
        nested(3);
        if (chance(40)) {
            line("elseif " + expression(Type.BOOLEAN, 1) + " then");
            nested(2);
        }
        if (chance(50)) {
            line("else");
            nested(2);
        }
        line("end");
    }

    private void nested(int size) {
        indent++;
        block(1 + random.nextInt(size));
        indent--;
    }

    private void loopBody(String continueLabel) {
        indent++;
        loopDepth++;
        int outer = scope.size();
        if (chance(20)) {
            line("if " + expression(Type.BOOLEAN, 2) + " then " + (chance(50) ? "break" : "goto " + continueLabel)
                    + " end");
        }
        line("do");
        nested(3);
        line("end");
        line("::" + continueLabel + "::");
        while (scope.size() > outer) {
            scope.removeLast();
        }
        loopDepth--;
        indent--;
        line("end");
    }

    private void numericFor() {
        if (loopDepth >= 2) {
            local();
            return;
        }
        String name = fresh("i");
        int from = random.nextInt(5);
        String step = chance(30) ? ", " + (1 + random.nextInt(3)) : "";
        if (modern() && chance(20)) {
            line("for " + name + " = " + from + ", " + (from + random.nextInt(3)) + ".5, 0.75 do");
            scope.add(new Variable(name, Type.FLOAT, true));
        } else {
            line("for " + name + " = " + from + ", " + (from + random.nextInt(5)) + step + " do");
            scope.add(new Variable(name, Type.INTEGER, true));
        }
        loopBody(fresh("next"));
        scope.removeLast();
    }

    private void genericFor() {
        if (loopDepth >= 2) {
            local();
            return;
        }
        String key = fresh("k");
        String value = fresh("e");
        line("for " + key + ", " + value + " in ipairs({table.unpack(" + expression(Type.TABLE, 1) + ")}) do");
        scope.add(new Variable(key, Type.INTEGER, true));
        scope.add(new Variable(value, Type.INTEGER, true));
        loopBody(fresh("next"));
        scope.removeLast();
        scope.removeLast();
    }

    private void whileLoop() {
        if (loopDepth >= 2) {
            local();
            return;
        }
        String counter = fresh("n");
        line("local " + counter + " = 0");
        boolean repeat = chance(50);
        line(repeat ? "repeat" : "while " + counter + " < " + (1 + random.nextInt(4)) + " do");
        indent++;
        line(counter + " = " + counter + " + 1");
        scope.add(new Variable(counter, Type.INTEGER, true));
        loopDepth++;
        block(2);
        loopDepth--;
        indent--;
        if (repeat) {
            line("until " + counter + " >= " + (1 + random.nextInt(4)));
        } else {
            line("end");
        }
    }

    private void tableWrite() {
        List<Variable> tables =
                scope.stream().filter(v -> v.type() == Type.TABLE).toList();
        if (tables.isEmpty()) {
            local();
            return;
        }
        String table = tables.get(random.nextInt(tables.size())).name();
        // Every table begins with two items. A write beyond the next one would leave a hole, and then the length may be
        // any
        // border: implementations differ there and are all right.
        line(table + "[" + (chance(60) ? "#" + table + " + 1" : "" + (1 + random.nextInt(2))) + "] = "
                + expression(Type.INTEGER, 1));
    }

    private void protectedCall() {
        String body = chance(50)
                ? "error(" + expression(chance(70) ? Type.STRING : Type.TABLE, 2) + (chance(30) ? ", 0" : "") + ")"
                : "return " + arguments(2);
        String call = "pcall(function() " + body + " end)";
        line(modern() ? "show(" + withoutAddresses(call) + ")" : "show((" + call + "))");
    }

    /** Tables print their address; only whether it is one is comparable. */
    private static String withoutAddresses(String call) {
        return "(function(ok, e) return ok, type(e) == 'table' and #e or e end)(" + call + ")";
    }

    private void coroutine() {
        String name = fresh("co");
        String yielded = expression(Type.INTEGER, 2);
        line("local " + name + " = coroutine.wrap(function(a)");
        indent++;
        line("for i = 1, " + (1 + random.nextInt(3)) + " do a = coroutine.yield(i, a, " + yielded + ") end");
        line("return 'end', a");
        indent--;
        line("end)");
        line("show(" + name + "(" + expression(Type.INTEGER, 2) + "))");
        line("show(" + name + "(" + expression(Type.STRING, 2) + "))");
    }

    private void closing() {
        String text = expression(Type.STRING, 3);
        line("do");
        indent++;
        line("local c <close> = setmetatable({}, { __close = function(_, e) show('closing', type(e), " + text
                + ") end })");
        block(2);
        indent--;
        line("end");
    }

    private void function() {
        String name = fresh("f");
        boolean vararg = chance(30);
        int parameters = random.nextInt(3);
        StringBuilder list = new StringBuilder();
        List<Variable> declared = new ArrayList<>();
        for (int i = 0; i < parameters; i++) {
            String parameter = fresh("p");
            list.append(list.isEmpty() ? "" : ", ").append(parameter);
            declared.add(new Variable(parameter, Type.INTEGER, false));
        }
        if (vararg) {
            list.append(list.isEmpty() ? "..." : ", ...");
        }
        line("local function " + name + "(" + list + ")");
        scope.addAll(declared);
        int outerLoops = loopDepth;
        loopDepth = 1;
        indent++;
        block(2);
        if (vararg) {
            line("if select('#', ...) > 2 then return select('#', ...), ... end");
        }
        line("return " + expression(Type.INTEGER, 1) + (chance(30) ? ", " + expression(Type.STRING, 2) : ""));
        indent--;
        loopDepth = outerLoops;
        line("end");
        declared.forEach(v -> scope.removeLast());
        scope.add(new Variable(name, Type.FUNCTION, true));
    }

    private String arguments(int count) {
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < count; i++) {
            Type type = anyType();
            String value = expression(type, 1);
            list.append(list.isEmpty() ? "" : ", ").append(type == Type.TABLE ? "#" + wrapped(value) : value);
        }
        return list.toString();
    }

    private static String wrapped(String value) {
        return value.startsWith("{") ? "(" + value + ")" : value;
    }

    /** A value for a variable: strings are cut, or those that grow in loops would fill the memory. */
    private String stored(Type type, int depth) {
        String value = expression(type, depth);
        return type == Type.STRING ? parenthesised(value) + ":sub(1, 40)" : value;
    }

    private String expression(Type wanted, int depth) {
        Type type = modern() && random.nextInt(400) == 0 ? Type.values()[random.nextInt(5)] : wanted;
        List<Variable> known = scope.stream().filter(v -> v.type() == type).toList();
        if (!known.isEmpty() && chance(45)) {
            return known.get(random.nextInt(known.size())).name();
        }
        boolean leaf = depth >= MAX_DEPTH || chance(25);
        return switch (type) {
            case INTEGER -> leaf ? integer() : integerOperation(depth + 1);
            case FLOAT -> leaf ? random.nextInt(1000) / 8.0 + "" : floatOperation(depth + 1);
            case STRING -> leaf ? string() : stringOperation(depth + 1);
            case BOOLEAN -> leaf ? (chance(50) ? "true" : "false") : booleanOperation(depth + 1);
            case TABLE -> "{" + integer() + ", " + integer() + (chance(30) ? ", x = " + integer() : "") + "}";
            case FUNCTION -> "function() return " + integer() + " end";
        };
    }

    private String integer() {
        if (modern() && chance(8)) {
            return switch (random.nextInt(4)) {
                case 0 -> "math.maxinteger";
                case 1 -> "math.mininteger";
                case 2 -> "0x" + Integer.toHexString(random.nextInt());
                default -> "" + random.nextLong(1L << 40);
            };
        }
        return "" + random.nextInt(30);
    }

    private String integerOperation(int depth) {
        String a = expression(Type.INTEGER, depth);
        String b = expression(Type.INTEGER, depth);
        if (!modern()) {
            return switch (random.nextInt(7)) {
                case 0, 1 -> "(" + a + " + " + b + ") % 1000";
                case 2 -> "(" + a + " - " + b + ")";
                case 3 -> "(" + a + " % 100) * (" + b + " % 100)";
                case 4 -> "#" + wrapped(expression(Type.TABLE, depth));
                case 5 -> "#" + parenthesised(expression(Type.STRING, depth));
                default -> functionCall(depth, "(" + a + " + 1) % 1000");
            };
        }
        return switch (random.nextInt(18)) {
            case 0, 1 -> "(" + a + " + " + b + ")";
            case 2 -> "(" + a + " - " + b + ")";
            case 3 -> "(" + a + " * " + b + ")";
            case 4 -> "(" + a + " // " + b + ")";
            case 5 -> "(" + a + " % " + b + ")";
            case 6 -> "(" + a + " & " + b + ")";
            case 7 -> "(" + a + " | " + b + ")";
            case 8 -> "(" + a + " ~ " + b + ")";
            case 9 -> "(" + a + " << " + random.nextInt(70) + ")";
            case 10 -> "(" + a + " >> " + random.nextInt(70) + ")";
            case 11 -> "~" + parenthesised(a);
            case 12 -> "-" + parenthesised(a);
            case 13 -> "#" + parenthesised(expression(Type.STRING, depth));
            case 14 -> "#" + wrapped(expression(Type.TABLE, depth));
            case 15 -> "(" + expression(Type.BOOLEAN, depth) + " and " + a + " or " + b + ")";
            case 16 -> "math.tointeger(" + a + ")";
            default -> functionCall(depth, a);
        };
    }

    private String functionCall(int depth, String otherwise) {
        List<Variable> functions =
                scope.stream().filter(v -> v.type() == Type.FUNCTION).toList();
        if (functions.isEmpty() || depth > 2) {
            return otherwise;
        }
        String name = functions.get(random.nextInt(functions.size())).name();
        return "(" + name + "(" + expression(Type.INTEGER, depth) + ", " + expression(Type.INTEGER, depth) + "))";
    }

    private String floatOperation(int depth) {
        String a = expression(chance(50) ? Type.FLOAT : Type.INTEGER, depth);
        String b = expression(Type.FLOAT, depth);
        return switch (random.nextInt(9)) {
            case 0 -> "(" + a + " + " + b + ")";
            case 1 -> "(" + a + " - " + b + ")";
            case 2 -> "(" + a + " * " + b + ")";
            case 3 -> "(" + a + " / " + b + ")";
            case 4 -> "(" + a + " // " + b + ")";
            case 5 -> "(" + a + " % " + b + ")";
            case 6 -> "math.max(" + a + ", " + b + ")";
            case 7 -> "math.abs(" + b + ")";
            default -> "(" + a + " ^ 2)";
        };
    }

    private String string() {
        String[] words = {"'a'", "'bc'", "'10'", "'hello world'", "''", "'x,y'"};
        return words[random.nextInt(words.length)];
    }

    private String stringOperation(int depth) {
        String a = expression(Type.STRING, depth);
        String b = expression(Type.STRING, depth);
        String n = expression(Type.INTEGER, depth);
        return switch (random.nextInt(modern() ? 11 : 8)) {
            case 0, 1, 2 -> "(" + a + " .. " + b + ")";
            case 3 -> "(" + a + " .. " + parenthesised(n) + ")";
            case 4 -> parenthesised(a) + ":upper()";
            case 5 -> parenthesised(a) + ":sub(" + (1 + random.nextInt(3)) + ", " + (random.nextInt(8) - 3) + ")";
            // LuaJ knows no separator.
            case 6 -> parenthesised(a) + (dialect == Dialect.LUA_5_4 ? ":rep(2, '-')" : ":rep(2)");
            case 7 -> "(" + parenthesised(a) + ":gsub('%w', " + "'<%0>'))";
            case 8 -> "string.format('%d|%5s|%q', " + n + ", " + a + ", " + b + ")";
            case 9 -> "tostring(" + expression(Type.FLOAT, depth) + ")";
            default ->
                "string.format('%.3f|%g', " + expression(Type.FLOAT, depth) + ", " + expression(Type.FLOAT, depth)
                        + ")";
        };
    }

    private static String parenthesised(String expression) {
        return "(" + expression + ")";
    }

    private String booleanOperation(int depth) {
        Type type = chance(70) ? Type.INTEGER : Type.STRING;
        String a = expression(type, depth);
        String b = expression(type, depth);
        return switch (random.nextInt(7)) {
            case 0 -> "(" + a + " == " + b + ")";
            case 1 -> "(" + a + " ~= " + b + ")";
            case 2 -> "(" + a + " < " + b + ")";
            case 3 -> "(" + a + " <= " + b + ")";
            case 4 -> "not " + expression(Type.BOOLEAN, depth);
            case 5 -> "(" + expression(Type.BOOLEAN, depth) + " and " + expression(Type.BOOLEAN, depth) + ")";
            default -> "(" + expression(Type.BOOLEAN, depth) + " or " + expression(Type.BOOLEAN, depth) + ")";
        };
    }
}
