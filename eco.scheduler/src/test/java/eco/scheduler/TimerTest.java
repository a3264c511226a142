package eco.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class TimerTest {
    private final VirtualClock clock = new VirtualClock();

    private EventLoop open() {
        return EventLoop.open(EventLoop.Options.defaults().withClock(clock));
    }

    @Test
    void timersFireByDeadlineAndThenByArming() {
        try (EventLoop loop = open()) {
            List<String> fired = new ArrayList<>();
            for (String name : List.of("b1", "a1", "b2", "a2", "b3")) {
                loop.timer(() -> fired.add(name)).start(name.startsWith("a") ? 10 : 20);
            }
            loop.run();
            assertEquals(List.of("a1", "a2", "b1", "b2", "b3"), fired);
        }
    }

    @Test
    void cancelledTimerNeverFiresAndLetsTheLoopEnd() {
        try (EventLoop loop = open()) {
            Timer timer = loop.timer(() -> {
                throw new AssertionError("fired");
            });
            timer.start(1_000_000_000_000L);
            assertTrue(timer.isArmed());
            timer.cancel();
            assertFalse(timer.isArmed());
            long before = clock.now();
            loop.run();
            assertEquals(before, clock.now());
        }
    }

    @Test
    void armingAgainReplacesTheDeadline() {
        try (EventLoop loop = open()) {
            List<Long> fired = new ArrayList<>();
            long start = clock.now();
            Timer timer = loop.timer(() -> fired.add(clock.now() - start));
            timer.start(200);
            timer.start(10);
            loop.run();
            assertEquals(List.of(10L), fired);
        }
    }

    @Test
    void callbackMayArmItsOwnTimer() {
        try (EventLoop loop = open()) {
            List<Long> fired = new ArrayList<>();
            long start = clock.now();
            Timer[] timer = new Timer[1];
            timer[0] = loop.timer(() -> {
                fired.add(clock.now() - start);
                if (fired.size() < 3) {
                    timer[0].start(5);
                }
            });
            timer[0].start(5);
            loop.run();
            assertEquals(List.of(5L, 10L, 15L), fired);
        }
    }

    @Test
    void callbackThatArmsItsTimerForNowLetsOthersHaveATurn() {
        try (EventLoop loop = open()) {
            List<String> log = new ArrayList<>();
            Timer[] timer = new Timer[1];
            timer[0] = loop.timer(() -> {
                log.add("fired");
                if (log.size() < 5) {
                    timer[0].start(0);
                }
            });
            timer[0].start(0);
            loop.spawn("task", () -> log.add("task"));
            loop.run();
            assertEquals(List.of("fired", "task", "fired", "fired", "fired"), log);
        }
    }

    @Test
    void deadlinesBeyondTheClockNeverCome() {
        try (EventLoop loop = open()) {
            assertEquals(EventLoop.FOREVER, loop.deadlineAfter(EventLoop.FOREVER));
            assertEquals(EventLoop.FOREVER, loop.deadlineAfter(EventLoop.FOREVER - 1));
            assertEquals(clock.now(), loop.deadlineAfter(-5));
        }
    }

    @Test
    void millionTimersAreOrdinary() {
        try (EventLoop loop = open()) {
            int count = 1_000_000;
            int[] fired = new int[1];
            long[] last = {0};
            Timer[] timers = new Timer[count];
            for (int i = 0; i < count; i++) {
                long deadline = clock.now() + (i * 7919L) % count;
                timers[i] = loop.timer(() -> {
                    assertTrue(deadline >= last[0]);
                    last[0] = deadline;
                    fired[0]++;
                });
                timers[i].startAt(deadline);
            }
            for (int i = 0; i < count; i += 2) {
                timers[i].cancel();
            }
            assertEquals(count / 2, loop.timerCount());
            loop.run();
            assertEquals(count / 2, fired[0]);
        }
    }
}
