package eco.lua.module;

import eco.lua.LuaString;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One option that a program takes.
 *
 * @param name key of its value in the result, and its name in messages
 * @param shortName the letter after a single dash, or null
 * @param longName the word after two dashes
 * @param type how its value is read
 * @param initial its value when it is not given, any Lua value, or null for the type's own; never an array
 * @param initialItems for {@link Type#ARRAY}: the items that it starts with, or null for none
 * @param required whether it must be given
 */
record CommandLineOption(
        LuaString name,
        @Nullable LuaString shortName,
        LuaString longName,
        Type type,
        @Nullable Object initial,
        @Nullable List<LuaString> initialItems,
        boolean required) {

    enum Type {
        BOOLEAN,
        STRING,
        NUMBER,
        INTEGER,
        COUNT,
        ARRAY;

        boolean takesValue() {
            return this != BOOLEAN && this != COUNT;
        }

        boolean repeats() {
            return this == COUNT || this == ARRAY;
        }
    }
}
