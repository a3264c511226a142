package eco.lua.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import eco.lua.LuaString;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the parser says about wrong programs, as the reference says it. Characters stand for bytes. */
class SyntaxMessagesTest {
    private static final String[][] MESSAGES = {
        {"a =", "1: unexpected symbol near <eof>"},
        {"x = = 1", "1: unexpected symbol near '='"},
        {"local 1", "1: <name> expected near '1'"},
        {"for", "1: <name> expected near <eof>"},
        {"for i", "1: '=' or 'in' expected near <eof>"},
        {"for i=1", "1: ',' expected near <eof>"},
        {"for i=1,2", "1: 'do' expected near <eof>"},
        {"for i in", "1: unexpected symbol near <eof>"},
        {"if x", "1: 'then' expected near <eof>"},
        {"if x then", "1: 'end' expected near <eof>"},
        {"while x do", "1: 'end' expected near <eof>"},
        {"repeat", "1: 'until' expected near <eof>"},
        {"repeat until", "1: unexpected symbol near <eof>"},
        {"function", "1: <name> expected near <eof>"},
        {"function f", "1: '(' expected near <eof>"},
        {"function f(", "1: <name> or '...' expected near <eof>"},
        {"function f(a,", "1: <name> or '...' expected near <eof>"},
        {"function f(a,)", "1: <name> or '...' expected near ')'"},
        {"function f(...,a) end", "1: ')' expected near ','"},
        {"return return", "1: unexpected symbol near 'return'"},
        {"return 1 2", "1: <eof> expected near '2'"},
        {"x", "1: syntax error near <eof>"},
        {"x.y", "1: syntax error near <eof>"},
        {"x:y", "1: function arguments expected near <eof>"},
        {"(x)", "1: syntax error near <eof>"},
        {"(x) = 1", "1: syntax error near '='"},
        {"f() = 1", "1: syntax error near '='"},
        {"a, f() = 1", "1: syntax error near '='"},
        {"a,(b) = 1", "1: syntax error near '='"},
        {"x = }", "1: unexpected symbol near '}'"},
        {"x = 'abc", "1: unfinished string near <eof>"},
        {"x = 'a\\xzz'", "1: hexadecimal digit expected near ''a\\xz'"},
        {"x = \"a\\qb\"", "1: invalid escape sequence near '\"a\\q'"},
        {
            "x='\\u{7fffffff}\\u{80000000}'",
            "1: UTF-8 value too large near ''\u00fd\u00bf\u00bf\u00bf\u00bf\u00bf\\u{80000000'"
        },
        {"x='\\u{12'", "1: missing '}' near ''\\u{12''"},
        {"x='\\u12'", "1: missing '{' near ''\\u1'"},
        {"x='\\300'", "1: decimal escape too large near ''\\300''"},
        {"x = [==a", "1: invalid long string delimiter near '[=='"},
        {"x=[[a", "1: unfinished long string (starting at line 1) near <eof>"},
        {"--[[a", "1: unfinished long comment (starting at line 1) near <eof>"},
        {"x=3x", "1: malformed number near '3x'"},
        {"x=0x", "1: malformed number near '0x'"},
        {"x=3e", "1: malformed number near '3e'"},
        {"x=1..2", "1: malformed number near '1..2'"},
        {"x=a.1", "1: unexpected symbol near '.1'"},
        {"a@b", "1: syntax error near '@'"},
        {"a\u0001a = 1", "1: syntax error near '<\\1>'"},
        {"\u00ffa = 1", "1: unexpected symbol near '<\\255>'"},
        {"$", "1: unexpected symbol near '$'"},
        {"a = \u0000", "1: unexpected symbol"},
        {"\u0000", "1: unexpected symbol"},
        {"x='a\nb'", "1: unfinished string near ''a'"},
        {"x='a\\", "1: unfinished string near <eof>"},
        {"x = 'a' 'b'", "1: unexpected symbol near ''b''"},
        {"x = [[a]] [[b]]", "1: unexpected symbol near '[[b]]'"},
        {"local x <foo> = 1", "1: unknown attribute 'foo'"},
        {"local x <const> = 1 x = 2", "1: attempt to assign to const variable 'x'"},
        {"local x <close>, y <close> = 1", "1: multiple to-be-closed variables in local list"},
        {"local x <const> = print; function f() x = 1 end", "1: attempt to assign to const variable 'x'"},
        {"local x <const> = 5; function f() x = 1 end", "1: attempt to assign to const variable 'x'"},
        {"local x <const> = 5; function x() end", "1: attempt to assign to const variable 'x'"},
        {"goto l1", "1: no visible label 'l1' for <goto> at line 1"},
        {"goto l1; local aa ::l1:: print(1)", "1: <goto l1> at line 1 jumps into the scope of local 'aa'"},
        {"::a:: ::a::", "1: label 'a' already defined on line 1"},
        {"::a:: do ::a:: end", "1: label 'a' already defined on line 1"},
        {"do ::a:: end goto a", "1: no visible label 'a' for <goto> at line 1"},
        {"break", "1: break outside loop at line 1"},
        {"function f() break end", "1: break outside loop at line 1"},
        {
            "repeat if x then goto cont end; local xuxu = 10; ::cont:: until xuxu < x",
            "1: <goto cont> at line 1 jumps into the scope of local 'xuxu'"
        },
        {"goto = 1", "1: <name> expected near '='"},
        {"x = function() return ... end", "1: cannot use '...' outside a vararg function near '...'"},
        {"x = {1,2", "1: '}' expected near <eof>"},
        {"x = {a=}", "1: unexpected symbol near '}'"},
        {"x = {[1]}", "1: '=' expected near '}'"},
        {"x = {[1]=2,,}", "1: unexpected symbol near ','"},
        {"f(", "1: unexpected symbol near <eof>"},
        {"f(1", "1: ')' expected near <eof>"},
        {"f(1,\n\n2", "3: ')' expected (to close '(' at line 1) near <eof>"},
        {"x = (1\n", "2: ')' expected (to close '(' at line 1) near <eof>"},
        {"do\n\n", "3: 'end' expected (to close 'do' at line 1) near <eof>"},
        {"if x then\n\nelse\n\n", "5: 'end' expected (to close 'if' at line 1) near <eof>"},
        {"while 1 do\n\n until", "3: 'end' expected (to close 'while' at line 1) near 'until'"},
        {"for i=1,2 do\n\n", "3: 'end' expected (to close 'for' at line 1) near <eof>"},
        {"function f()\n\n", "3: 'end' expected (to close 'function' at line 1) near <eof>"},
        {"end", "1: <eof> expected near 'end'"},
        {"x = a.b:c", "1: function arguments expected near <eof>"},
        {"x = a:b.c", "1: function arguments expected near '.'"},
        {"a.b:c = 1", "1: function arguments expected near '='"},
        {"local function", "1: <name> expected near <eof>"},
        {"local function 1", "1: <name> expected near '1'"},
        {"local a.b = 1", "1: unexpected symbol near '.'"},
        {"x = not", "1: unexpected symbol near <eof>"},
        {"x = 1 +", "1: unexpected symbol near <eof>"},
        {"x = ..", "1: unexpected symbol near '..'"},
        {"x = a..", "1: unexpected symbol near <eof>"},
        {"syntax error", "1: syntax error near 'error'"},
        {"1.000", "1: unexpected symbol near '1.000'"},
        {"[[a]]", "1: unexpected symbol near '[[a]]'"},
        {"'aa'", "1: unexpected symbol near ''aa''"},
        {"while << do end", "1: unexpected symbol near '<<'"},
        {"for >> do end", "1: <name> expected near '>>'"},
        {"\n\n\nx = = 1", "4: unexpected symbol near '='"},
        {"x = \\", "1: unexpected symbol near '\\'"},
        {"x='\\z \n \n a", "3: unfinished string near <eof>"},
        {"x = 'a\\\nb\nc'", "2: unfinished string near ''a\nb'"},
        {"x = !", "1: unexpected symbol near '!'"},
        {"x ~ y", "1: syntax error near '~'"},
        {"::a", "1: '::' expected near <eof>"},
        {"::1::", "1: <name> expected near '1'"},
        {"goto 1", "1: <name> expected near '1'"},
        {"x = ~", "1: unexpected symbol near <eof>"},
        {"x = 5 5", "1: unexpected symbol near '5'"},
        {"x = nil nil", "1: unexpected symbol near 'nil'"},
        {"local a <const", "1: '>' expected near <eof>"},
        {"local a <", "1: <name> expected near <eof>"},
        {"and", "1: unexpected symbol near 'and'"},
        {"x = 0xep1 x", "1: syntax error near <eof>"},
        {"x = 08 x", "1: syntax error near <eof>"},
        {"x = 1e400 y", "1: syntax error near <eof>"},
        {"x = .5.5", "1: malformed number near '.5.5'"},
        {"x=0x1p", "1: malformed number near '0x1p'"},
        {"x = 3..a", "1: malformed number near '3..a'"},
        {"local x = 'ab\u0000cd' 'e'", "1: unexpected symbol near ''e''"},
        {"x = '\u0000' = 1", "1: unexpected symbol near '='"},
        {"return;;", "1: <eof> expected near ';'"},
        {"; ; ;x", "1: syntax error near <eof>"},
        {"a;b", "1: syntax error near ';'"},
        {"f:", "1: <name> expected near <eof>"},
        {"f:a", "1: function arguments expected near <eof>"},
        {"f:a\n", "2: function arguments expected near <eof>"},
        {"x = f:a + 1", "1: function arguments expected near '+'"},
        {"for a,b,1 in", "1: <name> expected near '1'"},
        {"for a.b in x do end", "1: '=' or 'in' expected near '.'"},
        {"for i = 1, 2, 3, 4 do end", "1: 'do' expected near ','"},
        {"for i,j = 1,2 do end", "1: 'in' expected near '='"},
        {"if x then elseif y then else elseif", "1: 'end' expected near 'elseif'"},
        {"x = function (a,b,...) return ... end y", "1: syntax error near <eof>"},
        {"x = '\\xag'", "1: hexadecimal digit expected near ''\\xag'"},
        {"x='\\999'", "1: decimal escape too large near ''\\999''"},
        {"x='\\x'", "1: hexadecimal digit expected near ''\\x''"},
        {"x='\\u'", "1: missing '{' near ''\\u''"},
        {"x='\\u{'", "1: hexadecimal digit expected near ''\\u{''"},
        {"x='\\u{}'", "1: hexadecimal digit expected near ''\\u{}'"},
        {"x='\\u{1", "1: missing '}' near ''\\u{1'"},
        {"x=\"\\400\"", "1: decimal escape too large near '\"\\400\"'"},
        {"--[==[ \n\n", "3: unfinished long comment (starting at line 1) near <eof>"},
        {"x = [=[ \n\n ]]", "3: unfinished long string (starting at line 1) near <eof>"},
        {"local t <const> = {}; t = 1", "1: attempt to assign to const variable 't'"},
        {"local x <close> = nil; x = 1", "1: attempt to assign to const variable 'x'"},
        {
            "local function f() local y <const> = x; return function() y = 2 end end",
            "1: attempt to assign to const variable 'y'"
        },
        {"local a <const>, b <const> = 1, 2; a = 1", "1: attempt to assign to const variable 'a'"},
        {"local a <const>, b <const> = 1, 2; b = 1", "1: attempt to assign to const variable 'b'"},
        {"goto x; do local y; ::x:: end", "1: no visible label 'x' for <goto> at line 1"},
        {"do goto x; local y; ::x:: z = 1 end", "1: <goto x> at line 1 jumps into the scope of local 'y'"},
        {"do goto x; local y <const> = 1; ::x:: z = 1 end", "1: <goto x> at line 1 jumps into the scope of local 'y'"},
        {"while true do break; ::a:: local z goto b end ::b:: c", "1: syntax error near <eof>"},
        {"x = 1 = 2", "1: unexpected symbol near '='"},
        {"a.b.c", "1: syntax error near <eof>"},
        {"a[1]", "1: syntax error near <eof>"},
        {"a[1", "1: ']' expected near <eof>"},
        {"a[1 = 2", "1: ']' expected near '='"},
        {"a[]", "1: unexpected symbol near ']'"},
        {"a.1", "1: syntax error near '.1'"},
        {"local x, = 1", "1: <name> expected near '='"},
        {"local x = ", "1: unexpected symbol near <eof>"},
        {"local x = 1,", "1: unexpected symbol near <eof>"},
        {"a, = 1", "1: unexpected symbol near '='"},
        {"a,b", "1: '=' expected near <eof>"},
        {"a,b = ", "1: unexpected symbol near <eof>"},
        {"return a,", "1: unexpected symbol near <eof>"},
        {"f{", "1: unexpected symbol near <eof>"},
        {"f{}{", "1: unexpected symbol near <eof>"},
        {"f''.x", "1: syntax error near <eof>"},
        {"local function x(a, a, ...) end ;;; return 1,", "1: unexpected symbol near <eof>"},
        {"if", "1: unexpected symbol near <eof>"},
        {"if then", "1: unexpected symbol near 'then'"},
        {"while", "1: unexpected symbol near <eof>"},
        {"while do end", "1: unexpected symbol near 'do'"},
        {"until x", "1: <eof> expected near 'until'"},
        {"else", "1: <eof> expected near 'else'"},
        {"elseif", "1: <eof> expected near 'elseif'"},
        {"then", "1: unexpected symbol near 'then'"},
        {"do", "1: 'end' expected near <eof>"},
        {"in", "1: unexpected symbol near 'in'"},
        {"or", "1: unexpected symbol near 'or'"},
        {"not", "1: unexpected symbol near 'not'"},
        {"nil", "1: unexpected symbol near 'nil'"},
        {"true", "1: unexpected symbol near 'true'"},
        {"1", "1: unexpected symbol near '1'"},
        {"{}", "1: unexpected symbol near '{'"},
        {"...", "1: unexpected symbol near '...'"},
        {"#x", "1: unexpected symbol near '#'"},
        {"-x", "1: unexpected symbol near '-'"},
        {"//", "1: unexpected symbol near '//'"},
        {"..", "1: unexpected symbol near '..'"},
        {"x = '\u00c3\u00a9' \u00c3\u00a9", "1: unexpected symbol near '<\\195>'"},
        {"\u00ef\u00bb\u00bfx=1", "1: unexpected symbol near '<\\239>'"},
        {"# x", "1: unexpected symbol near '#'"},
        {"x = <", "1: unexpected symbol near '<'"},
        {"x = a <= <", "1: unexpected symbol near '<'"},
        {"x = 'a'..", "1: unexpected symbol near <eof>"},
        {"x=`a`", "1: unexpected symbol near '`'"},
        {"x = \"a\nb\"", "1: unfinished string near '\"a'"},
        {"x = 'long long long long long long long long long long long long string' y", "1: syntax error near <eof>"},
        {"veryverylongchunkname_veryverylongchunkname_veryverylongchunkname = = 1", "1: unexpected symbol near '='"},
    };

    @TestFactory
    Stream<DynamicTest> wrongProgramIsRefusedInTheWordsOfTheReference() {
        return Stream.of(MESSAGES)
                .map(row -> DynamicTest.dynamicTest("'" + row[0] + "'", () -> {
                    assertEquals("x:" + row[1], message(row[0], "=x"));
                    String[] lineAndText = row[1].split(":", 2);
                    if (!row[1].matches("(?s).* (on|at) line .*|.*starting at.*")) {
                        int line = Integer.parseInt(lineAndText[0]) + 2;
                        assertEquals("x:" + line + ":" + lineAndText[1], message("\n\n" + row[0], "=x"));
                    }
                }));
    }

    @Test
    void openingLineIsNamedWhenItIsNotTheCurrentOne() {
        assertEquals("x:4: 'end' expected (to close 'if' at line 1) near <eof>", message("if x then\n\n\n", "=x"));
        assertEquals("x:3: ')' expected (to close '(' at line 1) near '2'", message("f(1\n\n2", "=x"));
        assertEquals("x:3: unfinished long string (starting at line 2) near <eof>", message("\nx = [[a\n", "=x"));
        assertEquals("x:3: label 'a' already defined on line 1", message("::a:: x = 1\n\n::a::", "=x"));
        assertEquals("x:3: no visible label 'a' for <goto> at line 2", message("\ngoto a\n", "=x"));
        assertEquals("x:2: no visible label 'a' for <goto> at line 2", message("goto\na", "=x"));
    }

    @Test
    void chunkNameIsShownShort() {
        assertEquals("[string \"x =\"]:1: unexpected symbol near <eof>", message("x =", "x ="));
        assertEquals("[string \"x =...\"]:2: unexpected symbol near <eof>", message("x =\n", "x =\n"));
        assertEquals("dir/f.lua:1: unexpected symbol near <eof>", message("x =", "@dir/f.lua"));
        String fits = "x".repeat(43) + "=";
        assertEquals("[string \"" + fits + "\"]:1: unexpected symbol near <eof>", message(fits, fits));
        String long1 = "x".repeat(44) + "=";
        assertEquals("[string \"" + long1 + "...\"]:1: unexpected symbol near <eof>", message(long1, long1));
        assertEquals(
                "..." + "y".repeat(56) + ":1: unexpected symbol near <eof>", message("x =", "@z" + "y".repeat(80)));
    }

    @Test
    void nestingIsLimitedAsInTheReference() {
        assertEquals("C stack overflow", message("return " + "(".repeat(196) + "1" + ")".repeat(196), "=x"));
        assertEquals("C stack overflow", message("do ".repeat(198) + "end ".repeat(198), "=x"));
        assertEquals("C stack overflow", message("a,".repeat(196) + "a = 1", "=x"));
        assertEquals("C stack overflow", message("return " + "a..".repeat(196) + "a", "=x"));
        assertEquals("C stack overflow", message("return " + "{".repeat(1_000_000), "=x"));
        assertEquals("C stack overflow", message("::a::".repeat(1000), "=x"));
    }

    @Test
    void variablesAndUpvaluesAreLimitedAsInTheReference() {
        StringBuilder locals = new StringBuilder("\nfunction f()\n  local a");
        for (int i = 1; i < 201; i++) {
            locals.append(", a").append(i);
        }
        assertEquals(
                "x:3: too many local variables (limit is 200) in function at line 2 near 'a200'",
                message(locals.toString(), "=x").replace("near <eof>", "near 'a200'"));
        StringBuilder upvalues = new StringBuilder();
        for (int f = 0; f < 3; f++) {
            upvalues.append("local function f").append(f).append("()\n");
            for (int i = 0; i < 100; i++) {
                upvalues.append("local a").append(f).append('_').append(i).append('\n');
            }
        }
        upvalues.append("return function()\nreturn 0");
        for (int f = 0; f < 3; f++) {
            for (int i = 0; i < 100; i++) {
                upvalues.append(" + a").append(f).append('_').append(i);
            }
        }
        assertEquals(
                "too many upvalues (limit is 255) in function at line 304 near '+'",
                message(upvalues.toString(), "=x").replaceFirst("x:\\d+: ", ""));
    }

    @Test
    void valuesThatWaitForOthersAreLimitedAsInTheReference() {
        String tooMany = "x:1: function or expression needs too many registers near ";
        assertEquals(tooMany + "'x'", message("a = f(x" + ",x".repeat(260) + ")", "=x"));
        assertEquals(tooMany + "'x'", message("return x" + ",x".repeat(260), "=x"));
        assertEquals(tooMany + "<eof>", message("return x" + ",x".repeat(254), "=x"));
    }

    private static String message(String program, String chunkName) {
        byte[] bytes = program.getBytes(StandardCharsets.ISO_8859_1);
        LuaString name = LuaString.wrap(chunkName.getBytes(StandardCharsets.ISO_8859_1));
        LuaSyntaxException e = assertThrows(LuaSyntaxException.class, () -> Parser.parse(bytes, name));
        return new String(e.text().bytes(), StandardCharsets.ISO_8859_1);
    }
}
