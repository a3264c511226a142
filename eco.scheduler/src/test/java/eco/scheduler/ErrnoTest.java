package eco.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import eco.scheduler.kernel.Libc;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

class ErrnoTest {
    @Test
    @SuppressWarnings("restricted")
    void textsAreThoseOfTheCLibrary() {
        Libc libc = new Libc();
        for (int n = 0; n < 140; n++) {
            long address = libc.raw(libc.function("strerror"), n, 0, 0, 0, 0, 0);
            String text = MemorySegment.ofAddress(address).reinterpret(100).getString(0);
            assertEquals(text, Errno.text(n));
            assertEquals(text, Errno.text(-n));
        }
    }

    @Test
    void namesAreTheSymbolicOnes() {
        assertEquals("EAGAIN", Errno.name(Errno.EWOULDBLOCK));
        assertEquals("ECONNRESET", Errno.name(-104));
        assertEquals("E41", Errno.name(41));
    }
}
