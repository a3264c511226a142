package eco.lua.module;

import eco.lua.Arguments;
import eco.lua.Builtin;
import eco.lua.LuaCoroutine;
import eco.lua.LuaTable;
import eco.lua.LuaUserdata;
import eco.scheduler.Task;
import java.io.EOFException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What {@code eco.io}, {@code eco.reader} and {@code eco.writer} return. Subclasses hold the Java object that does the
 * work. None of them owns its descriptor.
 */
abstract class StreamObject extends LuaUserdata {
    private @Nullable String end;

    StreamObject(LuaTable metatable) {
        super(metatable);
    }

    /** Has the waiting task go on. */
    abstract void cancel();

    /** Ends the object's use. */
    abstract void detach();

    abstract boolean isDetached();

    abstract boolean isSocket();

    /** {@code nil, 'closed'} for a socket, {@code nil, 'eof'} for everything else. */
    final Object[] end() {
        String text = end;
        if (text == null) {
            text = isSocket() ? "closed" : "eof";
            end = text;
        }
        return Builtin.failure(text);
    }

    /** The type of a stream object as Lua sees it: its name and its methods. */
    abstract static class Type<T extends StreamObject> {
        private final Class<T> javaClass;
        private final String name;
        private final String[] methods;

        Type(Class<T> javaClass, String name, String... methods) {
            this.javaClass = javaClass;
            this.name = name;
            this.methods = methods;
        }

        final LuaTable metatable(LuaCoroutine co) {
            return LuaUserdata.metatable(co.runtime(), name, metatable -> {
                LuaTable index = new LuaTable();
                for (String method : methods) {
                    index.put(method, new Method<>(this, method));
                }
                index.put("cancel", new Method<>(this, "cancel"));
                metatable.put("__index", index);
                Method<T> close = new Method<>(this, "close");
                metatable.put("__close", close);
                metatable.put("__gc", close);
            });
        }

        /** Runs one of the type's own methods; {@code args[0]} is {@code self}. */
        abstract @Nullable Object run(LuaCoroutine co, T self, String method, @Nullable Object[] args)
                throws IOException;
    }

    private static final class Method<T extends StreamObject> extends Builtin {
        private final Type<T> type;

        Method(Type<T> type, String name) {
            super(name);
            this.type = type;
        }

        @Override
        protected @Nullable Object run(LuaCoroutine co, @Nullable Object[] args) {
            T self = Arguments.userdata(co, args, 0, type.javaClass, type.name);
            switch (name()) {
                case "cancel" -> {
                    self.cancel();
                    return NONE;
                }
                case "close" -> {
                    self.detach();
                    return NONE;
                }
                default -> {
                    return self.isDetached() ? failure("closed") : attempt(co, self, args);
                }
            }
        }

        private @Nullable Object attempt(LuaCoroutine co, T self, @Nullable Object[] args) {
            try {
                return type.run(co, self, name(), args);
            } catch (EOFException e) {
                return self.end();
            } catch (IOException e) {
                return failure(e);
            } catch (IllegalStateException e) {
                throw refused(co, e);
            }
        }
    }

    /** What a wait throws that cannot be had here: someone else waits already, or there is no task to suspend. */
    static RuntimeException refused(LuaCoroutine co, IllegalStateException e) {
        return co.error(
                Task.currentOrNull() == null
                        ? "attempt to yield from outside a coroutine"
                        : String.valueOf(e.getMessage()));
    }
}
