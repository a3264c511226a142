package eco.scheduler;

import eco.scheduler.kernel.Kernel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** One way to run the module: a carrier and a kernel. Every test class runs in each that this JVM allows. */
record Setup(Carrier carrier, String kernelName, Supplier<Kernel> kernel) {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    interface Body {
        void run(EventLoop loop) throws Exception;
    }

    /** The carriers that this JVM allows; both, unless it runs without the flag for continuations. */
    static List<Carrier> carriers() {
        return Carrier.best() == Carrier.CONTINUATION ? List.of(Carrier.values()) : List.of(Carrier.VIRTUAL_THREAD);
    }

    /** Each carrier on the plain kernel and on those that misbehave. */
    static List<Setup> setups() {
        List<Setup> all = new ArrayList<>();
        for (Carrier carrier : carriers()) {
            all.add(plain(carrier));
            for (FaultyKernel.Fault fault : FaultyKernel.Fault.values()) {
                all.add(new Setup(carrier, fault.name(), () -> FaultyKernel.open(fault)));
            }
        }
        return all;
    }

    static Setup plain(Carrier carrier) {
        return new Setup(carrier, "plain", Kernel::open);
    }

    EventLoop.Options options() {
        return EventLoop.Options.defaults().withCarrier(carrier).withKernel(kernel);
    }

    /** Runs the body as the first task of a loop on a thread of its own, and the loop to its end. */
    void run(Body body) {
        run(options(), body);
    }

    void runAt(Clock clock, Body body) {
        run(options().withClock(clock), body);
    }

    private static void run(EventLoop.Options options, Body body) {
        onThread(() -> {
            try (EventLoop loop = EventLoop.open(options)) {
                loop.spawn("main", () -> unchecked(() -> body.run(loop)));
                loop.run();
            }
        });
    }

    interface Step {
        void run() throws Exception;
    }

    static void unchecked(Step step) {
        try {
            step.run();
        } catch (Exception e) {
            throw Coroutine.<RuntimeException>unchecked(e);
        }
    }

    /** Runs something on a fresh platform thread, within the limit. */
    static void onThread(Step step) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                step.run();
                done.complete(null);
            } catch (Throwable e) {
                done.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        try {
            done.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw Coroutine.<RuntimeException>unchecked(e.getCause());
        } catch (TimeoutException e) {
            AssertionError late = new AssertionError("not finished after " + LIMIT);
            late.setStackTrace(thread.getStackTrace());
            throw late;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public String toString() {
        return carrier + " on a " + kernelName + " kernel";
    }
}
