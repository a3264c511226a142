package eco.lua.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import eco.lua.LuaCoroutine;
import eco.lua.LuaRuntime;
import eco.lua.module.CoreModules;
import org.junit.jupiter.api.Test;

class LuaModulesTest {
    /** Loaded, never initialised. */
    private static class Named implements LuaModule {
        @Override
        public String name() {
            throw new AssertionError("no code of a provider runs to find its name");
        }

        @Override
        public Object open(LuaRuntime runtime, LuaCoroutine co) {
            throw new AssertionError();
        }
    }

    private static final class HttpClientModule extends Named {}

    private static final class Nl80211Module extends Named {}

    private static final class EcoModule extends Named {}

    private static final class Unconventional extends Named {}

    @Test
    void theClassNameSaysTheLuaName() {
        assertEquals("eco.http.client", LuaModules.luaName(HttpClientModule.class));
        assertEquals("eco.nl80211", LuaModules.luaName(Nl80211Module.class));
        assertEquals("eco", LuaModules.luaName(EcoModule.class));
        assertThrows(IllegalStateException.class, () -> LuaModules.luaName(Unconventional.class));
    }

    @Test
    void everyProviderAgreesWithItsName() {
        LuaModules modules = LuaModules.discover();
        assertTrue(modules.names().contains("eco.time"));
        for (String name : modules.names()) {
            assertEquals(name, present(modules.find(name)).name());
            assertNotNull(modules.origin(name));
        }
    }

    @Test
    void theCoreModulesAreFoundWithoutTheServiceLoader() {
        LuaModules modules = LuaModules.discover();
        for (String name : modules.names()) {
            boolean core =
                    present(modules.find(name)).getClass().getPackageName().equals("eco.lua.module");
            assertEquals(core, CoreModules.find(name) != null, name);
        }
    }

    @Test
    void anUnknownNameHasNoProvider() {
        LuaModules modules = LuaModules.discover();
        assertNull(modules.find("eco.nothing"));
        assertNull(modules.origin("eco.nothing"));
    }

    private static LuaModule present(LuaModule module) {
        assertNotNull(module);
        return module;
    }
}
