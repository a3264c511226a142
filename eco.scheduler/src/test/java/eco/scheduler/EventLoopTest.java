package eco.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
@ParameterizedClass
@MethodSource("eco.scheduler.Setup#carriers")
record EventLoopTest(Carrier carrier) {
    private void run(Setup.Body body) {
        Setup.plain(carrier).run(body);
    }

    private void runAt(Clock clock, Setup.Body body) {
        Setup.plain(carrier).runAt(clock, body);
    }

    private EventLoop open() {
        return EventLoop.open(Setup.plain(carrier).options());
    }

    @Test
    void startRunsAtOnceAndSpawnRunsLater() {
        run(loop -> {
            List<String> log = new ArrayList<>();
            loop.spawn("later", () -> log.add("spawned"));
            loop.start("now", () -> log.add("started"));
            log.add("caller");
            loop.sleep(0);
            assertEquals(List.of("started", "caller", "spawned"), log);
        });
    }

    @Test
    void startReturnsAtTheFirstSuspension() {
        run(loop -> {
            List<String> log = new ArrayList<>();
            Task outer = Task.current();
            Task task = loop.start("nested", () -> {
                assertSame(Task.current().loop(), EventLoop.current());
                log.add("first");
                loop.sleep(0);
                log.add("second");
            });
            assertSame(outer, Task.current());
            assertFalse(task.isDone());
            log.add("caller");
            loop.sleep(0);
            loop.sleep(0);
            assertTrue(task.isDone());
            assertEquals(List.of("first", "caller", "second"), log);
        });
    }

    @Test
    void zeroSleepsInterleaveInOrder() {
        List<String> log = new ArrayList<>();
        run(loop -> {
            for (int i = 1; i <= 3; i++) {
                int name = i;
                loop.spawn("t" + i, () -> {
                    for (int j = 1; j <= 3; j++) {
                        log.add(name + ":" + j);
                        loop.sleep(0);
                    }
                });
            }
        });
        assertEquals(List.of("1:1", "2:1", "3:1", "1:2", "2:2", "3:2", "1:3", "2:3", "3:3"), log);
    }

    @Test
    void sleepersWakeByDeadlineAndThenByOrder() {
        VirtualClock clock = new VirtualClock();
        List<String> log = new ArrayList<>();
        runAt(clock, loop -> {
            for (String name : List.of("a", "b", "c")) {
                loop.spawn(name, () -> {
                    Task.current().parkUntil(2_000_000_000L);
                    log.add(name);
                });
            }
            loop.spawn("early", () -> {
                Task.current().parkUntil(1_500_000_000L);
                log.add("early");
            });
        });
        assertEquals(List.of("early", "a", "b", "c"), log);
        assertEquals(2_000_000_000L, clock.now());
    }

    @Test
    void sleepIsNeverEarly() {
        run(loop -> {
            for (long nanos : new long[] {1, 1000, 50_000, 999_999, 1_000_001, 3_141_592}) {
                long before = System.nanoTime();
                loop.sleep(nanos);
                assertTrue(System.nanoTime() - before >= nanos, () -> "woke early from " + nanos);
            }
        });
    }

    @Test
    void sleepThatFollowsABurstOfWorkIsMeasuredFromItsOwnStart() {
        VirtualClock clock = new VirtualClock();
        runAt(clock, loop -> {
            clock.pass(200_000_000);
            long before = clock.now();
            loop.sleep(50_000_000);
            assertEquals(50_000_000, clock.now() - before);
        });
    }

    @Test
    void wakeQueuesAndNeverRunsSynchronously() {
        run(loop -> {
            List<Object> log = new ArrayList<>();
            Task sleeper = loop.start("sleeper", () -> log.add(Task.current().park(EventLoop.FOREVER)));
            assertTrue(sleeper.wake(Wake.CANCELED));
            assertFalse(sleeper.wake(Wake.READY), "the first cause wins");
            log.add("caller");
            loop.sleep(0);
            assertEquals(List.of("caller", Wake.CANCELED), log);
        });
    }

    @Test
    void resumedSleeperDropsItsTimer() {
        VirtualClock clock = new VirtualClock();
        runAt(clock, loop -> {
            List<Object> log = new ArrayList<>();
            Task sleeper = loop.start("sleeper", () -> log.add(Task.current().park(1_000_000_000_000L)));
            sleeper.resume();
            loop.sleep(0);
            assertEquals(List.of(Wake.RESUMED), log);
            assertEquals(0, loop.timerCount());
        });
        assertEquals(new VirtualClock().now(), clock.now());
    }

    @Test
    void resumingTwiceResumesTwice() {
        run(loop -> {
            int[] wakes = new int[1];
            Task task = loop.start("twice", () -> {
                while (true) {
                    Task.current().park(EventLoop.FOREVER);
                    wakes[0]++;
                }
            });
            task.resume();
            task.resume();
            loop.sleep(0);
            assertEquals(2, wakes[0]);
            task.close();
        });
    }

    @Test
    void taskThatQueuesItselfGoesOnAfterItsPark() {
        run(loop -> {
            Task.current().resume();
            assertEquals(Wake.RESUMED, Task.current().park(EventLoop.FOREVER));
        });
    }

    @Test
    void resumingADeadTaskIsReportedWhenItsTurnComes() {
        run(loop -> {
            List<String> reports = new ArrayList<>();
            loop.uncaughtHandler((task, failure) -> reports.add(task.name() + ": " + failure.getMessage()));
            Task done = loop.start("done", () -> {});
            done.resume();
            assertEquals(List.of(), reports);
            loop.sleep(0);
            assertEquals(List.of("done: cannot resume dead coroutine"), reports);
        });
    }

    @Test
    void nestedRunThatMeetsItsOwnTaskReportsIt() {
        run(loop -> {
            List<String> reports = new ArrayList<>();
            loop.uncaughtHandler((task, failure) -> reports.add(failure.getMessage()));
            Task.current().resume();
            loop.run();
            assertEquals(List.of("cannot resume non-suspended coroutine"), reports);
        });
    }

    @Test
    void failureOfATaskComesOutOfRunByDefaultAndTheLoopStaysUsable() {
        Setup.onThread(() -> {
            try (EventLoop loop = open()) {
                List<String> log = new ArrayList<>();
                loop.spawn(
                        "bad",
                        () -> Setup.unchecked(() -> {
                            throw new IOException("boom");
                        }));
                loop.spawn("good", () -> log.add("ran"));
                assertEquals("boom", assertThrows(IOException.class, loop::run).getMessage());
                assertNull(EventLoop.current());
                loop.run();
                assertEquals(List.of("ran"), log);
                assertEquals(0, loop.taskCount());
            }
        });
    }

    @Test
    void failureOfAStartedTaskComesOutOfStart() {
        run(loop -> assertThrows(
                AssertionError.class,
                () -> loop.start("bad", () -> {
                    throw new AssertionError("x");
                })));
    }

    @Test
    void stopLetsTheReadyQueueFinishAndLeavesTimersAlone() {
        Setup.onThread(() -> {
            try (EventLoop loop = open()) {
                List<String> log = new ArrayList<>();
                loop.spawn("a", () -> {
                    loop.stop();
                    log.add("rest of a");
                    loop.spawn("c", () -> log.add("c"));
                });
                loop.spawn("b", () -> log.add("b"));
                loop.timer(() -> log.add("timer")).start(3_600_000_000_000L);
                loop.run();
                assertEquals(List.of("rest of a", "b", "c"), log);
            }
        });
    }

    @Test
    void stopBeforeRunIsForgotten() {
        Setup.onThread(() -> {
            try (EventLoop loop = open()) {
                int[] ran = new int[1];
                loop.start("first stretch", loop::stop);
                loop.spawn("t", () -> {
                    loop.sleep(0);
                    ran[0]++;
                });
                loop.run();
                assertEquals(1, ran[0]);
            }
        });
    }

    @Test
    void nestedRunDrivesTheOthersAndReturnsWhenNothingIsLeft() {
        run(loop -> {
            List<String> log = new ArrayList<>();
            loop.spawn("other", () -> {
                loop.sleep(1_000_000);
                log.add("other");
            });
            loop.run();
            log.add("nested run ended");
            loop.sleep(0);
            assertEquals(List.of("other", "nested run ended"), log);
        });
    }

    @Test
    void stopEndsEveryNestedRun() {
        Setup.onThread(() -> {
            try (EventLoop loop = open()) {
                List<String> log = new ArrayList<>();
                loop.timer(() -> log.add("never")).start(3_600_000_000_000L);
                loop.spawn("nester", () -> {
                    loop.spawn("stopper", loop::stop);
                    loop.run();
                    log.add("inner ended");
                });
                loop.run();
                assertEquals(List.of("inner ended"), log);
            }
        });
    }

    @Test
    void bareParkDoesNotKeepTheLoopRunning() {
        Setup.onThread(() -> {
            try (EventLoop loop = open()) {
                Task task = loop.spawn("parked", () -> Task.current().park(EventLoop.FOREVER));
                loop.run();
                assertTrue(task.isParked());
                task.close();
                assertEquals(0, loop.taskCount());
            }
        });
    }

    @Test
    void tasksThatRequeueEachOtherDoNotStarveTimers() {
        run(loop -> {
            boolean[] fired = new boolean[1];
            // The last resumption of each finds it dead.
            loop.uncaughtHandler((task, failure) -> assertTrue(task.isDone()));
            loop.timer(() -> fired[0] = true).start(1_000_000);
            Task[] pair = new Task[2];
            for (int i = 0; i < 2; i++) {
                int other = 1 - i;
                pair[i] = loop.spawn("p" + i, () -> {
                    while (!fired[0]) {
                        pair[other].resume();
                        Task.current().park(EventLoop.FOREVER);
                    }
                });
            }
            while (!fired[0]) {
                loop.sleep(1_000_000);
            }
        });
    }

    @Test
    void executeFromAnotherThreadWakesASleepingLoop() {
        run(loop -> {
            Thread loopThread = Thread.currentThread();
            Cond cond = new Cond();
            Thread other = new Thread(() -> loop.execute(() -> {
                assertSame(loop, EventLoop.current());
                cond.signal(Thread.currentThread());
            }));
            other.start();
            assertEquals(Wake.READY, cond.await(EventLoop.FOREVER));
            assertFalse(cond.data() == other);
            assertTrue(loopThread.isAlive());
        });
    }

    @Test
    void executedActionsOfOneThreadRunInOrder() {
        run(loop -> {
            List<Integer> seen = new ArrayList<>();
            CountDownLatch given = new CountDownLatch(1);
            new Thread(() -> {
                        for (int i = 0; i < 1000; i++) {
                            int n = i;
                            loop.execute(() -> seen.add(n));
                        }
                        given.countDown();
                    })
                    .start();
            loop.offload(() -> {
                given.await();
                return null;
            });
            assertEquals(1000, seen.size());
            for (int i = 0; i < 1000; i++) {
                assertEquals(i, seen.get(i));
            }
        });
    }

    @Test
    void offloadParksOnlyItsTask() {
        run(loop -> {
            CountDownLatch gate = new CountDownLatch(1);
            loop.spawn("other", gate::countDown);
            String name = loop.offload(() -> {
                gate.await();
                return Thread.currentThread().isDaemon() + " " + (EventLoop.current() == null);
            });
            assertEquals("true true", name);
            assertEquals(
                    "gone",
                    assertThrows(
                                    IOException.class,
                                    () -> loop.offload(() -> {
                                        throw new IOException("gone");
                                    }))
                            .getMessage());
        });
    }

    @Test
    void taskThatIsClosedInAnOffloadedCallDoesNotKeepTheLoopRunning() {
        run(loop -> {
            CountDownLatch never = new CountDownLatch(1);
            Task task = loop.start(
                    "blocked",
                    () -> Setup.unchecked(() -> loop.offload(() -> {
                        never.await();
                        return null;
                    })));
            task.close();
            assertEquals(1, loop.taskCount());
        });
    }

    @Test
    void floodOfSubmissionsDoesNotStarveTasks() {
        run(loop -> {
            boolean[] done = new boolean[1];
            loop.execute(new Runnable() {
                @Override
                public void run() {
                    if (!done[0]) {
                        loop.execute(this);
                    }
                }
            });
            loop.sleep(1_000_000);
            done[0] = true;
        });
    }

    @Test
    void closedLoopEndsTheThreadsOfItsTasks() {
        Setup.onThread(() -> {
            List<String> log = new ArrayList<>();
            Task task;
            try (EventLoop loop = open()) {
                task = loop.spawn("parked", () -> {
                    try {
                        Task.current().park(EventLoop.FOREVER);
                    } finally {
                        log.add("unwound");
                    }
                });
                loop.run();
            }
            assertEquals(carrier == Carrier.VIRTUAL_THREAD ? List.of("unwound") : List.of(), log);
            assertEquals(carrier == Carrier.VIRTUAL_THREAD, task.isDone());
        });
    }

    @Test
    void spawnFromAForeignThreadIsRefused() {
        run(loop -> assertThrows(
                IllegalStateException.class,
                () -> loop.offload(() -> {
                    loop.spawn("x", () -> {});
                    return null;
                })));
    }

    @Test
    void watchdogReportsALongStretchAfterTheFact() {
        VirtualClock clock = new VirtualClock();
        runAt(clock, loop -> {
            List<String> reports = new ArrayList<>();
            loop.watchdog(1_000_000, (task, elapsed, limit) -> reports.add(task.name() + " " + elapsed + " " + limit));
            loop.spawn("hog", () -> {
                clock.pass(30_000_000);
                assertEquals(List.of(), reports);
                loop.sleep(0);
                clock.pass(1_000_000);
            });
            loop.sleep(50_000_000);
            assertEquals(List.of("hog 30000000 1000000"), reports);
            loop.watchdog(0, (task, elapsed, limit) -> reports.add("off"));
            loop.spawn("hog2", () -> clock.pass(30_000_000));
            loop.sleep(0);
            assertEquals(1, reports.size());
        });
    }

    @Test
    void nestedStartDoesNotHideTheParentsTime() {
        VirtualClock clock = new VirtualClock();
        runAt(clock, loop -> {
            List<String> reports = new ArrayList<>();
            loop.watchdog(5, (task, elapsed, limit) -> reports.add(task.name() + " " + elapsed));
            loop.spawn("parent", () -> {
                clock.pass(4);
                loop.start("child", () -> clock.pass(3));
                clock.pass(1);
            });
            loop.sleep(100);
            assertEquals(List.of("parent 8"), reports);
        });
    }

    @Test
    void countsFollowTheTasks() {
        run(loop -> {
            assertEquals(1, loop.taskCount());
            Task task = loop.start("t", () -> loop.sleep(0));
            assertEquals(2, loop.taskCount());
            loop.sleep(0);
            loop.sleep(0);
            assertTrue(task.isDone());
            assertEquals(1, loop.taskCount());
        });
    }

    @Test
    void closedTaskNeverRunsAgainAndItsTimerIsGone() {
        run(loop -> {
            boolean[] ran = new boolean[2];
            Task parked = loop.start("parked", () -> {
                loop.sleep(3_600_000_000_000L);
                ran[0] = true;
            });
            Task fresh = loop.spawn("fresh", () -> ran[1] = true);
            parked.close();
            fresh.close();
            loop.sleep(0);
            assertEquals(0, loop.timerCount());
            assertFalse(ran[0] || ran[1]);
            assertTrue(parked.isDone() && fresh.isDone());
        });
    }

    @Test
    void suspendedTaskCanBeRunAtOnceWhateverItWaitsFor() {
        run(loop -> {
            List<Object> log = new ArrayList<>();
            Task task = loop.start("t", () -> {
                log.add(Task.current().park(3_600_000_000_000L));
                log.add(Task.current().park(3_600_000_000_000L));
            });
            task.resumeNow();
            assertEquals(List.of(Wake.RESUMED), log);
            task.wake(Wake.READY);
            task.resumeNow();
            assertEquals(List.of(Wake.RESUMED, Wake.READY), log);
            assertThrows(IllegalStateException.class, task::resumeNow);
            assertThrows(IllegalStateException.class, Task.current()::resumeNow);
            loop.sleep(0);
            assertEquals(0, loop.timerCount());
        });
    }

    @Test
    void unwoundTaskReleasesWhatItHolds() {
        run(loop -> {
            List<String> log = new ArrayList<>();
            loop.uncaughtHandler((task, failure) -> log.add(failure.getMessage()));
            Task task = loop.start("t", () -> {
                try {
                    loop.sleep(3_600_000_000_000L);
                } finally {
                    log.add("released");
                }
            });
            task.unwind(new Error("closed"));
            assertEquals(List.of("released", "closed"), log);
            assertTrue(task.isDone());
            assertEquals(0, loop.timerCount());
            Task fresh = loop.spawn("fresh", () -> log.add("never"));
            fresh.unwind(new Error("x"));
            loop.sleep(0);
            assertEquals(2, log.size());
        });
    }

    @Test
    void parkedTaskThatNothingCanWakeIsGarbage() {
        assumeTrue(carrier == Carrier.CONTINUATION, "the JVM keeps a virtual thread until it ends");
        run(loop -> {
            WeakReference<Object> weak = new WeakReference<>(parkedWithALocal(loop));
            for (int i = 0; i < 20 && weak.get() != null; i++) {
                System.gc();
            }
            assertNull(weak.get());
        });
    }

    private static Object parkedWithALocal(EventLoop loop) {
        AtomicReference<Object> local = new AtomicReference<>();
        loop.start("abandoned", () -> {
            Object onStack = new Object();
            local.set(onStack);
            Task.current().park(EventLoop.FOREVER);
            local.set(onStack);
        });
        return local.get();
    }

    @Test
    void waitingOutsideOfATaskIsRefused() {
        try (EventLoop loop = open()) {
            assertThrows(IllegalStateException.class, () -> loop.sleep(1));
            assertThrows(IllegalStateException.class, Task::current);
            assertNull(Task.currentOrNull());
            assertNull(EventLoop.current());
        }
    }

    @Test
    void interruptedThreadEndsTheRunAndStaysInterrupted() {
        Setup.onThread(() -> {
            try (EventLoop loop = open()) {
                loop.timer(() -> {}).start(3_600_000_000_000L);
                Thread runner = Thread.currentThread();
                new Thread(runner::interrupt).start();
                loop.run();
                assertTrue(Thread.interrupted());
            }
        });
    }

    @Test
    void stopFromAnotherThreadGoesThroughExecute() {
        Setup.onThread(() -> {
            try (EventLoop loop = open()) {
                loop.timer(() -> {}).start(3_600_000_000_000L);
                new Thread(() -> loop.execute(loop::stop)).start();
                loop.run();
            }
        });
    }

    @Test
    void twoLoopsRunSideBySide() {
        List<Thread> threads = new ArrayList<>();
        int[] sums = new int[2];
        for (int i = 0; i < 2; i++) {
            int which = i;
            threads.add(new Thread(() -> run(loop -> {
                for (int k = 0; k < 500; k++) {
                    assertSame(loop, EventLoop.current());
                    loop.sleep(0);
                    sums[which]++;
                }
            })));
        }
        threads.forEach(Thread::start);
        threads.forEach(thread -> Setup.unchecked(thread::join));
        assertEquals(500, sums[0]);
        assertEquals(500, sums[1]);
    }

    @Test
    void largeStackHoldsDeepRecursion() throws InterruptedException {
        assertEquals(200_000, EventLoop.callOnLargeStack("deep", () -> depth(200_000)));
        assertThrows(
                IOException.class,
                () -> EventLoop.callOnLargeStack("bad", () -> {
                    throw new IOException("x");
                }));
    }

    private static int depth(int n) {
        return n == 0 ? 0 : 1 + depth(n - 1);
    }

    @Test
    void waitingAtTheEndOfTheStackLeavesTheLoopUsable() {
        run(loop -> {
            int[] refused = new int[1];
            loop.start("deep", () -> {
                exhaust(loop, refused);
                loop.sleep(1000);
            });
            assertTrue(refused[0] > 0);
            loop.sleep(1_000_000);
            loop.run();
            assertEquals(0, loop.timerCount());
            assertEquals(1, loop.taskCount());
        });
    }

    /** Descends to the end of the stack and, on the way back, tries to wait at each of the last levels. */
    private static int exhaust(EventLoop loop, int[] refused) {
        try {
            int levels = exhaust(loop, refused) + 1;
            if (levels < 60) {
                tryToWait(loop, refused);
            }
            return levels;
        } catch (StackOverflowError e) {
            return 0;
        }
    }

    private static void tryToWait(EventLoop loop, int[] refused) {
        try {
            loop.sleep(0);
        } catch (StackOverflowError | PinnedCoroutineException e) {
            refused[0]++;
        }
    }

    @Test
    void runOnThreadRunsTheLoopToItsEnd() throws InterruptedException {
        List<String> log = new ArrayList<>();
        EventLoop.runOnThread("loop", Setup.plain(carrier).options(), (loop, task) -> {
            assertSame(task, Task.current());
            loop.sleep(1000);
            log.add(Thread.currentThread().getName().isEmpty() ? "virtual" : "platform");
        });
        assertEquals(1, log.size());
    }

    @Test
    void tasksByTheThousandSleepAtRandom() {
        VirtualClock clock = new VirtualClock();
        int[] woken = new int[1];
        runAt(clock, loop -> {
            for (int i = 0; i < 10_000; i++) {
                long delay = (i * 7919L) % 1_000_000;
                loop.spawn("t", () -> {
                    loop.sleep(delay);
                    woken[0]++;
                });
            }
        });
        assertEquals(10_000, woken[0]);
    }
}
