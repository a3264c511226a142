package eco.lua.syntax;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Programs that use every part of the grammar, to be mutated, dumped, and cut to pieces. */
final class Programs {
    private static final String STATEMENTS = """
            local a, b <const>, c = 1, f(), ...
            local k <const> = 0x10
            local s <close> = setmetatable({}, {__close = function(o, e) print(o, e, k) end})
            a, b2, t[a], t.x.y = c, k, -a, not a
            function t.u.v(x, y, ...) return ..., select('#', ...) end
            function t:m(x) self.n = self.n + x return self:m(x - 1) end
            local function rec(n) if n == 0 then return 0 elseif n < 0 then return -1 else return rec(n - 1) end end
            for i = 1, 10, 2 do a = a + i if a > 5 then break end end
            for i = 10, 1 do end
            for key, value in pairs(t) do local z = function() return key, value, a end goto continue
              print(z) ::continue:: end
            while a and b or not c do a = a // 2 ~ 3 & 4 | 5 << 6 >> 7 end
            repeat local q = a ^ 2 ^ 3 until q >= 1.5e300 or q ~= q
            do local e = {1, 2.5, 'x', [k] = 1, n = {}; f(), (f()), ...} print(#e, -a, ~a, e[1], e.n) end
            ::top:: if a then goto done else goto top end
            print "text" print [==[long]] text]==] print {1, f}
            print(a .. b2 .. "c", a == b2, a < 1, a <= 1, a > 1, a >= 1, a / 1, a % 1, a - 1, a * 1)
            ::done:: ;
            return (f()), t:m(1)
            """;

    private Programs() {}

    /** The programs. */
    static List<String> all() {
        return List.of(
                STATEMENTS,
                "return f(1)",
                "",
                "local _ENV <const> = {}; x = 1; return function() return x end",
                "return function(a) return function(b) return function(c) a, b, c = c, a, b end end end");
    }

    static byte[] bytes(String program) {
        return program.getBytes(StandardCharsets.ISO_8859_1);
    }
}
