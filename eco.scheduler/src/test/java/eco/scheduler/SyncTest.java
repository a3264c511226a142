package eco.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
@ParameterizedClass
@MethodSource("eco.scheduler.Setup#carriers")
record SyncTest(Carrier carrier) {
    private static final long MILLI = 1_000_000;

    private void run(Setup.Body body) {
        Setup.plain(carrier).run(body);
    }

    private void runAt(VirtualClock clock, Setup.Body body) {
        Setup.plain(carrier).runAt(clock, body);
    }

    @Test
    void signalWithoutWaitersIsNotRemembered() {
        runAt(new VirtualClock(), loop -> {
            Cond cond = new Cond();
            assertFalse(cond.signal("lost"));
            assertEquals(Wake.TIMEOUT, cond.await(MILLI));
            assertEquals(Wake.TIMEOUT, cond.await(0));
        });
    }

    @Test
    void signalsReachWaitersInOrderEachWithItsOwnData() {
        run(loop -> {
            Cond cond = new Cond();
            List<Object> got = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                int name = i;
                loop.start("w" + i, () -> {
                    assertEquals(Wake.READY, cond.await(EventLoop.FOREVER));
                    got.add(name + "=" + cond.data());
                });
            }
            assertTrue(cond.signal("x"));
            assertTrue(cond.signal("y"));
            assertTrue(cond.signal(null));
            assertFalse(cond.signal("surplus"));
            assertEquals(List.of(), got, "nobody runs inside signal");
            loop.sleep(0);
            assertEquals(List.of("0=x", "1=y", "2=null"), got);
        });
    }

    @Test
    void broadcastReleasesExactlyThoseWhoWait() {
        runAt(new VirtualClock(), loop -> {
            Cond cond = new Cond();
            int[] released = new int[1];
            for (int i = 0; i < 24; i++) {
                loop.start("w", () -> {
                    assertEquals(Wake.READY, cond.await(EventLoop.FOREVER));
                    released[0]++;
                });
            }
            assertEquals(24, cond.broadcast());
            assertEquals(Wake.TIMEOUT, cond.await(MILLI), "one who comes later is not released");
            assertEquals(24, released[0]);
        });
    }

    @Test
    void closedConditionReleasesEveryone() {
        run(loop -> {
            Cond cond = new Cond();
            List<Wake> got = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                loop.start("w", () -> got.add(cond.await(1_000_000 * MILLI)));
            }
            cond.close();
            loop.sleep(0);
            assertEquals(Collections.nCopies(5, Wake.CLOSED), got);
            assertEquals(Wake.CLOSED, cond.await(EventLoop.FOREVER));
            assertFalse(cond.signal(null));
            assertEquals(0, cond.broadcast());
            assertEquals(0, loop.timerCount());
        });
    }

    @Test
    void waitersWithTheSameDeadlineTimeOutOnceEach() {
        VirtualClock clock = new VirtualClock();
        runAt(clock, loop -> {
            Cond cond = new Cond();
            List<String> log = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                int name = i;
                loop.start("w" + i, () -> {
                    log.add(name + " " + cond.await(50 * MILLI));
                    long before = clock.now();
                    loop.sleep(20 * MILLI);
                    assertEquals(20 * MILLI, clock.now() - before);
                });
            }
            loop.sleep(100 * MILLI);
            assertEquals(List.of("0 TIMEOUT", "1 TIMEOUT", "2 TIMEOUT"), log);
            assertEquals(0, cond.waiterCount());
        });
    }

    @Test
    void signalBeatsATimeoutThatIsQueuedButHasNotRun() {
        VirtualClock clock = new VirtualClock();
        runAt(clock, loop -> {
            Cond cond = new Cond();
            List<Wake> got = new ArrayList<>();
            loop.start("signaller", () -> {
                loop.sleep(MILLI);
                cond.signal(null);
            });
            loop.start("waiter", () -> got.add(cond.await(MILLI)));
            loop.sleep(10 * MILLI);
            assertEquals(List.of(Wake.READY), got);
        });
    }

    @Test
    void closedTaskLeavesNoGhostInTheQueue() {
        run(loop -> {
            Cond cond = new Cond();
            Task ghost = loop.start("ghost", () -> cond.await(EventLoop.FOREVER));
            ghost.close();
            assertEquals(0, cond.waiterCount());
            assertFalse(cond.signal(null));
        });
    }

    @Test
    void mutexIsHandedToTheOldestWaiter() {
        run(loop -> {
            Mutex mutex = new Mutex();
            List<String> order = new ArrayList<>();
            assertTrue(mutex.lock(EventLoop.FOREVER));
            assertFalse(mutex.lock(0));
            for (int i = 0; i < 3; i++) {
                int name = i;
                loop.start("w" + i, () -> {
                    assertTrue(mutex.lock(EventLoop.FOREVER));
                    order.add("w" + name);
                    loop.sleep(0);
                    mutex.unlock();
                });
            }
            mutex.unlock();
            assertTrue(mutex.lock(EventLoop.FOREVER), "the unlocker queues behind");
            order.add("main");
            mutex.unlock();
            assertEquals(List.of("w0", "w1", "w2", "main"), order);
            assertFalse(mutex.isLocked());
            assertThrows(IllegalStateException.class, mutex::unlock);
        });
    }

    @Test
    void mutexHandedToAClosedTaskGoesOnToTheNext() {
        run(loop -> {
            Mutex mutex = new Mutex();
            mutex.lock(EventLoop.FOREVER);
            Task doomed = loop.start("doomed", () -> mutex.lock(EventLoop.FOREVER));
            boolean[] got = new boolean[1];
            loop.start("next", () -> got[0] = mutex.lock(EventLoop.FOREVER));
            mutex.unlock();
            doomed.close();
            loop.sleep(0);
            assertTrue(got[0]);
        });
    }

    @Test
    void mutexHandedToAClosedLastWaiterIsFree() {
        run(loop -> {
            Mutex mutex = new Mutex();
            mutex.lock(EventLoop.FOREVER);
            Task doomed = loop.start("doomed", () -> mutex.lock(EventLoop.FOREVER));
            mutex.unlock();
            doomed.close();
            assertFalse(mutex.isLocked());
        });
    }

    @Test
    void mutexHandedToATaskThatIsUnwoundGoesOnToTheNext() {
        run(loop -> {
            loop.uncaughtHandler((task, failure) -> {});
            Mutex mutex = new Mutex();
            mutex.lock(EventLoop.FOREVER);
            Task doomed = loop.start("doomed", () -> mutex.lock(EventLoop.FOREVER));
            boolean[] got = new boolean[1];
            loop.start("next", () -> got[0] = mutex.lock(EventLoop.FOREVER));
            mutex.unlock();
            doomed.unwind(new Error("closed"));
            loop.sleep(0);
            assertTrue(got[0]);
        });
    }

    @Test
    void unlockReachesAWaiterWhoseTimeIsUpButWhoHasNotRun() {
        VirtualClock clock = new VirtualClock();
        runAt(clock, loop -> {
            Mutex mutex = new Mutex();
            boolean[] got = new boolean[1];
            loop.start("holder", () -> {
                mutex.lock(EventLoop.FOREVER);
                loop.sleep(MILLI);
                mutex.unlock();
            });
            loop.start("waiter", () -> got[0] = mutex.lock(MILLI));
            loop.sleep(10 * MILLI);
            assertTrue(got[0]);
        });
    }

    @Test
    void mutexExcludesUnderContention() {
        run(loop -> {
            Mutex mutex = new Mutex();
            WaitGroup group = new WaitGroup();
            int[] inside = new int[1];
            int[] total = new int[1];
            for (int i = 0; i < 16; i++) {
                group.add(1);
                loop.spawn("t" + i, () -> {
                    for (int k = 0; k < 50; k++) {
                        assertTrue(mutex.lock(EventLoop.FOREVER));
                        assertEquals(1, ++inside[0]);
                        loop.sleep(0);
                        inside[0]--;
                        total[0]++;
                        mutex.unlock();
                    }
                    group.done();
                });
            }
            assertTrue(group.await(EventLoop.FOREVER));
            assertEquals(800, total[0]);
        });
    }

    @Test
    void waitGroupReleasesAtZero() {
        runAt(new VirtualClock(), loop -> {
            WaitGroup group = new WaitGroup();
            assertTrue(group.await(MILLI));
            group.add(2);
            assertFalse(group.await(MILLI));
            boolean[] released = new boolean[1];
            loop.start("w", () -> released[0] = group.await(EventLoop.FOREVER));
            group.done();
            group.done();
            group.add(1);
            loop.sleep(0);
            assertTrue(released[0], "released though the count was raised again");
            group.add(-1);
            assertThrows(IllegalStateException.class, group::done);
            assertEquals(0, group.count());
        });
    }

    @Test
    void channelKeepsItsCapacityAndItsOrder() {
        runAt(new VirtualClock(), loop -> {
            Channel<String> channel = new Channel<>(2);
            assertEquals(Wake.READY, channel.send("a", 0));
            assertEquals(Wake.READY, channel.send("b", 0));
            assertEquals(Wake.TIMEOUT, channel.send("c", 0));
            assertEquals(Wake.TIMEOUT, channel.send("c", MILLI));
            assertEquals(2, channel.length());
            assertEquals("a", channel.receive());
            assertEquals("b", channel.receive());
            assertEquals(Wake.TIMEOUT, channel.receive(0));
            assertEquals(Wake.TIMEOUT, channel.receive(MILLI));
            assertThrows(IllegalStateException.class, channel::received);
        });
    }

    @Test
    void closedChannelCanBeDrainedButNotFilled() {
        run(loop -> {
            Channel<Integer> channel = new Channel<>(3);
            channel.send(1, 0);
            channel.send(2, 0);
            channel.close();
            assertEquals(Wake.CLOSED, channel.send(3, EventLoop.FOREVER));
            assertEquals(1, channel.receive());
            assertEquals(2, channel.receive());
            assertNull(channel.receive());
        });
    }

    @Test
    void closingAChannelWakesEveryReceiverAndSender() {
        run(loop -> {
            Channel<Integer> empty = new Channel<>(1);
            Channel<Integer> full = new Channel<>(1);
            full.send(0, 0);
            List<Wake> got = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                long timeout = i % 2 == 0 ? EventLoop.FOREVER : 1_000_000 * MILLI;
                loop.start("r", () -> got.add(empty.receive(timeout)));
                loop.start("s", () -> got.add(full.send(1, timeout)));
            }
            empty.close();
            full.close();
            loop.sleep(0);
            assertEquals(Collections.nCopies(24, Wake.CLOSED), got);
        });
    }

    @Test
    void valuesCrossAChannelCompleteAndInOrder() {
        run(loop -> {
            Channel<Integer> channel = new Channel<>(3);
            loop.spawn("producer", () -> {
                for (int i = 0; i < 2000; i++) {
                    assertEquals(Wake.READY, channel.send(i, EventLoop.FOREVER));
                }
                channel.close();
            });
            int expected = 0;
            for (Integer value = channel.receive(); value != null; value = channel.receive()) {
                assertEquals(expected++, value);
            }
            assertEquals(2000, expected);
        });
    }
}
