package eco.lua.spi;

import eco.lua.LuaCoroutine;
import eco.lua.LuaRuntime;
import org.jspecify.annotations.Nullable;

/**
 * A Lua module written in Java, which {@code require} finds by its Lua name. One provider class for each Lua module,
 * listed in its JPMS module's {@code provides eco.lua.spi.LuaModule with ...} and, for the class path, in
 * {@code META-INF/services/eco.lua.spi.LuaModule}.
 *
 * <p><b>The class's simple name says the Lua name</b>, so that nothing is run to find it: the words of the Lua name
 * after {@code eco.}, each capitalised, then {@code Module}. {@code eco.http.client} is provided by some package's
 * {@code HttpClientModule}, {@code eco.nl80211} by {@code Nl80211Module}, {@code eco} itself by {@code EcoModule}.
 *
 * <p>A provider is public, has a public constructor without parameters, and is cheap to load and create: it refers to
 * the classes that do the work only inside {@link #open}.
 */
public interface LuaModule {
    /** The Lua name, such as {@code eco.http.client}. */
    String name();

    /**
     * Why the module cannot be used on this machine, such as {@code libubus.so not found}, or null when it can. A failing
     * {@code require} and {@code eco --modules} show it.
     */
    default @Nullable String unavailable() {
        return null;
    }

    /**
     * Builds the module's value, usually a {@link eco.lua.LuaTable}, for one runtime; called by its first
     * {@code require}, in the coroutine that calls it. Null stands for a module without a value.
     */
    @Nullable
    Object open(LuaRuntime runtime, LuaCoroutine co);
}
