package eco.scheduler;

import eco.scheduler.kernel.Kernel;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;

/** The machine's kernel, but every third call of some kinds goes wrong in a way that a real kernel may choose. */
final class FaultyKernel {
    enum Fault {
        /** A signal arrives in the middle. */
        EINTR,
        /** Nothing there after all, though there is; only for those who look before they wait. */
        EAGAIN,
        /** One byte goes where more would. */
        SHORT,
        /** The system has no memory for a moment. */
        ENOMEM,
        /** The process has no descriptors for a moment. */
        EMFILE
    }

    private static final Set<String> MOVES = Set.of("read", "write", "recvfrom", "sendto");
    private static final Set<String> WAITS = Set.of("poll", "epollWait");
    private static final Set<String> MAKES =
            Set.of("socket", "socketpair", "accept4", "openat", "pipe2", "eventfd", "epollCreate");

    private FaultyKernel() {}

    static Kernel open(Fault fault) {
        Kernel real = Kernel.open();
        int[] calls = {0};
        return (Kernel) Proxy.newProxyInstance(
                Kernel.class.getClassLoader(), new Class<?>[] {Kernel.class}, (p, m, args) -> {
                    String name = m.getName();
                    boolean hit = applies(fault, name) && ++calls[0] % 3 == 0;
                    if (hit && fault == Fault.SHORT) {
                        args[3] = Math.min((int) args[3], 1);
                    } else if (hit) {
                        return switch (fault) {
                            case EINTR -> -Errno.EINTR;
                            case EAGAIN -> -Errno.EAGAIN;
                            case ENOMEM -> -Errno.ENOMEM;
                            default -> -Errno.EMFILE;
                        };
                    }
                    try {
                        return m.invoke(real, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static boolean applies(Fault fault, String call) {
        return switch (fault) {
            case EINTR -> MOVES.contains(call) || WAITS.contains(call);
            case EAGAIN, SHORT -> MOVES.contains(call);
            case ENOMEM -> call.equals("epollCtl") || call.equals("epollWait");
            case EMFILE -> MAKES.contains(call);
        };
    }
}
