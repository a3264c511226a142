package eco.lua.lib;

import eco.lua.Arguments;
import eco.lua.Builtin;
import eco.lua.Cell;
import eco.lua.LuaBuffer;
import eco.lua.LuaClosure;
import eco.lua.LuaCoroutine;
import eco.lua.LuaError;
import eco.lua.LuaFunction;
import eco.lua.LuaString;
import eco.lua.lib.io.SourceFile;
import eco.lua.lib.io.StandardFiles;
import eco.lua.runtime.Calls;
import eco.lua.runtime.Protection;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** {@code load}, {@code loadfile} and {@code dofile}. */
final class ChunkLoading {
    private static final LuaString DEFAULT_NAME = LuaString.of("=(load)");
    private static final String ANY_MODE = "bt";

    private ChunkLoading() {}

    static @Nullable Object load(LuaCoroutine co, @Nullable Object[] args) {
        LuaString mode = Arguments.string(co, args, 2, null);
        Object chunk = Arguments.get(args, 0);
        byte[] source;
        LuaString name;
        if (chunk instanceof LuaString || chunk instanceof Long || chunk instanceof Double) {
            LuaString text = Arguments.string(co, args, 0);
            source = text.bytes();
            name = Arguments.string(co, args, 1, text);
        } else {
            name = Arguments.string(co, args, 1, DEFAULT_NAME);
            Object[] read = readPieces(co, Arguments.function(co, args, 0));
            if (read[0] == null) {
                return read;
            }
            source = ((LuaString) read[0]).bytes();
        }
        return compile(co, source, name, mode, args, 3);
    }

    /** What a reader function gives until it gives nothing, as one string; or nil and the error that ended it. */
    private static @Nullable Object[] readPieces(LuaCoroutine co, LuaFunction reader) {
        LuaBuffer source = new LuaBuffer();
        while (true) {
            co.forbidYield();
            Object[] outcome = Protection.call(co, reader, LuaFunction.NONE, null);
            co.allowYield();
            if (outcome[0] != Boolean.TRUE) {
                return new Object[] {null, outcome[1]};
            }
            Object piece = outcome.length > 1 ? outcome[1] : null;
            if (piece == null || piece instanceof LuaString s && s.length() == 0) {
                return new Object[] {source.toLuaString()};
            }
            if (!(piece instanceof LuaString text)) {
                return Builtin.failure("reader function must return a string");
            }
            source.append(text);
        }
    }

    static @Nullable Object loadFile(LuaCoroutine co, @Nullable Object[] args, StandardFiles files) {
        LuaString fileName = Arguments.string(co, args, 0, null);
        LuaString mode = Arguments.string(co, args, 1, null);
        try {
            return compile(co, SourceFile.read(fileName, files), SourceFile.chunkName(fileName), mode, args, 2);
        } catch (IOException e) {
            return Builtin.failure(String.valueOf(e.getMessage()));
        }
    }

    static @Nullable Object doFile(LuaCoroutine co, @Nullable Object[] args, StandardFiles files) {
        LuaString fileName = Arguments.string(co, args, 0, null);
        LuaClosure chunk;
        try {
            chunk = co.runtime()
                    .load(
                            SourceFile.read(fileName, files),
                            SourceFile.chunkName(fileName),
                            ANY_MODE,
                            co.runtime().globals());
        } catch (IOException e) {
            throw new LuaError(String.valueOf(e.getMessage()));
        }
        return Calls.call(co, chunk);
    }

    private static @Nullable Object compile(
            LuaCoroutine co,
            byte[] source,
            @Nullable LuaString name,
            @Nullable LuaString mode,
            @Nullable Object[] args,
            int environment) {
        LuaClosure chunk;
        try {
            chunk = co.runtime()
                    .load(
                            source,
                            name == null ? DEFAULT_NAME : name,
                            mode == null ? ANY_MODE : mode.toString(),
                            co.runtime().globals());
        } catch (LuaError e) {
            return new Object[] {null, e.value()};
        }
        if (args.length > environment && chunk.upvalues().length > 0) {
            chunk.upvalues()[0] = new Cell(args[environment]);
        }
        return chunk;
    }
}
