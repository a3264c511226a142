package eco.lua.gc;

import eco.lua.CallSite;
import eco.lua.Frame;
import eco.lua.LuaCoroutine;
import eco.lua.LuaRuntime;
import eco.lua.LuaString;
import eco.lua.Metamethod;
import eco.lua.runtime.HookCall;
import eco.lua.runtime.Protection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One run of an object's {@code __gc}. */
final class Finalization {
    private Finalization() {}

    static void run(LuaRuntime runtime, LuaCoroutine co, Collectable object) {
        restoreEntries(object);
        Object finalizer = runtime.metamethod(object, Metamethod.GC);
        if (finalizer == null) {
            return;
        }
        Frame interrupted = co.top;
        CallSite site = interrupted == null ? null : interrupted.site;
        if (interrupted != null) {
            interrupted.site = HookCall.finalizer(site);
        }
        co.forbidYield();
        Object[] outcome = Protection.call(co, finalizer, new Object[] {object}, null);
        co.allowYield();
        if (interrupted != null) {
            interrupted.site = site;
        }
        if (outcome[0] == Boolean.FALSE) {
            Object error = outcome[1];
            String text = error instanceof LuaString s ? s.toString() : "error object is not a string";
            runtime.warn(LuaString.of("error in __gc (" + text + ")"));
        }
    }

    /**
     * A finalizer still finds its object in tables with weak keys: the reference drops such entries only when the object is
     * really freed, the JVM before.
     */
    private static void restoreEntries(Collectable object) {
        Collectable.Ties ties = object.ties;
        if (ties == null) {
            return;
        }
        List<Ephemeron> entries = new ArrayList<>();
        for (Ephemeron entry = ties.ephemerons; entry != null; entry = entry.next()) {
            entries.add(entry);
        }
        for (Ephemeron entry : entries) {
            @Nullable WeakPart part = entry.get();
            if (part != null) {
                part.restore(entry);
            }
        }
    }
}
