package eco.lua.lib;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import eco.lua.LuaString;
import eco.lua.lib.date.DateFormat;
import eco.lua.lib.date.LocalZone;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.IsoFields;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code os}. Expectations are the reference's answers. */
@Timeout(60)
class OsLibraryTest {
    private final Script lua = new Script(Map.of("PRESENT", "yes"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "os.date('!%c', 0)~Thu Jan  1 00:00:00 1970",
                "os.date('!%a %A %b %B %d %D %e %F %g %G %h %H %I %j %m %M %p', 86400 * 200)"
                        + "~Mon Monday Jul July 20 07/20/70 20 1970-07-20 70 1970 Jul 00 12 201 07 00 AM",
                "os.date('!%r|%R|%S|%T|%u|%U|%V|%w|%W|%x|%X|%y|%Y|%z|%Z|%%|%C', 86400 * 200)"
                        + "~12:00:00 AM|00:00|00|00:00:00|1|29|30|1|29|07/20/70|00:00:00|70|1970|+0000|GMT|%|19",
                "os.date('!%Ec|%EC|%Ex|%EX|%Ey|%EY|%Od|%Oe|%OH', 0)"
                        + "~Thu Jan  1 00:00:00 1970|19|01/01/70|00:00:00|70|1970|01| 1|00",
                "os.date('!%Y-%m-%d', -99999999999)~-1199-02-15",
                "pcall(os.date, '%Qabc')~false|bad argument #1 to 'os.date' (invalid conversion specifier '%Qabc')",
                "pcall(os.date, '%')~false|bad argument #1 to 'os.date' (invalid conversion specifier '%')",
                "pcall(os.date, 'x%Ez')~false|bad argument #1 to 'os.date' (invalid conversion specifier '%Ez')",
                "pcall(os.date, '*t', 2^60)~false|date result cannot be represented in this installation",
                "pcall(os.date, '%Y', 1.5)~false|bad argument #2 to 'os.date' (number has no integer representation)",
                "pcall(os.time, {})~false|field 'year' missing in date table",
                "pcall(os.time, {year = 2000, month = 1})~false|field 'day' missing in date table",
                "pcall(os.time, {year = 2000, month = 1, day = 'x'})~false|field 'day' is not an integer",
                "pcall(os.time, {year = 2000, month = 1, day = 1.5})~false|field 'day' is not an integer",
                "pcall(os.time, {year = 2^40, month = 1, day = 1})~false|field 'year' is out-of-bound",
                "os.difftime(5, 2), math.type(os.time())~3.0|integer",
                "os.getenv('PRESENT'), os.getenv('ABSENT')~yes|nil",
                "os.remove('/nonexistent')~nil|/nonexistent: No such file or directory|2",
                "os.rename('/nonexistent', '/tmp/y')~nil|No such file or directory|2",
                "os.setlocale(), os.setlocale('C'), os.setlocale('xx'), os.setlocale(nil, 'time')~C|C|nil|C",
                "pcall(os.setlocale, 'C', 'x')~false|bad argument #2 to 'os.setlocale' (invalid option 'x')",
                "os.execute(), os.execute('exit 3')~true|nil|exit|3",
                "os.execute('true')~true|exit|0",
                "os.execute('kill -9 $$')~nil|signal|9",
                "pcall(os.exit, 'x')~false|bad argument #1 to 'os.exit' (number expected, got string)",
            })
    void answersAreTheReferences(String expressions, String expected) {
        assertEquals(expected, lua.values(expressions));
    }

    @Test
    void timeReadsNumeralsAndPutsFieldsInOrder() {
        assertEquals(
                "true",
                lua.values("os.time{year = '2000', month = '0x1', day = 1.0, hour = ' 5 '}"
                        + " == os.time{year = 2000, month = 1, day = 1, hour = 5}"));
        assertEquals(
                "2001|1|29|2|9|59|29|2",
                lua.run("local t = {year = 2000, month = 14, day = -3, hour = 25, min = 70, sec = -1} os.time(t)\n"
                        + "return t.year, t.month, t.day, t.hour, t.min, t.sec, t.yday, t.wday"));
    }

    @Test
    void dateAndTimeAreInverse() {
        assertEquals(
                "true",
                lua.run("for _, s in ipairs {0, 1, 86399, 951827696, 2^31 // 1 | 0, 4102444800} do\n"
                        + "if os.time(os.date('*t', s)) ~= s then return s end end return true"));
    }

    @Test
    void temporaryNamesExistAndAreNew() throws Exception {
        String name = lua.values("os.tmpname()");
        assertTrue(name.matches("/tmp/lua_[A-Za-z0-9]{6}"), name);
        assertTrue(Files.deleteIfExists(Path.of(name)));
    }

    @Test
    void filesAreRenamedAndRemovedAndSoAreEmptyFolders(@TempDir Path folder) throws Exception {
        Files.createFile(folder.resolve("a"));
        lua.run("D = '" + folder + "'");
        assertEquals("true|true", lua.values("os.rename(D .. '/a', D .. '/b'), os.remove(D .. '/b')"));
        Files.createDirectories(folder.resolve("d/e"));
        assertTrue(lua.values("os.remove(D .. '/d')").endsWith("/d: Directory not empty|39"));
        assertEquals("true", lua.values("os.remove(D .. '/d/e')"));
    }

    @Test
    void clockAdvancesWithWork() {
        assertEquals("true", lua.run("local t = os.clock() repeat until os.clock() > t return true"));
    }

    @Property
    void calendarFieldsAgreeWithJavas(@ForAll @LongRange(min = -60_000_000_000L, max = 200_000_000_000L) long second)
            throws Exception {
        var time = Instant.ofEpochSecond(second).atOffset(ZoneOffset.UTC);
        String expected = time.format(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss DDD EEE", Locale.ENGLISH))
                + String.format(" %02d", time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR))
                + " " + time.get(IsoFields.WEEK_BASED_YEAR);
        String shown = DateFormat.format(LocalZone.utc(second), LuaString.of("%Y-%m-%d %H:%M:%S %j %a %V %G"), 0)
                .toString();
        assertEquals(expected.replaceFirst("^(-?)0+(?=\\d)", "$1"), shown);
    }
}
