package eco.lua.gc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import eco.lua.Builtin;
import eco.lua.LuaCoroutine;
import eco.lua.LuaError;
import eco.lua.LuaRuntime;
import eco.lua.LuaString;
import eco.lua.LuaTable;
import eco.lua.LuaUserdata;
import eco.lua.lib.CollectGarbage;
import eco.scheduler.EventLoop;
import eco.scheduler.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Finalizers run once, in order, with the object itself, on the runtime's thread only. */
@Timeout(60)
class CollectorTest {
    private final LuaRuntime runtime = new LuaRuntime();
    private final LuaCoroutine co = runtime.mainCoroutine();
    private final List<Object> finalized = new ArrayList<>();

    private LuaTable metatable(Builtin.Body finalizer) {
        LuaTable metatable = runtime.newTable(0, 1);
        metatable.put("__gc", Builtin.of("finalizer", finalizer));
        return metatable;
    }

    private LuaTable recording() {
        return metatable((co, args) -> finalized.add(((LuaTable) args[0]).get(1)));
    }

    private void create(long number, LuaTable metatable) {
        LuaTable object = runtime.newTable(1, 0);
        object.put(1, Long.valueOf(number));
        runtime.metatable(object, metatable);
    }

    private Object collectgarbage(Object... args) {
        return new CollectGarbage(runtime).invoke(co, args);
    }

    private static Object string(String text) {
        return LuaString.of(text);
    }

    @Test
    void unreachableObjectsAreFinalizedLatestMarkFirst() {
        LuaTable metatable = recording();
        for (long i = 1; i <= 200; i++) {
            create(i, metatable);
        }
        collectgarbage();
        assertEquals(LongStream.rangeClosed(1, 200).map(i -> 201 - i).boxed().toList(), finalized);
        collectgarbage();
        assertEquals(200, finalized.size());
    }

    @Test
    void orderOfMarkingHoldsAmongManyThatArriveAtOnce() {
        LuaTable metatable = recording();
        for (long i = 1; i <= 20_000; i++) {
            create(i, metatable);
        }
        runtime.close();
        for (int i = 1; i < finalized.size(); i++) {
            long before = (Long) finalized.get(i - 1);
            assertTrue((Long) finalized.get(i) < before, "order at " + i);
        }
        assertEquals(20_000, finalized.size());
    }

    @Test
    void reachableObjectsAreFinalizedWhenTheRuntimeCloses() {
        LuaTable metatable = recording();
        create(1, metatable);
        LuaTable held = runtime.newTable(1, 0);
        held.put(1, Long.valueOf(2));
        runtime.metatable(held, metatable);
        runtime.globals().put("held", held);
        create(3, metatable);
        runtime.close();
        assertEquals(List.of(3L, 2L, 1L), finalized);
        create(4, metatable);
        runtime.close();
        System.gc();
        System.gc();
        runtime.collector().drain(co);
        assertEquals(3, finalized.size());
    }

    @Test
    void finalizerMayResurrectItsObjectAndMarkItAgain() {
        LuaTable[] holder = new LuaTable[1];
        LuaTable metatable = runtime.newTable(0, 1);
        metatable.put("__gc", Builtin.of("finalizer", (co, args) -> {
            LuaTable object = (LuaTable) args[0];
            finalized.add(object.get(1));
            holder[0] = object;
            if (finalized.size() < 3) {
                runtime.metatable(object, metatable);
            }
            return null;
        }));
        create(9, metatable);
        for (int i = 0; i < 5; i++) {
            collectgarbage();
            assertEquals(9L, holder[0].get(1));
            holder[0] = i < 4 ? null : holder[0];
            if (finalized.size() == 3) {
                break;
            }
        }
        assertEquals(List.of(9L, 9L, 9L), finalized);
    }

    @Test
    void objectThatRefersToItselfIsFinalized() {
        LuaTable metatable = metatable((co, args) -> {
            finalized.add(((LuaTable) args[0]).get("self") == args[0]);
            return null;
        });
        createCyclic(metatable);
        collectgarbage();
        assertEquals(List.of(true), finalized);
    }

    private void createCyclic(LuaTable metatable) {
        LuaTable object = runtime.newTable(0, 1);
        object.put("self", object);
        runtime.metatable(object, metatable);
    }

    @Test
    void fieldSetLaterDoesNotMark() {
        LuaTable metatable = runtime.newTable(0, 0);
        create(1, metatable);
        metatable.put("__gc", recording().get("__gc"));
        collectgarbage();
        assertEquals(List.of(), finalized);
    }

    @Test
    void finalizerIsLookedUpWhenItRuns() {
        LuaTable metatable = runtime.newTable(0, 1);
        metatable.put("__gc", true);
        create(1, metatable);
        metatable.put("__gc", recording().get("__gc"));
        collectgarbage();
        assertEquals(List.of(1L), finalized);
    }

    @Test
    void userdataIsFinalized() {
        LuaTable metatable = metatable((co, args) -> finalized.add(args[0].getClass()));
        runtime.metatable(new LuaUserdata(null), metatable);
        collectgarbage();
        assertEquals(List.of(LuaUserdata.class), finalized);
    }

    @Test
    void weakValueIsGoneAndWeakKeyStillThereInTheFinalizer() {
        LuaTable values = runtime.newTable(0, 0);
        LuaTable keys = runtime.newTable(0, 0);
        weaken(values, "v");
        weaken(keys, "k");
        LuaTable metatable = metatable((co, args) -> {
            finalized.add(values.get("it") == null);
            finalized.add(keys.get(args[0]));
            return null;
        });
        createIn(values, keys, metatable);
        collectgarbage();
        assertEquals(List.of(true, 42L), finalized);
        collectgarbage();
        assertNull(keys.next(null));
    }

    @Test
    void weakTableThatOnlyTheDeadObjectHadIsClearedForItsFinalizer() {
        LuaTable metatable = metatable((co, args) -> {
            LuaTable own = (LuaTable) ((LuaTable) args[0]).get("own");
            finalized.add(own.next(null) == null);
            return null;
        });
        createWithOwnWeakTable(metatable);
        collectgarbage();
        assertEquals(List.of(true), finalized);
    }

    private void createWithOwnWeakTable(LuaTable metatable) {
        LuaTable object = runtime.newTable(0, 0);
        LuaTable own = runtime.newTable(0, 0);
        weaken(own, "kv");
        own.put(1, new LuaTable());
        own.put(new LuaTable(), 1L);
        object.put("own", own);
        runtime.metatable(object, metatable);
    }

    private void weaken(LuaTable table, String mode) {
        LuaTable metatable = runtime.newTable(0, 1);
        metatable.put("__mode", LuaString.of(mode));
        runtime.metatable(table, metatable);
    }

    private void createIn(LuaTable values, LuaTable keys, LuaTable metatable) {
        LuaTable object = runtime.newTable(0, 0);
        values.put("it", object);
        keys.put(object, 42L);
        runtime.metatable(object, metatable);
    }

    @Test
    void errorInAFinalizerIsAWarningAndTheNextOnesRun() {
        LuaTable failing = metatable((co, args) -> {
            throw new LuaError("no");
        });
        LuaTable metatable = recording();
        create(1, metatable);
        create(2, failing);
        create(3, metatable);
        collectgarbage();
        assertEquals(List.of(3L, 1L), finalized);
        assertNull(co.top);
    }

    @Test
    void collectorIsNotReentrant() {
        LuaTable metatable = metatable((co, args) -> {
            for (String option : List.of("collect", "count", "step", "stop", "isrunning", "generational")) {
                finalized.add(collectgarbage(string(option)) == null);
            }
            return null;
        });
        create(1, metatable);
        collectgarbage();
        assertEquals(List.of(true, true, true, true, true, true), finalized);
    }

    @Test
    void arrivalCallsAttentionAndStoppedCollectorLeavesItWaiting() throws InterruptedException {
        LuaTable metatable = recording();
        collectgarbage(string("stop"));
        create(1, metatable);
        System.gc();
        for (int i = 0; i < 5000 && !runtime.collector().pending(); i++) {
            Thread.sleep(1);
        }
        assertTrue(runtime.attention);
        runtime.collector().drain(co);
        assertEquals(List.of(), finalized);
        collectgarbage(string("restart"));
        assertTrue(runtime.attention);
        runtime.collector().drain(co);
        assertEquals(List.of(1L), finalized);
    }

    @Test
    void optionsAnswerAsTheReferenceDoes() {
        assertEquals(0L, collectgarbage());
        assertEquals(0L, collectgarbage(string("collect")));
        assertEquals(true, collectgarbage(string("isrunning")));
        assertEquals(0L, collectgarbage(string("stop")));
        assertEquals(false, collectgarbage(string("isrunning")));
        assertEquals(0L, collectgarbage(string("restart")));
        assertEquals(LuaString.of("incremental"), collectgarbage(string("generational")));
        assertEquals(LuaString.of("generational"), collectgarbage(string("generational")));
        assertEquals(LuaString.of("generational"), collectgarbage(string("incremental")));
        assertEquals(200L, collectgarbage(string("setpause"), 150L));
        assertEquals(150L, collectgarbage(string("setpause"), 200L));
        assertEquals(100L, collectgarbage(string("setstepmul"), 200L));
        assertEquals(true, collectgarbage(string("step"), 10_000_000L));
        assertSame(Double.class, collectgarbage(string("count")).getClass());
    }

    @Test
    void stepsWithoutASizeAddUpToACycle() {
        LuaTable metatable = recording();
        create(1, metatable);
        int steps = 1;
        while (collectgarbage(string("step")) != Boolean.TRUE) {
            steps++;
        }
        assertTrue(steps > 1 && steps < 1000, () -> "finished early or late");
        assertEquals(List.of(1L), finalized);
    }

    @Test
    void countOnlyGrowsWhileStopped() {
        collectgarbage(string("stop"));
        double before = (Double) collectgarbage(string("count"));
        for (int i = 0; i < 5; i++) {
            System.gc();
            double now = (Double) collectgarbage(string("count"));
            assertTrue(now >= before);
            before = now;
        }
        byte[][] garbage = new byte[64][];
        for (int i = 0; i < garbage.length; i++) {
            garbage[i] = new byte[1 << 20];
        }
        double full = (Double) collectgarbage(string("count"));
        garbage = null;
        collectgarbage();
        assertTrue((Double) collectgarbage(string("count")) < full, "a collection that was asked for shows");
    }

    @Test
    void markedObjectsLeaveNothingBehind() {
        LuaTable metatable = recording();
        for (int round = 0; round < 10; round++) {
            for (long i = 0; i < 1000; i++) {
                create(i, metatable);
            }
            collectgarbage();
        }
        assertEquals(10_000, finalized.size());
        assertFalse(runtime.collector().pending());
    }

    @Test
    void idleLoopIsWokenForFinalizers() {
        try (EventLoop loop = EventLoop.open()) {
            runtime.attach(loop);
            LuaTable metatable = metatable((co, args) -> {
                finalized.add(Task.currentOrNull() == null);
                loop.stop();
                return null;
            });
            create(1, metatable);
            loop.timer(System::gc).start(1_000_000);
            loop.timer(() -> finalized.add("too late")).start(30_000_000_000L);
            loop.run();
        }
        assertEquals(List.of(true), finalized);
    }

    @Test
    void finalizerThatInterruptsATaskIsOutsideOfIt() {
        try (EventLoop loop = EventLoop.open()) {
            runtime.attach(loop);
            LuaTable metatable = metatable((co, args) -> finalized.add(Task.currentOrNull()));
            loop.spawn("task", () -> {
                create(1, metatable);
                collectgarbage();
                finalized.add(Task.currentOrNull() != null);
            });
            loop.run();
        }
        assertEquals(Arrays.asList(null, true), finalized);
    }
}
