package eco.lua.module;

import eco.lua.LuaCoroutine;
import eco.lua.LuaString;
import eco.lua.LuaTable;
import java.util.function.Consumer;

/**
 * The descriptor numbers that programs find in synchronisation objects. The objects live in memory and need none, but a number
 * is as open as its object is: closing it closes the object, and once the object is gone it is closed.
 */
final class SyncNumbers {
    static final LuaString EFD = LuaString.of("efd");

    private SyncNumbers() {}

    /** Gives the object a number in its field {@code efd}. */
    static void assign(LuaCoroutine co, LuaTable object, Consumer<LuaTable> close) {
        object.put(EFD, (long) EcoModule.tasks(co).loop().descriptors().allocateVirtual(object, close));
    }

    /** The object has been closed: takes the number back, once. */
    static void release(LuaCoroutine co, LuaTable object) {
        if (object.get(EFD) instanceof Long number) {
            EcoModule.tasks(co).loop().descriptors().releaseVirtual(number.intValue());
            object.put(EFD, null);
        }
    }
}
