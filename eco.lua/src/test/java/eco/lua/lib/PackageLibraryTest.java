package eco.lua.lib;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code require} and {@code package}. */
@Timeout(60)
class PackageLibraryTest {
    private static final String STOCK_PATH = "/usr/local/share/lua/5.4/?.lua;/usr/local/share/lua/5.4/?/init.lua;"
            + "/usr/local/lib/lua/5.4/?.lua;/usr/local/lib/lua/5.4/?/init.lua;./?.lua;./?/init.lua";

    private final Script lua = new Script();

    @Test
    void theStockPathsAreTheDefault() {
        assertEquals(STOCK_PATH, lua.values("package.path"));
        assertEquals(
                "/usr/local/lib/lua/5.4/?.so;/usr/local/lib/lua/5.4/loadall.so;./?.so", lua.values("package.cpath"));
        assertEquals("/\n;\n?\n!\n-\n", lua.values("package.config"));
    }

    @Test
    void theEnvironmentReplacesThePathAndMayNameTheDefault() {
        assertEquals("/a/?.lua", new Script(Map.of("LUA_PATH", "/a/?.lua")).values("package.path"));
        assertEquals("/b", new Script(Map.of("LUA_PATH", "/a", "LUA_PATH_5_4", "/b")).values("package.path"));
        assertEquals("/a;" + STOCK_PATH + ";/c", new Script(Map.of("LUA_PATH", "/a;;/c")).values("package.path"));
        assertEquals(STOCK_PATH, new Script(Map.of("LUA_PATH", ";;")).values("package.path"));
    }

    @Test
    void aMissingModuleIsReportedWithEveryPlaceLookedAt() {
        assertEquals(
                "test:1: module 'a.b' not found:\n\tno field package.preload['a.b']\n\tno file '/x/a/b.lua'\n"
                        + "\tno file '/y/a/b.so'\n\tno file '/y/a.so'",
                lua.error("package.path = '/x/?.lua' package.cpath = '/y/?.so' require 'a.b'"));
    }

    @Test
    void aLoaderGetsNameAndFileAndItsValueIsKept(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("m.lua"), "local name, file = ... return {name = name, file = file}");
        lua.run("package.path = '" + folder + "/?.lua'");
        assertEquals(
                "m|" + folder + "/m.lua|" + folder + "/m.lua|true",
                lua.run("local m, where = require 'm' return m.name, m.file, where, require 'm' == m"));
    }

    @Test
    void aModuleWithoutAValueIsTrue(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("m.lua"), "");
        assertEquals(
                "true|true", lua.run("package.path = '" + folder + "/?.lua' return (require 'm'), package.loaded.m"));
    }

    @Test
    void aModuleThatDoesNotCompileIsReportedWithItsFile(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("m.lua");
        Files.writeString(file, "x =", StandardCharsets.UTF_8);
        assertEquals(
                "error loading module 'm' from file '" + file + "':\n\t" + file + ":1: unexpected symbol near <eof>",
                lua.error("package.path = '" + folder + "/?.lua' require 'm'"));
    }

    @Test
    void preloadComesFirst() {
        assertEquals("7|:preload:", lua.run("package.preload.m = function() return 7 end return require 'm'"));
    }

    @Test
    void javaModulesAreFoundForEcoNamesOnly() {
        assertEquals("table|:java:", lua.run("local m, from = require 'eco.time' return type(m), from"));
        assertTrue(lua.error("require 'eco.nothing'").contains("\n\tno Java module provides 'eco.nothing'"));
    }

    @Test
    void searchpathReplacesSeparatorsAndListsMisses() {
        assertEquals(
                "nil|no file './a/b.lua'\n\tno file '/x/a/b/a/b.so'",
                lua.values("package.searchpath('a.b', './?.lua;/x/?/?.so')"));
        assertEquals("nil|no file './a+b.lua'", lua.values("package.searchpath('a-b', './?.lua', '-', '+')"));
        assertEquals("nil|no file ''", lua.values("package.searchpath('a', '')"));
    }

    @Test
    void brokenFieldsAreRefused() {
        assertEquals("'package.path' must be a string", lua.error("package.path = nil require 'x'"));
        assertEquals("test:1: 'package.searchers' must be a table", lua.error("package.searchers = nil require 'x'"));
    }

    @Test
    void cModulesCannotBeLoaded(@TempDir Path folder) throws Exception {
        assertEquals(
                "nil|dynamic libraries not enabled; check your Lua installation|absent",
                lua.values("package.loadlib('x', 'y')"));
        Files.createFile(folder.resolve("m.so"));
        assertTrue(lua.error("package.cpath = '" + folder + "/?.so' require 'm'")
                .endsWith("m.so':\n\tdynamic libraries not enabled; check your Lua installation"));
    }
}
