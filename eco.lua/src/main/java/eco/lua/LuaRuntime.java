package eco.lua;

import eco.lua.gc.Collectable;
import eco.lua.gc.Collector;
import eco.lua.lib.Libraries;
import eco.lua.lib.io.StandardFiles;
import eco.lua.runtime.Addresses;
import eco.lua.runtime.Chunks;
import eco.lua.runtime.Protection;
import eco.lua.table.Shape;
import eco.scheduler.EventLoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One isolated Lua world: globals, registry, loaded modules, type metatables. Used by one thread at a time.
 *
 * <p>{@link #create()} makes one with the whole standard library, for a script that is part of a Java program:
 *
 * {@snippet :
 * try (LuaRuntime lua = LuaRuntime.create()) {
 *     lua.define("greet", (co, args) -> LuaString.of("hello " + Arguments.string(co, args, 0)));
 *     lua.globals().put("answer", 42L);
 *     Object[] values = lua.run("print(greet('world')) return answer + 1");
 * }
 * }
 *
 * <p>Lua values are Java objects: null, {@link Boolean}, {@link Long}, {@link Double}, {@link LuaString},
 * {@link LuaTable}, {@link LuaFunction}, {@link LuaCoroutine}, {@link LuaUserdata}. A script that recurses deeply wants a
 * thread with a large stack, as {@link EventLoop#callOnLargeStack} has.
 */
public final class LuaRuntime implements AutoCloseable {
    private final Host host;
    private final Collector collector = new Collector(this, this::callAttention);
    private final Shape rootShape = Shape.root();
    private final LuaTable globals = new LuaTable();
    private final LuaTable registry = new LuaTable();
    private final Map<LuaType, LuaTable> typeMetatables = new EnumMap<>(LuaType.class);
    private final Addresses addresses = new Addresses();
    private final LuaCoroutine mainCoroutine = new LuaCoroutine(this);
    private @Nullable LuaTable stringMetatable;
    private @Nullable StandardFiles files;
    private boolean warnings;
    /**
     * True when a poll point has something to do. Every function entry and loop reads it. It is volatile because the JVM takes
     * the read of a plain field out of a small loop, which then never ends; the volatile read costs the same load.
     */
    public volatile boolean attention;

    private final Queue<Consumer<LuaCoroutine>> pending = new ConcurrentLinkedQueue<>();
    private @Nullable LuaTasks tasks;

    /** A runtime with empty globals in {@link Host#embedding()}. */
    public LuaRuntime() {
        this(Host.embedding());
    }

    /** A runtime with empty globals in the given host. */
    public LuaRuntime(Host host) {
        this.host = host;
        // Loads the class while there is memory to do so.
        Objects.requireNonNull(LuaError.NOT_ENOUGH_MEMORY);
    }

    /** A runtime with the standard library in {@link Host#embedding()}. */
    public static LuaRuntime create() {
        return create(Host.embedding());
    }

    /** A runtime with the standard library in the given host. */
    public static LuaRuntime create(Host host) {
        LuaRuntime runtime = new LuaRuntime(host);
        runtime.openLibraries();
        return runtime;
    }

    /** Opens the standard library in a runtime that was made empty. */
    public void openLibraries() {
        files = Libraries.open(this);
    }

    /**
     * Writes out what open files still hold, as a C program's exit does.
     *
     * @throws UncheckedIOException if one of them could not be written
     */
    public void flush() {
        StandardFiles open = files;
        if (open != null) {
            try {
                open.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Compiles a chunk and gives it the runtime's globals. As {@link #load(byte[], LuaString, String, Object)}. */
    public LuaClosure load(byte[] chunk, LuaString chunkName) {
        return load(chunk, chunkName, "bt", globals);
    }

    /**
     * Compiles a chunk.
     *
     * @param chunk source text, or what {@code string.dump} made
     * @param chunkName {@code @file}, {@code =text}, or the source itself
     * @param mode which kinds are allowed: {@code t} text, {@code b} binary
     * @param environment the value of the chunk's {@code _ENV}
     * @throws LuaError with the reference's message if it is no valid chunk
     */
    public LuaClosure load(byte[] chunk, LuaString chunkName, String mode, @Nullable Object environment) {
        return Chunks.load(chunk, chunkName, mode, environment);
    }

    /** Compiles source text; {@code name} is what messages call it. */
    public LuaClosure load(String source, String name) {
        return load(source.getBytes(StandardCharsets.UTF_8), LuaString.of("=" + name));
    }

    /**
     * Compiles and calls source text.
     *
     * @return the list of what it returns
     * @throws LuaError if it does not compile or fails
     */
    public @Nullable Object[] run(String source) {
        return call(load(source, "script"));
    }

    /** Makes a Java function known to scripts as a global. */
    public Builtin define(String name, Builtin.Body body) {
        Builtin function = Builtin.of(name, body);
        globals.put(name, function);
        return function;
    }

    /**
     * Calls a Lua value from Java, on the main thread of this runtime.
     *
     * @return the list of results
     * @throws LuaError with the Lua traceback of the point of the error
     */
    public @Nullable Object[] call(@Nullable Object function, @Nullable Object... args) {
        return Protection.callFromJava(mainCoroutine, function, args);
    }

    /**
     * Asks the running Lua code to run an action at its next poll point (a loop's end, a function's entry). May be called
     * from any thread; the action runs on the runtime's. It is the way to interrupt a script: the action may throw
     * {@link LuaError}.
     */
    public void interrupt(Consumer<LuaCoroutine> action) {
        pending.add(action);
        attention = true;
    }

    /** Finalizers wait: running code sees it at its next poll point, an idle loop is woken. On any thread. */
    private void callAttention() {
        attention = true;
        LuaTasks attached = tasks;
        if (attached != null) {
            attached.loop().execute(() -> collector.drain(mainCoroutine));
        }
    }

    /** Runs what {@link #interrupt} asked for, and finalizers. */
    void attend(LuaCoroutine co) {
        attention = false;
        for (Consumer<LuaCoroutine> action = pending.poll(); action != null; action = pending.poll()) {
            action.accept(co);
        }
        if (collector.pending()) {
            collector.drain(co);
        }
    }

    /**
     * Ends the runtime: finalizers that are pending run, and those of everything that still has one. Call it where no Lua
     * code of this runtime is running. What files still hold is written out.
     */
    @Override
    public void close() {
        collector.close(mainCoroutine);
        flush();
    }

    /** Switches warnings on or off, as {@code warn "@on"} does; they are off at first. */
    public void warnings(boolean on) {
        warnings = on;
    }

    /** Shows a warning if they are on: {@code Lua warning: } and the message. */
    public void warn(LuaString message) {
        if (warnings) {
            host.warn(LuaString.of("Lua warning: ").concat(message));
        }
    }

    /** Finalizers and weak tables. */
    @SuppressWarnings("exports")
    public Collector collector() {
        return collector;
    }

    /** The process around it. */
    public Host host() {
        return host;
    }

    /** Where the shapes of this runtime's tables grow from; see {@link LuaTable#LuaTable(Shape, int, int)}. */
    @SuppressWarnings("exports")
    public Shape rootShape() {
        return rootShape;
    }

    /** An empty table with room for so many array items and string fields; tables made here share their shapes. */
    public LuaTable newTable(int arrayCapacity, int fieldCapacity) {
        return new LuaTable(rootShape, arrayCapacity, fieldCapacity);
    }

    /** The global table. */
    public LuaTable globals() {
        return globals;
    }

    /**
     * Gives the runtime an event loop: from then on Lua code can make tasks and wait. Both are used by the loop's thread
     * only.
     *
     * @throws IllegalStateException if it has one already
     */
    public LuaTasks attach(EventLoop loop) {
        if (tasks != null) {
            throw new IllegalStateException("the runtime has an event loop already");
        }
        tasks = new LuaTasks(this, loop);
        return tasks;
    }

    /** The tasks on the runtime's event loop, or null if it has no loop: then there is a main thread only, and waiting calls raise. */
    public @Nullable LuaTasks tasks() {
        return tasks;
    }

    /** The registry of {@code debug.getregistry}. */
    public LuaTable registry() {
        return registry;
    }

    /** The main thread. */
    public LuaCoroutine mainCoroutine() {
        return mainCoroutine;
    }

    /** The addresses that {@code tostring} and {@code %p} show. */
    @SuppressWarnings("exports")
    public Addresses addresses() {
        return addresses;
    }

    /** The metatable of any value, or null. */
    public @Nullable LuaTable metatable(@Nullable Object value) {
        if (value instanceof LuaTable t) {
            return t.metatable();
        }
        if (value instanceof LuaUserdata u) {
            return u.metatable();
        }
        if (value instanceof LuaString) {
            return stringMetatable;
        }
        return typeMetatables.isEmpty() ? null : typeMetatables.get(LuaType.of(value));
    }

    /** Sets the metatable that all strings share. */
    public void stringMetatable(@Nullable LuaTable metatable) {
        this.stringMetatable = metatable;
    }

    /**
     * Sets the metatable of a value, as {@code debug.setmetatable} does: a table's or userdata's own, else the one that all
     * values of its type share. If the metatable has a {@code __gc} now, the object will be finalized.
     */
    public void metatable(@Nullable Object value, @Nullable LuaTable metatable) {
        if (value instanceof LuaTable t) {
            t.metatable(metatable, collector);
            markFinalizable(t, metatable);
        } else if (value instanceof LuaUserdata u) {
            u.metatable(metatable);
            markFinalizable(u, metatable);
        } else if (value instanceof LuaString) {
            stringMetatable = metatable;
        } else if (metatable == null) {
            typeMetatables.remove(LuaType.of(value));
        } else {
            typeMetatables.put(LuaType.of(value), metatable);
        }
    }

    private void markFinalizable(Collectable object, @Nullable LuaTable metatable) {
        if (metatable != null && metatable.metamethod(Metamethod.GC) != null) {
            collector.mark(object);
        }
    }

    /** The value's metamethod for the event, or null. */
    public @Nullable Object metamethod(@Nullable Object value, Metamethod event) {
        LuaTable metatable = metatable(value);
        return metatable == null ? null : metatable.metamethod(event);
    }
}
