package eco.net;

import eco.scheduler.Carrier;
import eco.scheduler.Errno;
import eco.scheduler.EventLoop;
import eco.scheduler.kernel.Kernel;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One way to run the module: a carrier, and what goes wrong with every third transfer. */
record Setup(Carrier carrier, Fault fault) {
    enum Fault {
        NONE,
        /** A signal arrives in the middle. */
        EINTR,
        /** One byte goes where more would. */
        SHORT
    }

    interface Body {
        void run(EventLoop loop) throws Exception;
    }

    private static final Set<String> STREAMS = Set.of("read", "write");
    private static final Set<String> TRANSFERS = Set.of("read", "write", "recvfrom", "sendto", "poll", "accept4");

    static List<Setup> setups() {
        List<Setup> all = new ArrayList<>();
        List<Carrier> carriers =
                Carrier.best() == Carrier.CONTINUATION ? List.of(Carrier.values()) : List.of(Carrier.VIRTUAL_THREAD);
        for (Carrier carrier : carriers) {
            for (Fault fault : Fault.values()) {
                all.add(new Setup(carrier, fault));
            }
        }
        return all;
    }

    private Kernel kernel() {
        Kernel real = Kernel.open();
        if (fault == Fault.NONE) {
            return real;
        }
        int[] calls = {0};
        return (Kernel) Proxy.newProxyInstance(
                Kernel.class.getClassLoader(), new Class<?>[] {Kernel.class}, (p, method, args) -> {
                    String name = method.getName();
                    if (fault == Fault.EINTR && TRANSFERS.contains(name) && ++calls[0] % 3 == 0) {
                        return -Errno.EINTR;
                    }
                    if (fault == Fault.SHORT && STREAMS.contains(name) && ++calls[0] % 3 == 0) {
                        args[3] = Math.min((int) args[3], 1);
                    }
                    try {
                        return method.invoke(real, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** Runs the body as the first task of a loop on a thread of its own, and the loop to its end. */
    void run(Body body) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            EventLoop.Options options =
                    EventLoop.Options.defaults().withCarrier(carrier).withKernel(this::kernel);
            try {
                try (EventLoop loop = EventLoop.open(options)) {
                    loop.spawn("main", () -> unchecked(() -> body.run(loop)));
                    loop.run();
                }
                done.complete(null);
            } catch (Throwable e) {
                done.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        try {
            done.get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw Setup.<RuntimeException>sneaky(e.getCause());
        } catch (TimeoutException | InterruptedException e) {
            AssertionError late = new AssertionError("not finished in time", e);
            late.setStackTrace(thread.getStackTrace());
            throw late;
        }
    }

    interface Step {
        void run() throws Exception;
    }

    static void unchecked(Step step) {
        try {
            step.run();
        } catch (Exception e) {
            throw Setup.<RuntimeException>sneaky(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T sneaky(Throwable t) throws T {
        throw (T) t;
    }

    @Override
    public String toString() {
        return carrier + ", " + fault;
    }
}
