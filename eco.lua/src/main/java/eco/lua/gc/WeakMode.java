package eco.lua.gc;

import eco.lua.LuaString;
import org.jspecify.annotations.Nullable;

/** What a metatable's {@code __mode} makes weak: {@code k} keys, {@code v} values. */
public enum WeakMode {
    STRONG(false, false),
    KEYS(true, false),
    VALUES(false, true),
    BOTH(true, true);

    final boolean keys;
    final boolean values;

    WeakMode(boolean keys, boolean values) {
        this.keys = keys;
        this.values = values;
    }

    /** The mode that a {@code __mode} field asks for; anything but a string with a {@code k} or {@code v} is strong. */
    public static WeakMode of(@Nullable Object field) {
        if (!(field instanceof LuaString text)) {
            return STRONG;
        }
        boolean keys = false;
        boolean values = false;
        for (byte letter : text.bytes()) {
            keys |= letter == 'k';
            values |= letter == 'v';
        }
        return keys ? values ? BOTH : KEYS : values ? VALUES : STRONG;
    }

    /** True if entries can vanish. */
    public boolean isWeak() {
        return this != STRONG;
    }
}
