package eco.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Random senders, receivers, timeouts and closing, against what any bounded queue must satisfy. */
class ChannelModelTest {
    @Property(tries = 200)
    void everyValueSentIsReceivedOnceAndInOrder(
            @ForAll @IntRange(min = 1, max = 4) int capacity,
            @ForAll @IntRange(min = 1, max = 4) int senders,
            @ForAll @IntRange(min = 1, max = 4) int receivers,
            @ForAll @Size(min = 1, max = 40) List<@IntRange(min = 0, max = 5) Integer> delays) {
        VirtualClock clock = new VirtualClock();
        List<Integer> sent = new ArrayList<>();
        List<Integer> received = new ArrayList<>();
        try (EventLoop loop = EventLoop.open(EventLoop.Options.defaults().withClock(clock))) {
            Channel<Integer> channel = new Channel<>(capacity);
            WaitGroup sending = new WaitGroup();
            sending.add(senders);
            int[] next = new int[1];
            for (int s = 0; s < senders; s++) {
                int seed = s;
                loop.spawn("sender", () -> {
                    for (int i = 0; i < delays.size(); i++) {
                        int delay = delays.get((i + seed) % delays.size());
                        loop.sleep(delay);
                        int value = next[0]++;
                        Wake outcome = channel.send(value, delay == 5 ? 1 : EventLoop.FOREVER);
                        assertTrue(channel.length() <= capacity);
                        if (outcome == Wake.READY) {
                            sent.add(value);
                        } else {
                            assertEquals(Wake.TIMEOUT, outcome);
                        }
                    }
                    sending.done();
                });
            }
            for (int r = 0; r < receivers; r++) {
                int seed = r;
                loop.spawn("receiver", () -> {
                    for (int i = 0; ; i++) {
                        int delay = delays.get((i * 3 + seed) % delays.size());
                        Wake outcome = channel.receive(delay == 4 ? 2 : EventLoop.FOREVER);
                        if (outcome == Wake.CLOSED) {
                            return;
                        }
                        if (outcome == Wake.READY) {
                            received.add(channel.received());
                        }
                        loop.sleep(delay);
                    }
                });
            }
            loop.spawn("closer", () -> {
                sending.await(EventLoop.FOREVER);
                channel.close();
            });
            loop.run();
            assertEquals(0, loop.taskCount());
            // A sender records its value after the send; the order of entering is the order of leaving.
            assertEquals(sent.size(), received.size());
            assertTrue(received.containsAll(sent));
            if (senders == 1 && receivers == 1) {
                assertEquals(sent, received);
            }
        }
    }
}
