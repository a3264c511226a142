package eco.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
@ParameterizedClass
@MethodSource("eco.scheduler.Setup#carriers")
record CoroutineTest(Carrier carrier) {
    private static final Coroutine.Scope INNER = new Coroutine.Scope("inner");

    private Coroutine create(Runnable body) {
        return Coroutine.create(carrier, INNER, body);
    }

    @Test
    void resumeRunsUntilTheYieldAndThenGoesOnFromThere() {
        List<String> log = new ArrayList<>();
        Coroutine c = create(() -> {
            log.add("a");
            Coroutine.yield(INNER);
            log.add("b");
        });
        log.add("0");
        c.resume();
        log.add("1");
        c.resume();
        log.add("2");
        assertEquals(List.of("0", "a", "1", "b", "2"), log);
        assertTrue(c.isDone());
    }

    @Test
    void statusFollowsTheLifeCycle() {
        Coroutine[] pair = new Coroutine[2];
        List<Coroutine.Status> seen = new ArrayList<>();
        pair[1] = create(() -> {
            seen.add(pair[0].status());
            seen.add(pair[1].status());
        });
        pair[0] = create(() -> {
            seen.add(pair[0].status());
            pair[1].resume();
            Coroutine.yield(INNER);
        });
        assertEquals(Coroutine.Status.CREATED, pair[0].status());
        pair[0].resume();
        assertEquals(Coroutine.Status.SUSPENDED, pair[0].status());
        pair[0].resume();
        assertEquals(Coroutine.Status.DEAD, pair[0].status());
        assertEquals(List.of(Coroutine.Status.RUNNING, Coroutine.Status.NORMAL, Coroutine.Status.RUNNING), seen);
    }

    @Test
    void whatTheBodyThrowsReachesTheResumer() {
        Coroutine c = create(() -> {
            Coroutine.yield(INNER);
            throw new IllegalArgumentException("boom");
        });
        c.resume();
        assertEquals(
                "boom", assertThrows(IllegalArgumentException.class, c::resume).getMessage());
        assertTrue(c.isDone());
        assertNull(Coroutine.current(INNER));
    }

    @Test
    void deadCoroutineRefusesToBeResumed() {
        Coroutine c = create(() -> {});
        c.resume();
        assertEquals(
                "cannot resume dead coroutine",
                assertThrows(IllegalStateException.class, c::resume).getMessage());
    }

    @Test
    void runningAndNormalCoroutinesRefuseToBeResumedAndStayUsable() {
        Coroutine[] outer = new Coroutine[1];
        List<String> messages = new ArrayList<>();
        Coroutine inner = create(() -> messages.add(
                assertThrows(IllegalStateException.class, outer[0]::resume).getMessage()));
        outer[0] = create(() -> {
            messages.add(
                    assertThrows(IllegalStateException.class, outer[0]::resume).getMessage());
            inner.resume();
            Coroutine.yield(INNER);
            messages.add("went on");
        });
        outer[0].resume();
        outer[0].resume();
        assertEquals(
                List.of("cannot resume non-suspended coroutine", "cannot resume non-suspended coroutine", "went on"),
                messages);
    }

    @Test
    void yieldOutsideOfTheScopeIsRefused() {
        assertThrows(IllegalStateException.class, () -> Coroutine.yield(INNER));
        Coroutine.Scope other = new Coroutine.Scope("other");
        Coroutine c = create(() -> assertThrows(IllegalStateException.class, () -> Coroutine.yield(other)));
        c.resume();
        assertTrue(c.isDone());
    }

    @Test
    void yieldOfAnOuterScopeSuspendsEverythingNested() {
        Coroutine.Scope outerScope = new Coroutine.Scope("outer");
        List<String> log = new ArrayList<>();
        Coroutine inner = create(() -> {
            log.add("inner");
            Coroutine.yield(outerScope);
            log.add("inner again");
            Coroutine.yield(INNER);
        });
        Coroutine outer = Coroutine.create(carrier, outerScope, () -> {
            inner.resume();
            log.add("inner yielded");
        });
        outer.resume();
        log.add("outer suspended");
        assertEquals(Coroutine.Status.NORMAL, inner.status());
        assertEquals(
                "cannot resume non-suspended coroutine",
                assertThrows(IllegalStateException.class, inner::resume).getMessage());
        outer.resume();
        assertTrue(outer.isDone());
        assertEquals(Coroutine.Status.SUSPENDED, inner.status());
        assertEquals(List.of("inner", "outer suspended", "inner again", "inner yielded"), log);
    }

    @Test
    void currentIsTheInnermostOfItsScope() {
        Coroutine.Scope outerScope = new Coroutine.Scope("outer");
        Coroutine[] made = new Coroutine[2];
        made[1] = create(() -> {
            assertSame(made[1], Coroutine.current(INNER));
            assertSame(made[0], Coroutine.current(outerScope));
        });
        made[0] = Coroutine.create(carrier, outerScope, () -> {
            assertNull(Coroutine.current(INNER));
            made[1].resume();
            assertNull(Coroutine.current(INNER));
        });
        made[0].resume();
        assertNull(Coroutine.current(outerScope));
    }

    @Test
    void innerYieldNeverReachesOutOfItsTask() {
        Setup.plain(carrier).run(loop -> {
            List<String> log = new ArrayList<>();
            Coroutine c = create(() -> {
                loop.start("nested", () -> {
                    assertNull(Coroutine.current(INNER));
                    assertThrows(IllegalStateException.class, () -> Coroutine.yield(INNER));
                    loop.sleep(0);
                    log.add("nested");
                });
                log.add("after start");
                Coroutine.yield(INNER);
                log.add("resumed");
            });
            c.resume();
            log.add("yielded");
            loop.sleep(0);
            loop.sleep(0);
            c.resume();
            assertEquals(List.of("after start", "yielded", "nested", "resumed"), log);
        });
    }

    @Test
    void deepStacksSuspendAndGoOn() {
        int[] depthReached = new int[1];
        Coroutine c = create(() -> depthReached[0] = descend(2000));
        int resumes = 0;
        while (!c.isDone()) {
            c.resume();
            resumes++;
        }
        assertEquals(2000, depthReached[0]);
        assertEquals(2000 / 100 + 1, resumes);
    }

    private static int descend(int n) {
        if (n % 100 == 0 && n > 0) {
            Coroutine.yield(INNER);
        }
        return n == 0 ? 0 : 1 + descend(n - 1);
    }

    @Test
    void chainsOfNestedCoroutinesUnwindInOrder() {
        List<Integer> log = new ArrayList<>();
        Coroutine c = nest(50, log);
        while (!c.isDone()) {
            c.resume();
        }
        assertEquals(51, log.size());
        assertEquals(0, log.getFirst());
        assertEquals(50, log.getLast());
    }

    private Coroutine nest(int depth, List<Integer> log) {
        return create(() -> {
            if (depth > 0) {
                Coroutine next = nest(depth - 1, log);
                while (!next.isDone()) {
                    next.resume();
                }
            }
            log.add(depth);
            Coroutine.yield(INNER);
        });
    }

    @Test
    void coroutineMayGoOnOnAnotherThread() {
        List<Thread> strands = new ArrayList<>();
        Coroutine c = create(() -> {
            Coroutine.yield(INNER);
            assertSame(Coroutine.current(INNER), Coroutine.current(INNER));
            strands.add(Thread.currentThread());
        });
        c.resume();
        Setup.onThread(c::resume);
        assertTrue(c.isDone());
        assertNull(Coroutine.current(INNER));
        assertEquals(1, strands.size());
    }

    @Test
    void yieldWhileAMonitorIsHeldKeepsItHeld() {
        Object lock = new Object();
        Coroutine c = create(() -> {
            synchronized (lock) {
                Coroutine.yield(INNER);
                assertTrue(Thread.holdsLock(lock));
            }
        });
        c.resume();
        c.resume();
        assertTrue(c.isDone());
    }

    @Test
    void pinnedYieldThrowsAndTheCoroutineGoesOn() {
        assumeTrue(carrier == Carrier.CONTINUATION, "a virtual thread that cannot unmount just blocks its carrier");
        List<String> log = new ArrayList<>();
        Coroutine c = create(() -> {
            try {
                log.add(YieldsInItsInitializer.TEXT);
            } catch (ExceptionInInitializerError e) {
                log.add(e.getCause().getClass().getSimpleName());
            }
            Coroutine.yield(INNER);
            log.add("went on");
        });
        c.resume();
        assertEquals(Coroutine.Status.SUSPENDED, c.status());
        c.resume();
        assertEquals(List.of("PinnedCoroutineException", "went on"), log);
    }

    private static final class YieldsInItsInitializer {
        static final String TEXT = yielding();

        private static String yielding() {
            Coroutine.yield(INNER);
            return "yielded";
        }
    }

    @Test
    void pinnedParkOfATaskThrowsAndTheTaskGoesOn() {
        assumeTrue(carrier == Carrier.CONTINUATION, "a virtual thread that cannot unmount just blocks its carrier");
        Setup.plain(carrier).run(loop -> {
            assertThrows(ExceptionInInitializerError.class, () -> SleepsInItsInitializer.touch(loop));
            assertEquals(0, loop.timerCount());
            loop.sleep(1000);
        });
    }

    private static final class SleepsInItsInitializer {
        static {
            EventLoop.current().sleep(1_000_000);
        }

        static void touch(EventLoop loop) {
            loop.now();
        }
    }

    @Test
    void closedCoroutineIsDead() {
        Coroutine fresh = create(() -> {});
        fresh.close();
        assertTrue(fresh.isDone());
        Coroutine c = create(() -> Coroutine.yield(INNER));
        c.resume();
        c.close();
        assertEquals(Coroutine.Status.DEAD, c.status());
        assertThrows(IllegalStateException.class, c::resume);
        c.close();
    }

    @Test
    void runningCoroutineRefusesToBeClosed() {
        Coroutine[] self = new Coroutine[1];
        self[0] = create(() -> assertThrows(IllegalStateException.class, self[0]::close));
        self[0].resume();
        assertTrue(self[0].isDone());
    }

    @Test
    void closingAChainEndsEveryThreadOfIt() {
        assumeTrue(carrier == Carrier.VIRTUAL_THREAD, "continuations are simply dropped");
        Coroutine.Scope outerScope = new Coroutine.Scope("outer");
        List<String> unwound = new ArrayList<>();
        Coroutine inner = create(() -> {
            try {
                Coroutine.yield(outerScope);
            } finally {
                unwound.add("inner");
            }
        });
        Coroutine outer = Coroutine.create(carrier, outerScope, () -> {
            try {
                inner.resume();
            } finally {
                unwound.add("outer");
            }
        });
        outer.resume();
        outer.close();
        assertEquals(List.of("inner", "outer"), unwound);
        assertTrue(inner.isDone());
        assertTrue(outer.isDone());
        assertNull(Coroutine.current(INNER));
    }

    @Test
    void abandonedSuspendedCoroutineIsGarbage() {
        assumeTrue(carrier == Carrier.CONTINUATION, "the JVM keeps a virtual thread until it ends");
        WeakReference<Object> weak = new WeakReference<>(suspendedWithALocal());
        for (int i = 0; i < 20 && weak.get() != null; i++) {
            System.gc();
        }
        assertNull(weak.get());
    }

    private Object suspendedWithALocal() {
        Object[] local = new Object[1];
        Coroutine c = create(() -> {
            Object onStack = new Object();
            local[0] = onStack;
            Coroutine.yield(INNER);
            assertSame(onStack, local[0]);
        });
        c.resume();
        assertFalse(c.isDone());
        return local[0];
    }

    @Test
    void manyCoroutinesTakeTurns() {
        int count = 10_000;
        int[] total = new int[1];
        List<Coroutine> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(create(() -> {
                total[0]++;
                Coroutine.yield(INNER);
                total[0]++;
            }));
        }
        all.forEach(Coroutine::resume);
        all.forEach(Coroutine::resume);
        assertEquals(2 * count, total[0]);
    }
}
