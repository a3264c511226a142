package eco.scheduler;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Which numbers that nobody here has opened a program may use. The JVM keeps descriptors of its own among them (its run-time
 * image, jars, caches, random sources, event machinery); they are told apart by what /proc says they lead to.
 */
final class Inherited {
    private Inherited() {}

    static boolean mayUse(int fd) {
        if (fd < 0) {
            return false;
        }
        if (fd <= 2) {
            return true;
        }
        String target;
        try {
            target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + fd)).toString();
        } catch (IOException e) {
            return false;
        }
        return !target.startsWith("anon_inode:")
                && !target.startsWith(System.getProperty("java.home"))
                && !target.matches("/dev/u?random|.*\\.(jar|jsa|aot|jmod|class)");
    }
}
