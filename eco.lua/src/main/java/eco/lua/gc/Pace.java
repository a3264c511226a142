package eco.lua.gc;

import eco.lua.LuaCoroutine;

/**
 * The modes, parameters and steps of the reference's collector, as far as a program can tell them from ours. The JVM paces
 * itself: parameters are kept and handed back. Steps are credited, and when they add up to a cycle's work there is one
 * full collection; in generational mode each step is one.
 */
public final class Pace {
    /** Steps without a size that make a cycle. */
    private static final int STEPS = 64;

    private final Collector collector;
    private final MemoryUse use = new MemoryUse();
    private boolean generational;
    private double credit;
    private long pause = 200;
    private long stepMultiplier = 100;

    /** The pace of a collector. */
    Pace(Collector collector) {
        this.collector = collector;
    }

    /** {@code collectgarbage "count"}: kilobytes in use by this JVM. */
    public double count() {
        return use.kilobytes(collector.isStopped());
    }

    /** {@code collectgarbage "step"} of so many kilobytes (0: a basic step); true if it finished a cycle. */
    public boolean step(LuaCoroutine co, long kilobytes) {
        double cycle = count();
        credit += Math.max((double) kilobytes, cycle / STEPS);
        if (!generational && credit < cycle) {
            return false;
        }
        collector.collect(co);
        return true;
    }

    /** A full collection is over. */
    void collected() {
        credit = 0;
        use.collected();
    }

    /** Changes the mode; true if it was generational before. */
    public boolean generational(boolean wanted) {
        boolean before = generational;
        generational = wanted;
        return before;
    }

    /** Sets the pause between cycles; the value before. */
    public long pause(long percent) {
        long before = pause;
        pause = percent;
        return before;
    }

    /** Sets the speed of the collector; the value before. */
    public long stepMultiplier(long percent) {
        long before = stepMultiplier;
        stepMultiplier = percent;
        return before;
    }
}
