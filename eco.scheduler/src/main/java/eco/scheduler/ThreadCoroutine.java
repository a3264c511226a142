package eco.scheduler;

import org.jspecify.annotations.Nullable;

/**
 * A coroutine on a virtual thread. Resume and yield pass the strand's one baton: from the resumer's thread to the tip's,
 * and from the innermost thread to the one that resumed the target. Nesting needs nothing more, since every thread stays
 * where it is until it holds the baton again.
 */
final class ThreadCoroutine extends Coroutine {
    private final Baton baton = new Baton();
    long probed;

    private @Nullable Baton resumer;
    private boolean started;
    /** Set on every coroutine of a suspended chain that is being closed: its thread unwinds when it gets control. */
    private boolean closing;

    ThreadCoroutine(Scope scope, Runnable body) {
        super(scope, body);
    }

    @Override
    void transfer(Strand strand) {
        // Between passing the baton and waiting for it to come back it would be too late: two threads would run.
        probed = StackProbe.require(StackProbe.HAND_OVER);
        ThreadCoroutine caller = (ThreadCoroutine) parent;
        Baton mine;
        if (caller == null) {
            mine = strand.root;
            mine.belongsTo(Thread.currentThread());
        } else {
            mine = caller.baton;
        }
        resumer = mine;
        if (started) {
            ((ThreadCoroutine) tip).baton.pass(strand);
        } else {
            started = true;
            Thread thread = Thread.ofVirtual().unstarted(() -> live(strand));
            baton.belongsTo(thread);
            thread.start();
        }
        mine.await();
        if (caller != null && caller.closing) {
            throw new CoroutineClosedError();
        }
    }

    private void live(Strand strand) {
        Strand.bind(strand);
        try {
            begin().run();
        } catch (Throwable e) {
            failed(e);
        } finally {
            ended();
            Baton back = resumer;
            resumer = null;
            if (back != null) {
                back.pass(Strand.current());
            }
        }
    }

    @Override
    void suspend(Coroutine target, Strand strand) {
        if (closing) {
            // A body that tries to go on while it is unwound would never end.
            throw new CoroutineClosedError();
        }
        // Between passing the baton and waiting for it to come back it would be too late: two threads would run.
        probed = StackProbe.require(StackProbe.HAND_OVER);
        ThreadCoroutine to = (ThreadCoroutine) target;
        Baton back = to.resumer;
        to.resumer = null;
        if (back == null) {
            throw new IllegalStateException("the coroutine has no resumer");
        }
        back.pass(strand);
        baton.await();
        if (closing) {
            throw new CoroutineClosedError();
        }
    }

    @Override
    void discard() {
        Strand strand = Strand.current();
        Coroutine resumedFrom = strand.innermost;
        for (Coroutine c = tip; c != null; c = c.parent) {
            ((ThreadCoroutine) c).closing = true;
            if (c == this) {
                break;
            }
        }
        parent = resumedFrom;
        strand.innermost = tip;
        try {
            transfer(strand);
        } finally {
            Strand.current().innermost = resumedFrom;
            parent = null;
        }
    }
}
