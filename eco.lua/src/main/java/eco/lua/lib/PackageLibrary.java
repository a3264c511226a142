package eco.lua.lib;

import eco.lua.Arguments;
import eco.lua.Builtin;
import eco.lua.LuaBuffer;
import eco.lua.LuaClosure;
import eco.lua.LuaCoroutine;
import eco.lua.LuaError;
import eco.lua.LuaFunction;
import eco.lua.LuaRuntime;
import eco.lua.LuaString;
import eco.lua.LuaTable;
import eco.lua.lib.io.FileOpening;
import eco.lua.lib.io.SourceFile;
import eco.lua.lib.io.StandardFiles;
import eco.lua.runtime.Calls;
import eco.lua.spi.LuaModule;
import eco.lua.spi.LuaModules;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code package} and {@code require} (manual section 6.3). The searchers are, in this order: {@code package.preload}, Java
 * modules for {@code eco} and {@code eco.*}, Lua files on {@code package.path}, and files on {@code package.cpath}, which
 * exist only to say that C modules cannot be loaded.
 */
public final class PackageLibrary {
    private static final String DEFAULT_PATH = "/usr/local/share/lua/5.4/?.lua;/usr/local/share/lua/5.4/?/init.lua;"
            + "/usr/local/lib/lua/5.4/?.lua;/usr/local/lib/lua/5.4/?/init.lua;./?.lua;./?/init.lua";
    private static final String DEFAULT_CPATH = "/usr/local/lib/lua/5.4/?.so;/usr/local/lib/lua/5.4/loadall.so;./?.so";
    private static final String NO_DYNAMIC = "dynamic libraries not enabled; check your Lua installation";
    private static final LuaString JAVA = LuaString.of(":java:");
    private static final LuaString PRELOAD = LuaString.of(":preload:");
    private static final LuaString DOT = LuaString.of(".");
    private static final LuaString SLASH = LuaString.of("/");

    private PackageLibrary() {}

    /** Builds the library table, and puts {@code require} into the globals. */
    static LuaTable open(LuaRuntime runtime, LuaTable loaded, StandardFiles files) {
        LuaTable preload = new LuaTable();
        runtime.registry().put("_PRELOAD", preload);
        LuaTable library = new LuaTable();
        library.put("loaded", loaded);
        library.put("preload", preload);
        library.put("path", pathFrom(runtime, "LUA_PATH", DEFAULT_PATH));
        library.put("cpath", pathFrom(runtime, "LUA_CPATH", DEFAULT_CPATH));
        library.put("config", LuaString.of("/\n;\n?\n!\n-\n"));
        State state = new State(library, loaded, preload, files);
        library.put("loadlib", new Function("package.loadlib", "loadlib", state));
        library.put("searchpath", new Function("package.searchpath", "searchpath", state));
        LuaTable searchers = new LuaTable();
        long i = 0;
        for (String searcher : new String[] {"preload", "java", "file", "c", "croot"}) {
            searchers.put(++i, new Function("package.searcher", searcher, state));
        }
        library.put("searchers", searchers);
        runtime.globals().put("require", new Function("require", "require", state));
        return library;
    }

    private static LuaString pathFrom(LuaRuntime runtime, String variable, String standard) {
        LuaString set = runtime.host().environment(LuaString.of(variable + "_5_4"));
        if (set == null) {
            set = runtime.host().environment(LuaString.of(variable));
        }
        if (set == null) {
            return LuaString.of(standard);
        }
        // The first ";;" stands for the default path; the separators on its outer sides go where nothing is.
        LuaString doubled = LuaString.of(";;");
        int at = indexOf(set, doubled, 0);
        if (at < 0) {
            return set;
        }
        LuaBuffer path = new LuaBuffer();
        if (at > 0) {
            path.append(set.bytes(), 0, at).append(';');
        }
        path.append(standard);
        if (at + 2 < set.length()) {
            path.append(';').append(set.bytes(), at + 2, set.length() - at - 2);
        }
        return path.toLuaString();
    }

    /** What the functions share; the Java modules are looked for when first asked for. */
    private static final class State {
        final LuaTable library;
        final LuaTable loaded;
        final LuaTable preload;
        final StandardFiles files;
        private @Nullable LuaModules modules;

        State(LuaTable library, LuaTable loaded, LuaTable preload, StandardFiles files) {
            this.library = library;
            this.loaded = loaded;
            this.preload = preload;
            this.files = files;
        }

        LuaModules modules() {
            LuaModules found = modules;
            if (found == null) {
                found = LuaModules.discover();
                modules = found;
            }
            return found;
        }
    }

    private static final class Function extends Builtin {
        private final String function;
        private final State state;

        Function(String name, String function, State state) {
            super(name);
            this.function = function;
            this.state = state;
        }

        @Override
        protected @Nullable Object run(LuaCoroutine co, @Nullable Object[] args) {
            return switch (function) {
                case "require" -> require(co, args, state);
                case "searchpath" -> searchPath(co, args);
                case "loadlib" -> loadLibrary(co, args);
                case "preload" -> fromPreload(Arguments.string(co, args, 0), state);
                case "java" -> fromJava(Arguments.string(co, args, 0), state);
                case "file" -> fromFile(co, Arguments.string(co, args, 0), state);
                case "c" -> fromC(co, Arguments.string(co, args, 0), state, false);
                case "croot" -> fromC(co, Arguments.string(co, args, 0), state, true);
                default -> throw new IllegalStateException(function);
            };
        }
    }

    // ---- require

    private static @Nullable Object require(LuaCoroutine co, @Nullable Object[] args, State state) {
        LuaString name = Arguments.string(co, args, 0);
        Object present = state.loaded.get(name);
        if (present != null && present != Boolean.FALSE) {
            return present;
        }
        Object[] loader = findLoader(co, name, state);
        Object value = LuaFunction.first(Calls.call(co, loader[0], name, loader[1]));
        if (value != null) {
            state.loaded.put(name, value);
        } else if (state.loaded.get(name) == null) {
            state.loaded.put(name, Boolean.TRUE);
        }
        return new Object[] {state.loaded.get(name), loader[1]};
    }

    /** The loader and its extra value, from the first searcher that has one. */
    private static @Nullable Object[] findLoader(LuaCoroutine co, LuaString name, State state) {
        if (!(state.library.get("searchers") instanceof LuaTable searchers)) {
            throw co.error("'package.searchers' must be a table");
        }
        LuaBuffer reasons = new LuaBuffer();
        for (long i = 1; ; i++) {
            Object searcher = searchers.get(i);
            if (searcher == null) {
                throw co.error("module '" + name + "' not found:" + reasons);
            }
            Object[] found = LuaFunction.list(Calls.call(co, searcher, name));
            Object first = found.length > 0 ? found[0] : null;
            if (first instanceof LuaFunction) {
                return new Object[] {first, found.length > 1 ? found[1] : null};
            }
            if (first instanceof LuaString reason) {
                reasons.append("\n\t").append(reason);
            }
        }
    }

    // ---- searchers

    private static Object fromPreload(LuaString name, State state) {
        Object loader = state.preload.get(name);
        return loader == null
                ? LuaString.of("no field package.preload['" + name + "']")
                : new Object[] {loader, PRELOAD};
    }

    private static @Nullable Object fromJava(LuaString name, State state) {
        String text = name.toString();
        if (!text.equals("eco") && !text.startsWith("eco.")) {
            return null;
        }
        LuaModule module = state.modules().find(text);
        if (module == null) {
            return LuaString.of("no Java module provides '" + text + "'");
        }
        String reason = module.unavailable();
        if (reason != null) {
            return LuaString.of("unavailable in " + state.modules().origin(text) + ": " + reason);
        }
        return new Object[] {new JavaLoader(module), JAVA};
    }

    private static final class JavaLoader extends Builtin {
        private final LuaModule module;

        JavaLoader(LuaModule module) {
            super("java_loader");
            this.module = module;
        }

        @Override
        protected @Nullable Object run(LuaCoroutine co, @Nullable Object[] args) {
            return module.open(co.runtime(), co);
        }
    }

    private static Object fromFile(LuaCoroutine co, LuaString name, State state) {
        Object found = search(name, path(co, state, "path"), DOT, SLASH);
        if (!(found instanceof LuaString fileName)) {
            return ((NotFound) found).reasons();
        }
        try {
            byte[] source = SourceFile.read(fileName, state.files);
            LuaClosure loader = co.runtime()
                    .load(
                            source,
                            SourceFile.chunkName(fileName),
                            "bt",
                            co.runtime().globals());
            return new Object[] {loader, fileName};
        } catch (IOException e) {
            throw loadFailure(co, name, fileName, String.valueOf(e.getMessage()));
        } catch (LuaError e) {
            throw loadFailure(co, name, fileName, String.valueOf(e.value()));
        }
    }

    private static Object fromC(LuaCoroutine co, LuaString name, State state, boolean root) {
        LuaString searched = name;
        if (root) {
            int dot = indexOf(name, DOT, 0);
            if (dot < 0) {
                return Builtin.NONE;
            }
            searched = name.substring(0, dot);
        }
        Object found = search(searched, path(co, state, "cpath"), DOT, SLASH);
        if (found instanceof LuaString fileName) {
            throw loadFailure(co, name, fileName, NO_DYNAMIC);
        }
        return ((NotFound) found).reasons();
    }

    private static LuaError loadFailure(LuaCoroutine co, LuaString name, LuaString fileName, String reason) {
        return co.error("error loading module '" + name + "' from file '" + fileName + "':\n\t" + reason);
    }

    private static LuaString path(LuaCoroutine co, State state, String field) {
        Object value = state.library.get(field);
        if (value instanceof LuaString path) {
            return path;
        }
        if (value instanceof Long || value instanceof Double) {
            return eco.lua.runtime.Numbers.format(value);
        }
        throw co.error("'package." + field + "' must be a string");
    }

    private static Object searchPath(LuaCoroutine co, @Nullable Object[] args) {
        LuaString name = Arguments.string(co, args, 0);
        LuaString path = Arguments.string(co, args, 1);
        LuaString separator = Objects.requireNonNull(Arguments.string(co, args, 2, DOT));
        LuaString replacement = Objects.requireNonNull(Arguments.string(co, args, 3, SLASH));
        Object found = search(name, path, separator, replacement);
        return found instanceof NotFound none ? new Object[] {null, none.reasons()} : found;
    }

    private static Object loadLibrary(LuaCoroutine co, @Nullable Object[] args) {
        Arguments.string(co, args, 0);
        Arguments.string(co, args, 1);
        return new Object[] {null, LuaString.of(NO_DYNAMIC), LuaString.of("absent")};
    }

    private record NotFound(LuaString reasons) {}

    /** The first readable file that the path's templates give for the name, or why there is none. */
    private static Object search(LuaString name, LuaString path, LuaString separator, LuaString replacement) {
        LuaString spelled = separator.length() == 0 ? name : replace(name, separator, replacement);
        LuaString question = LuaString.of("?");
        LuaString semicolon = LuaString.of(";");
        LuaBuffer reasons = new LuaBuffer();
        int start = 0;
        while (start <= path.length()) {
            int end = indexOf(path, semicolon, start);
            if (end < 0) {
                end = path.length();
            }
            LuaString fileName = replace(path.substring(start, end), question, spelled);
            if (FileOpening.isReadable(fileName)) {
                return fileName;
            }
            reasons.append(reasons.length() == 0 ? "no file '" : "\n\tno file '")
                    .append(fileName)
                    .append('\'');
            start = end + 1;
        }
        return new NotFound(reasons.toLuaString());
    }

    private static LuaString replace(LuaString text, LuaString what, LuaString with) {
        LuaBuffer out = new LuaBuffer();
        int start = 0;
        for (int at = indexOf(text, what, 0); at >= 0; at = indexOf(text, what, start)) {
            out.append(text.bytes(), start, at - start).append(with);
            start = at + what.length();
        }
        return out.append(text.bytes(), start, text.length() - start).toLuaString();
    }

    private static int indexOf(LuaString text, LuaString what, int from) {
        byte[] in = text.bytes();
        byte[] of = what.bytes();
        for (int i = from; i <= in.length - of.length; i++) {
            if (java.util.Arrays.equals(in, i, i + of.length, of, 0, of.length)) {
                return i;
            }
        }
        return -1;
    }
}
