package eco.lua.table;

import eco.lua.LuaString;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which string keys a table has, and in which slot each one's value is.
 *
 * <p>A <b>shared</b> shape is immutable: tables that got the same keys in the same order have the same shape, so a site that
 * has seen a shape knows both where a present key is and that an absent one is absent. Adding a key leads to another shape;
 * the shapes of one runtime form a tree under its root. A shape keeps its parent alive but not its children: those that no
 * table and no site uses any more are garbage.
 *
 * <p>A <b>dictionary</b> shape belongs to one table that has many keys, or has computed ones, or was made without a root.
 * Keys are appended to it in place: a present key's slot never changes, but an absent key may appear. When the table is
 * rebuilt without its deleted keys it gets a new shape.
 *
 * <p>In both, a deleted key stays with a null in its slot, which is what lets a traversal go on from it.
 */
public final class Shape {
    /** The shape of a table without string keys that has no root to grow from. */
    public static final Shape NONE = new Shape(new KeyMap(), 0, null, false);

    /** A chain of shapes by constant keys, such as {@code self.x = ...}, ends here: no object has more fields. */
    private static final int MAX_FIELDS = 64;
    /** A chain of new shapes by computed keys, such as {@code t[name] = ...}, ends here: most are dictionaries. */
    private static final int MAX_COMPUTED_FIELDS = 12;
    /** A shape with more children than this gets no more of them by computed keys. */
    private static final int MAX_COMPUTED_CHILDREN = 64;

    private final KeyMap keys;
    private final boolean shared;
    private final @Nullable Shape parent;
    private int count;
    private @Nullable Child onlyChild;
    private @Nullable Map<LuaString, Child> children;
    private int sweepAt = 8;

    private Shape(KeyMap keys, int count, @Nullable Shape parent, boolean shared) {
        this.keys = keys;
        this.count = count;
        this.parent = parent;
        this.shared = shared;
    }

    /** A new tree's root: the shape of a table without string keys. */
    public static Shape root() {
        return new Shape(new KeyMap(), 0, null, true);
    }

    /** A dictionary shape without keys, with room for some. */
    public static Shape dictionary(int capacity) {
        return new Shape(new KeyMap(capacity), 0, null, false);
    }

    /** The slot of a key, or -1. */
    public int find(LuaString key) {
        int position = keys.find(key);
        return position < count ? position : -1;
    }

    /** Number of keys, deleted ones included; slots 0 to {@code count() - 1} are theirs. */
    public int count() {
        return count;
    }

    /** The key of a slot. */
    public LuaString keyAt(int slot) {
        return keys.keyAt(slot);
    }

    /** True if it is immutable and shared, so that a key it lacks stays absent from every table that has it. */
    public boolean isShared() {
        return shared;
    }

    /** The shape without keys that a table of this shape began with. */
    public Shape origin() {
        Shape shape = this;
        while (shape.parent != null) {
            shape = shape.parent;
        }
        return shape.shared ? shape : NONE;
    }

    /**
     * The shared shape with one key more, which is in slot {@code count()}. The key must not be there yet.
     *
     * @param computed true if the key is not a constant of the program
     * @return null if a table that adds this key should become a dictionary
     */
    public @Nullable Shape with(LuaString key, boolean computed) {
        Shape next = child(key);
        if (next != null) {
            return next;
        }
        if (!shared || count >= (computed ? MAX_COMPUTED_FIELDS : MAX_FIELDS)) {
            return null;
        }
        if (computed && children != null && children.size() >= MAX_COMPUTED_CHILDREN) {
            sweep();
            if (children.size() >= MAX_COMPUTED_CHILDREN) {
                return null;
            }
        }
        return grow(key);
    }

    private @Nullable Shape child(LuaString key) {
        if (onlyChild != null) {
            return onlyChild.key.equals(key) ? onlyChild.get() : null;
        }
        if (children != null) {
            Child child = children.get(key);
            return child == null ? null : child.get();
        }
        return null;
    }

    private Shape grow(LuaString key) {
        KeyMap map = keys;
        if (map.size() == count) {
            map.append(key);
        } else if (!map.keyAt(count).equals(key)) {
            map = map.prefix(count);
            map.append(key);
        }
        Shape next = new Shape(map, count + 1, this, true);
        Child child = new Child(key, next);
        if (children != null) {
            if (children.size() >= sweepAt) {
                sweep();
            }
            children.put(key, child);
        } else if (onlyChild == null || onlyChild.refersTo(null)) {
            onlyChild = child;
        } else {
            children = new HashMap<>();
            children.put(onlyChild.key, onlyChild);
            children.put(key, child);
            onlyChild = null;
        }
        return next;
    }

    private void sweep() {
        if (children != null) {
            children.values().removeIf(child -> child.refersTo(null));
            sweepAt = Math.max(8, 2 * children.size());
        }
    }

    /** Adds a key to a dictionary shape; its slot is the count before. */
    public void append(LuaString key) {
        keys.append(key);
        count++;
    }

    private static final class Child extends WeakReference<Shape> {
        final LuaString key;

        Child(LuaString key, Shape shape) {
            super(shape);
            this.key = key;
        }
    }
}
