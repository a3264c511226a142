package eco.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Timers against a sorted list, in virtual time. */
class TimerModelTest {
    private final VirtualClock clock = new VirtualClock();

    private EventLoop open() {
        return EventLoop.open(EventLoop.Options.defaults().withClock(clock));
    }

    /** Each number is a step: arm, re-arm or cancel one of ten timers, or let some time pass. */
    @Property(tries = 300)
    void timersFireInOrderUnderAnyStartsAndCancels(
            @ForAll @Size(max = 200) List<@IntRange(min = 0, max = 9999) Integer> steps) {
        try (EventLoop loop = open()) {
            List<Integer> fired = new ArrayList<>();
            List<Integer> expected = new ArrayList<>();
            List<Armed> model = new ArrayList<>();
            Timer[] timers = new Timer[10];
            for (int i = 0; i < timers.length; i++) {
                int name = i;
                timers[i] = loop.timer(() -> fired.add(name));
            }
            int order = 0;
            for (int step : steps) {
                int which = step % 10;
                int what = step / 10 % 5;
                int amount = step / 50 % 20;
                if (what == 0) {
                    timers[which].cancel();
                    model.removeIf(a -> a.timer() == which);
                } else if (what < 4) {
                    timers[which].start(amount);
                    model.removeIf(a -> a.timer() == which);
                    model.add(new Armed(which, clock.now() + amount, order++));
                } else {
                    clock.pass(amount);
                    expire(model, expected, clock.now());
                    // One turn that does not wait: a ready task that stops the loop.
                    loop.spawn("stop", loop::stop);
                    loop.run();
                }
                assertEquals(model.size(), loop.timerCount());
            }
            expire(model, expected, EventLoop.FOREVER);
            loop.run();
            assertEquals(expected, fired);
        }
    }

    private static void expire(List<Armed> model, List<Integer> expected, long now) {
        model.sort(Comparator.comparingLong(Armed::deadline).thenComparingInt(Armed::order));
        while (!model.isEmpty() && model.getFirst().deadline() <= now) {
            expected.add(model.removeFirst().timer());
        }
    }

    private record Armed(int timer, long deadline, int order) {}
}
