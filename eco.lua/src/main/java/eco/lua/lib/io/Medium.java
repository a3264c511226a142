package eco.lua.lib.io;

import java.io.IOException;

/** What a file's buffer stands on. Failures are the operating system's. */
interface Medium {
    /** {@link #seek} from the start, from the current position, from the end: C's values. */
    int SET = 0;

    int CURRENT = 1;
    int END = 2;

    /** Reads at least one byte, waiting for it if need be; how many, or -1 at the end. */
    int read(byte[] buffer, int offset, int length) throws IOException;

    /** Writes all of it. */
    void write(byte[] buffer, int offset, int length) throws IOException;

    /** Moves the position and answers the new one, from the start. */
    long seek(int whence, long offset) throws IOException;

    /** True when the next read may wait for another program or a person. */
    boolean readMayWait() throws IOException;

    /** True when a write may wait for another program. */
    boolean writeMayWait();

    /** Closes it. */
    void close() throws IOException;
}
