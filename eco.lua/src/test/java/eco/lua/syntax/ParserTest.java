package eco.lua.syntax;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import eco.lua.LuaString;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParserTest {
    private static FunctionTree parse(String program) {
        try {
            return Parser.parse(program.getBytes(StandardCharsets.ISO_8859_1), LuaString.of("=x"));
        } catch (LuaSyntaxException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    private static <T extends Statement> T statement(Class<T> kind, String program, int index) {
        return assertInstanceOf(kind, parse(program).body().statements().get(index));
    }

    /** The value of {@code return expression}. */
    private static Expression value(String expression) {
        return statement(Statement.Return.class, "return " + expression, 0)
                .values()
                .get(0);
    }

    private static List<String> names(List<LocalVariable> variables) {
        return variables.stream().map(v -> v.name().toString()).toList();
    }

    @Test
    void mainFunctionIsVarargAndItsOnlyUpvalueIsTheEnvironment() {
        FunctionTree main = parse("return ..., x");
        assertTrue(main.isVararg());
        assertEquals(0, main.lineDefined());
        assertEquals(1, main.upvalues().size());
        assertEquals("_ENV", main.upvalues().get(0).name().toString());
    }

    @Test
    void globalIsAnIndexOfTheEnvironment() {
        Expression.Index x = assertInstanceOf(Expression.Index.class, value("x"));
        assertEquals(0, assertInstanceOf(Expression.Upvalue.class, x.object()).index());
        assertEquals(
                "x", assertInstanceOf(Expression.Str.class, x.key()).value().toString());
        Expression.Index inLocal = assertInstanceOf(
                Expression.Index.class,
                statement(Statement.Return.class, "local _ENV = t; return x", 1)
                        .values()
                        .get(0));
        assertInstanceOf(Expression.Local.class, inLocal.object());
    }

    @Test
    void numeralsOnOperatorsAreComputed() {
        assertEquals(7L, ((Expression.Int) value("1 + 2 * 3")).value());
        assertEquals(-8L, ((Expression.Int) value("-2 ^ 3 // 1 | 0")).value());
        assertEquals(0.5, ((Expression.Float) value("1 / 2")).value());
        assertEquals(-1L, ((Expression.Int) value("~0")).value());
        assertEquals(2L, ((Expression.Int) value("-7 % 3")).value());
        assertEquals(Long.MIN_VALUE, ((Expression.Int) value("0x7fffffffffffffff + 1")).value());
        assertFalse(((Expression.Bool) value("not 'a'")).value());
        assertTrue(((Expression.Bool) value("not not 1")).value());
    }

    @Test
    void operationsThatFailOrGiveZeroOrNaNAreLeftToRunTime() {
        for (String e : new String[] {
            "1 // 0",
            "1 % 0",
            "1 / 0",
            "0 / 0",
            "-0.0",
            "0.0 * 1",
            "1.5 | 1",
            "1e100 & 1",
            "'1' + 1",
            "1 .. 2",
            "1 < 2",
            "#'a'",
            "0.0 // 1",
            "5.0 % 0"
        }) {
            Expression v = value(e);
            assertTrue(v instanceof Expression.Binary || v instanceof Expression.Unary, e);
        }
    }

    @Test
    void compileTimeConstantsLeaveNoVariableAlsoInInnerFunctions() {
        FunctionTree main = parse("local x <const> = 5 * 2; local y <const> = 'a'; return function() return x, y end");
        assertEquals(1, main.body().statements().size());
        assertEquals(0, main.frameSize());
        FunctionTree inner = main.functions().get(0);
        assertEquals(0, inner.upvalues().size());
        List<Expression> values = ((Statement.Return) inner.body().statements().get(0)).values();
        assertEquals(10L, ((Expression.Int) values.get(0)).value());
        assertEquals("a", ((Expression.Str) values.get(1)).value().toString());
    }

    @Test
    void onlyTheLastConstantOfAMatchingListIsReplaced() {
        Statement.LocalDeclaration d =
                statement(Statement.LocalDeclaration.class, "local a <const>, b <const> = 1, 2", 0);
        assertEquals(List.of("a"), names(d.variables()));
        assertEquals(1, d.values().size());
        Statement.LocalDeclaration open = statement(Statement.LocalDeclaration.class, "local a <const> = f()", 0);
        assertEquals(LocalVariable.Attribute.CONST, open.variables().get(0).attribute());
        Statement.LocalDeclaration more = statement(Statement.LocalDeclaration.class, "local a <const> = 1, 2", 0);
        assertEquals(2, more.values().size());
    }

    @Test
    void upvaluesAreInTheOrderOfTheirFirstUse() {
        FunctionTree main = parse("local a, b; function f() return function() return b, x, a end, a end");
        FunctionTree f = main.functions().get(0);
        FunctionTree inner = f.functions().get(0);
        assertEquals(
                List.of("b", "_ENV", "a"),
                f.upvalues().stream().map(u -> u.name().toString()).toList());
        assertEquals(
                List.of("b", "_ENV", "a"),
                inner.upvalues().stream().map(u -> u.name().toString()).toList());
        assertNull(inner.upvalues().get(0).local());
        assertEquals(0, inner.upvalues().get(0).index());
        LocalVariable b = f.upvalues().get(0).local();
        assertTrue(b != null && b.captured() && b.slot() == 1);
        assertNull(f.upvalues().get(1).local());
    }

    @Test
    void slotsAreReusedByBlocksThatDoNotOverlap() {
        FunctionTree main = parse("local a; do local b, c end; do local d end; local e");
        assertEquals(3, main.frameSize());
        Statement.LocalDeclaration e =
                (Statement.LocalDeclaration) main.body().statements().get(3);
        assertEquals(1, e.variables().get(0).slot());
        assertEquals("a", e.variables().get(0).outer().name().toString());
    }

    @Test
    void loopsHaveTheirHiddenVariables() {
        Statement.NumericFor numeric = statement(Statement.NumericFor.class, "for i = 1, 2 do local x end", 0);
        assertEquals(List.of("(for state)", "(for state)", "(for state)"), names(numeric.hidden()));
        assertEquals(3, numeric.variable().slot());
        Statement.GenericFor generic = statement(Statement.GenericFor.class, "for k, v in x do return f() end", 0);
        assertEquals(4, generic.hidden().size());
        assertEquals(List.of("k", "v"), names(generic.variables()));
        assertEquals(5, generic.variables().get(1).slot());
        // The closing value is closed on the way out, so the call is not in tail position.
        assertFalse(((Statement.Return) generic.body().statements().get(0)).tail());
    }

    @Test
    void methodHasSelfAsItsFirstParameter() {
        Statement.Assignment a = statement(Statement.Assignment.class, "function a.b:c(d, ...) end", 0);
        FunctionTree f = ((Expression.Function) a.values().get(0)).tree();
        assertEquals(List.of("self", "d"), names(f.parameters()));
        assertTrue(f.isVararg());
    }

    @Test
    void tailCallIsOneCallWithNothingToClose() {
        assertTrue(statement(Statement.Return.class, "return f()", 0).tail());
        assertTrue(statement(Statement.Return.class, "return a:f()", 0).tail());
        assertFalse(statement(Statement.Return.class, "return (f())", 0).tail());
        assertFalse(statement(Statement.Return.class, "return f(), 1", 0).tail());
        assertFalse(statement(Statement.Return.class, "local x <close> = nil; return f()", 1)
                .tail());
    }

    @Test
    void parenthesesAreKeptAroundSeveralValuesOnly() {
        assertInstanceOf(Expression.Single.class, value("(f())"));
        assertInstanceOf(Expression.Single.class, value("(...)"));
        assertInstanceOf(Expression.Index.class, value("(x)"));
    }

    @Test
    void gotoFindsItsLabelForwardsBackwardsAndOutwards() {
        FunctionTree main = parse("::top:: do goto done; do goto top end end; ::other:: ; ::done::");
        List<Statement> outer = main.body().statements();
        List<Statement> inner = ((Statement.Do) outer.get(1)).body().statements();
        Label top = ((Statement.LabelStatement) outer.get(0)).label();
        Label done = ((Statement.LabelStatement) outer.get(3)).label();
        assertSame(done, ((Statement.Goto) inner.get(0)).label());
        Statement.Do innermost = (Statement.Do) inner.get(1);
        assertSame(top, ((Statement.Goto) innermost.body().statements().get(0)).label());
        assertEquals(0, top.index());
        assertEquals(3, done.index());
        assertTrue(done.used());
        assertFalse(((Statement.LabelStatement) outer.get(2)).label().used());
    }

    @Test
    void gotoMayLeaveTheScopeOfLocalsToTheEndOfABlock() {
        parse("do goto l; local a; ::l:: ; ::m:: end");
        parse("repeat goto l; ::l:: until true");
        parse("while x do if y then goto continue end; local z = 1; ::continue:: end");
    }

    @Test
    void callIsAtItsOpeningParenthesisAndMethodLookUpAtItsName() {
        Statement.CallStatement c = statement(Statement.CallStatement.class, "f\n.\ng\n(\n1)", 0);
        assertEquals(4, c.call().line());
        Expression.MethodCall m = (Expression.MethodCall)
                statement(Statement.CallStatement.class, "a\n:\nb\n(\n)", 0).call();
        assertEquals(3, m.nameLine());
        assertEquals(4, m.line());
    }

    @Test
    void operatorIsAtItsSignAndComparisonAtItsEnd() {
        assertEquals(2, value("a\n+\nb").line());
        assertEquals(3, value("a\n<\nb").line());
        assertEquals(1, value("-\na").line());
        assertEquals(5, value("\na\n..\nb\n..\nc").line());
    }

    @Test
    void indexIsWhereItsValueIsNeeded() {
        Expression.Binary sum = (Expression.Binary) value("a.x\n+\nb.y");
        assertEquals(2, sum.left().line());
        assertEquals(3, sum.right().line());
        Expression.Call call = (Expression.Call) value("f(\na.x\n,\nb.y\n)");
        assertEquals(3, call.arguments().get(0).line());
        assertEquals(5, call.arguments().get(1).line());
        Statement.Assignment store = statement(Statement.Assignment.class, "a.x =\n1", 0);
        assertEquals(2, store.targets().get(0).line());
        Statement.Assignment function = statement(Statement.Assignment.class, "function a.x()\nend", 0);
        assertEquals(1, function.targets().get(0).line());
    }

    @Test
    void loopsAreReportedWhereTheReferenceReportsThem() {
        Statement.NumericFor numeric = statement(Statement.NumericFor.class, "\nfor i = 1,\n2\ndo end", 0);
        assertEquals(2, numeric.line());
        assertEquals(4, numeric.doLine());
        Statement.GenericFor generic = statement(Statement.GenericFor.class, "\nfor i in\nx\ndo end", 0);
        assertEquals(3, generic.line());
        assertEquals(4, generic.doLine());
    }

    @Test
    void activeLinesAreThoseWithCode() {
        FunctionTree main = parse("return function(...)\n\nlocal a = 1\n-- nothing\nlocal b\n\nend");
        assertArrayEquals(new int[] {3, 5, 7}, main.functions().get(0).activeLines());
        assertArrayEquals(
                new int[] {1},
                parse("return function(a, b, ...) end").functions().get(0).activeLines());
        assertArrayEquals(
                new int[] {1001}, parse("\n".repeat(1000) + "return 1").activeLines());
        FunctionTree loop = parse("local a\na=1\nwhile a<=3 do\n  a=a+1\nend\nreturn a\n");
        assertArrayEquals(new int[] {1, 2, 3, 4, 6}, loop.activeLines());
    }

    @Test
    void longChainsToTheLeftHaveNoLimit() {
        parse("return x" + " + x".repeat(100_000));
        parse("return f" + "()".repeat(100_000));
        parse("return a" + ".b".repeat(100_000));
        parse("if x then " + "elseif y then ".repeat(50_000) + "end");
    }

    @Test
    void stringsKeepTheirBytes() {
        assertArrayEquals(
                new byte[] {(byte) 0xff, 0, 'A', (byte) 0xe2, (byte) 0x82, (byte) 0xac, '\n'},
                ((Expression.Str) value("'\u00ff\\0\\65\\u{20AC}\\\r\n'"))
                        .value()
                        .bytes());
        assertEquals("a\nb", ((Expression.Str) value("[[\r\na\r\nb]]")).value().toString());
        assertEquals("]]", ((Expression.Str) value("[==[]]]==]")).value().toString());
        assertEquals("ab", ((Expression.Str) value("'a\\z \n\t b'")).value().toString());
        assertEquals(6, ((Expression.Str) value("'\\u{7FFFFFFF}'")).value().length());
    }

    @Test
    void fileMayStartWithAMarkAndALineForTheShell() {
        assertEquals("\nx", text("#!/usr/bin/eco\nx"));
        assertEquals("\nx", text("\u00ef\u00bb\u00bf# comment\nx"));
        assertEquals("x", text("\u00ef\u00bb\u00bfx"));
        assertEquals("\u001bLua", text("#comment\n\u001bLua"));
        assertEquals("", text("#"));
        assertEquals("x#", text("x#"));
    }

    private static String text(String file) {
        byte[] chunk = ScriptFile.chunk(file.getBytes(StandardCharsets.ISO_8859_1));
        return new String(chunk, StandardCharsets.ISO_8859_1);
    }
}
