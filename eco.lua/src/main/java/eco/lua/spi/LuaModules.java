package eco.lua.spi;

import eco.lua.module.CoreModules;
import java.util.List;
import java.util.ServiceLoader;
import java.util.ServiceLoader.Provider;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The Lua modules that the Java modules around {@code eco.lua} provide, by Lua name.
 *
 * <p><b>Invariant.</b> Listing and looking up names runs no provider's code: names are derived from class names, and a
 * provider's class is initialised only by {@link #find} for its own name. Providers come from the module graph or
 * class path that {@code eco.lua} itself was loaded from, never from the thread's context class loader.
 */
public final class LuaModules {
    private static final String SUFFIX = "Module";

    private @Nullable TreeMap<String, Provider<LuaModule>> providers;

    private LuaModules() {}

    /** The modules that can be found; they are looked for when first asked about. */
    public static LuaModules discover() {
        return new LuaModules();
    }

    private TreeMap<String, Provider<LuaModule>> providers() {
        TreeMap<String, Provider<LuaModule>> found = providers;
        if (found == null) {
            found = new TreeMap<>();
            var all = loader().stream().iterator();
            while (all.hasNext()) {
                Provider<LuaModule> provider = all.next();
                found.putIfAbsent(luaName(provider.type()), provider);
            }
            providers = found;
        }
        return found;
    }

    /** A module looks at modules only: to look for files on the class path too would open the image's file system. */
    private static ServiceLoader<LuaModule> loader() {
        ModuleLayer layer = LuaModule.class.getModule().getLayer();
        return layer == null
                ? ServiceLoader.load(LuaModule.class, LuaModule.class.getClassLoader())
                : ServiceLoader.load(layer, LuaModule.class);
    }

    /** All Lua names, sorted. */
    public List<String> names() {
        return List.copyOf(providers().keySet());
    }

    /** The JPMS module (or the class path, as {@code unnamed}) that provides the Lua module; null if none does. */
    public @Nullable String origin(String luaName) {
        Provider<LuaModule> provider = providers().get(luaName);
        if (provider == null) {
            return null;
        }
        String module = provider.type().getModule().getName();
        return module == null ? "unnamed" : module;
    }

    /** A new instance of the provider of the Lua module, or null if there is none. */
    public @Nullable LuaModule find(String luaName) {
        LuaModule core = CoreModules.find(luaName);
        if (core != null) {
            return core;
        }
        Provider<LuaModule> provider = providers().get(luaName);
        return provider == null ? null : provider.get();
    }

    /** The Lua name that a provider class's simple name stands for: {@code HttpClientModule} is {@code eco.http.client}. */
    static String luaName(Class<? extends LuaModule> type) {
        String simple = type.getSimpleName();
        if (!simple.endsWith(SUFFIX)) {
            throw new IllegalStateException(
                    type.getName() + " provides a Lua module, so its name must be the Lua name followed by " + SUFFIX);
        }
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < simple.length() - SUFFIX.length(); i++) {
            char c = simple.charAt(i);
            if (i > 0 && Character.isUpperCase(c)) {
                words.append('.');
            }
            words.append(Character.toLowerCase(c));
        }
        String dotted = words.toString();
        return dotted.equals("eco") ? dotted : "eco." + dotted;
    }
}
