package eco.lua.runtime;

import eco.lua.LuaString;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Numbers for objects whose address is shown. An object keeps its number while it lives and no two living ones share one;
 * {@code System.identityHashCode} alone does not promise the second. Objects that are never shown cost nothing.
 */
public final class Addresses {
    private static final long BASE = 0x5500_0000_0000L;

    private static final int SHORT = 40;

    private final Map<Key, Long> numbers = new HashMap<>();
    private final ReferenceQueue<Object> gone = new ReferenceQueue<>();
    private long next;

    /** With no objects yet. */
    public Addresses() {}

    /** The object's address, such as {@code 0x550000000040}. */
    public String text(Object object) {
        return "0x" + Long.toHexString(BASE + of(object) * 32);
    }

    private long of(Object object) {
        for (Reference<?> dead = gone.poll(); dead != null; dead = gone.poll()) {
            numbers.remove(dead);
        }
        Long number = numbers.get(new Key(object, null));
        if (number == null) {
            number = ++next;
            numbers.put(new Key(object, gone), number);
        }
        return number;
    }

    private static final class Key extends WeakReference<Object> {
        private final int hash;

        Key(Object object, @Nullable ReferenceQueue<Object> queue) {
            super(object, queue);
            this.hash = isShort(object) ? object.hashCode() : System.identityHashCode(object);
        }

        /** The reference keeps one copy of each string up to this length, so equal ones have one address. */
        private static boolean isShort(Object object) {
            return object instanceof LuaString s && s.length() <= SHORT;
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            if (this == other) {
                return true;
            }
            Object mine = get();
            Object theirs = other instanceof Key key ? key.get() : null;
            return mine != null && theirs != null && (mine == theirs || isShort(mine) && mine.equals(theirs));
        }
    }
}
