package eco.lua.lib;

import eco.lua.Arguments;
import eco.lua.Frame;
import eco.lua.LuaClosure;
import eco.lua.LuaCoroutine;
import eco.lua.LuaFunction;
import eco.lua.LuaString;
import eco.lua.LuaTable;
import eco.lua.runtime.Activation;
import eco.lua.runtime.CallNames;
import eco.lua.runtime.ChunkNames;
import eco.lua.runtime.HookCall;
import eco.lua.syntax.FunctionTree;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code debug.getinfo}. */
final class FunctionInfo {
    private static final String OPTIONS = "SlnrutLf";
    private static final LuaString ALL = LuaString.of("flnSrtu");
    private static final LuaString C_SOURCE = LuaString.of("=[C]");
    private static final LuaString NO_SOURCE = LuaString.of("=?");

    private FunctionInfo() {}

    static @Nullable Object get(LuaCoroutine co, @Nullable Object[] args) {
        int first = DebugLibrary.shift(args);
        LuaString options = Objects.requireNonNull(Arguments.string(co, args, first + 1, ALL));
        if (options.length() > 0 && options.byteAt(0) == '>') {
            throw co.argumentError(first + 2, "invalid option '>'");
        }
        Frame frame = null;
        LuaFunction function;
        if (Arguments.get(args, first) instanceof LuaFunction given) {
            function = given;
        } else {
            frame = Activation.level(DebugLibrary.target(co, args), Arguments.integer(co, args, first));
            if (frame == null) {
                return null;
            }
            function = frame.function;
        }
        LuaTable info = co.runtime().newTable(0, 8);
        for (int i = 0; i < options.length(); i++) {
            if (OPTIONS.indexOf(options.byteAt(i)) < 0) {
                throw co.argumentError(first + 2, "invalid option");
            }
        }
        for (int i = 0; i < options.length(); i++) {
            add(info, (char) options.byteAt(i), function, frame);
        }
        return info;
    }

    private static void add(LuaTable info, char option, LuaFunction function, @Nullable Frame frame) {
        FunctionTree tree = function instanceof LuaClosure closure ? closure.tree() : null;
        switch (option) {
            case 'S' -> addSource(info, tree);
            case 'l' -> info.put("currentline", (long) (frame == null ? -1 : Activation.currentLine(frame)));
            case 'u' -> {
                info.put("nups", (long) function.upvalues().length);
                info.put("nparams", (long) (tree == null ? 0 : tree.parameters().size()));
                info.put("isvararg", tree == null || tree.isVararg());
            }
            case 'n' -> {
                CallNames.Name name = frame == null ? null : CallNames.fromCall(frame);
                info.put("namewhat", LuaString.of(name == null ? "" : name.kind()));
                info.put("name", name == null ? null : LuaString.of(name.text()));
            }
            case 'r' -> {
                HookCall hook = frame != null && frame.site instanceof HookCall call ? call : null;
                info.put("ftransfer", hook == null ? 0L : (long) hook.first());
                info.put("ntransfer", hook == null ? 0L : (long) hook.transferred().length);
            }
            case 't' -> info.put("istailcall", frame != null && frame.tailCalled);
            case 'L' -> info.put("activelines", tree == null ? null : activeLines(tree));
            default -> info.put("func", function);
        }
    }

    private static void addSource(LuaTable info, @Nullable FunctionTree tree) {
        LuaString source = tree == null ? C_SOURCE : tree.stripped() ? NO_SOURCE : tree.source();
        info.put("source", source);
        info.put("short_src", ChunkNames.display(source));
        info.put("linedefined", tree == null ? -1L : (long) tree.lineDefined());
        info.put("lastlinedefined", tree == null ? -1L : (long) tree.lastLine());
        info.put("what", LuaString.of(tree == null ? "C" : tree.lineDefined() == 0 ? "main" : "Lua"));
    }

    private static LuaTable activeLines(FunctionTree tree) {
        LuaTable lines = new LuaTable();
        if (!tree.stripped()) {
            for (int line : tree.activeLines()) {
                lines.put(line, Boolean.TRUE);
            }
        }
        return lines;
    }
}
