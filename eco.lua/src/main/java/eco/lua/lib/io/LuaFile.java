package eco.lua.lib.io;

import eco.lua.LuaTable;
import eco.lua.LuaUserdata;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The userdata {@code FILE*}: a stream until it is closed. */
public class LuaFile extends LuaUserdata {
    private @Nullable FileStream stream;

    LuaFile(LuaTable metatable, FileStream stream) {
        super(metatable);
        this.stream = stream;
    }

    /** The stream, or null when closed. */
    final @Nullable FileStream stream() {
        return stream;
    }

    /** Closes the open file; the results of {@code file:close}. */
    @Nullable
    Object close() throws IOException {
        detach().close();
        return Boolean.TRUE;
    }

    /** Marks it closed and hands its stream over. */
    final FileStream detach() {
        FileStream open = java.util.Objects.requireNonNull(stream, "closed file");
        stream = null;
        return open;
    }

    /** Standard input, output or error: it stays open. */
    static final class Standard extends LuaFile {
        Standard(LuaTable metatable, FileStream stream) {
            super(metatable, stream);
        }

        @Override
        Object close() {
            return eco.lua.Builtin.failure("cannot close standard file");
        }
    }

    /** One end of a child's standard input or output; closing it waits for the child. */
    static final class OfProcess extends LuaFile {
        private final Shell child;

        OfProcess(LuaTable metatable, FileStream stream, Shell child) {
            super(metatable, stream);
            this.child = child;
        }

        @Override
        Object close() throws IOException {
            detach().close();
            return child.await();
        }
    }
}
