package eco.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
@ParameterizedClass
@MethodSource("eco.scheduler.Setup#carriers")
record SignalsTest(Carrier carrier) {
    @Test
    void signalArrivesOnTheLoop() {
        Setup.plain(carrier).run(loop -> {
            Cond cond = new Cond();
            try (Signals.Subscription usr2 = loop.signals().handle("USR2", () -> {
                assertSame(loop, EventLoop.current());
                cond.signal("caught");
            })) {
                assertEquals(12, usr2.number());
                loop.kernel().kill(loop.kernel().getpid(), usr2.number());
                assertEquals(Wake.READY, cond.await(30_000_000_000L));
                assertEquals("caught", cond.data());
            }
        });
    }

    @Test
    void closingPutsTheEarlierHandlerBack() {
        Setup.plain(carrier).run(loop -> {
            Cond cond = new Cond();
            List<String> log = new ArrayList<>();
            try (Signals.Subscription outer = loop.signals().handle("USR2", () -> cond.signal("outer"))) {
                Signals.Subscription inner = loop.signals().ignore("USR2");
                loop.kernel().kill(loop.kernel().getpid(), outer.number());
                inner.close();
                inner.close();
                loop.kernel().kill(loop.kernel().getpid(), outer.number());
                assertEquals(Wake.READY, cond.await(30_000_000_000L));
                log.add((String) cond.data());
            }
            assertEquals(List.of("outer"), log);
        });
    }

    @Test
    void signalOfTheJvmItselfIsRefusedWithTheReason() {
        Setup.plain(carrier).run(loop -> {
            String why = assertThrows(
                            UnsupportedOperationException.class,
                            () -> loop.signals().handle("SEGV", () -> {}))
                    .getMessage();
            assertTrue(why.contains("SEGV"), why);
            assertThrows(
                    UnsupportedOperationException.class, () -> loop.signals().handle("NOSUCH", () -> {}));
        });
    }

    @Test
    void subscriptionDoesNotKeepTheLoopRunning() {
        Setup.plain(carrier).run(loop -> loop.signals().handle("USR2", () -> {}));
    }
}
