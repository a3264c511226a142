package eco.scheduler;

import jdk.internal.vm.Continuation;
import jdk.internal.vm.ContinuationScope;
import org.jspecify.annotations.Nullable;

/**
 * A coroutine on the JDK's one-shot delimited continuation. This class and its nested one are the only ones that name
 * the internal package; they are loaded only where it is exported to us.
 *
 * <p>Every frame between the continuation's entry and the yield is kept for each parked task, some 100 bytes while it is
 * interpreted; hence no lambdas and few steps on that way.
 */
final class ContinuationCoroutine extends Coroutine implements Runnable {
    private @Nullable Stack stack;

    private ContinuationCoroutine(Scope scope, Runnable body) {
        super(scope, body);
        stack = new Stack(peer(scope), this);
    }

    static Coroutine create(Scope scope, Runnable body) {
        try {
            return new ContinuationCoroutine(scope, body);
        } catch (IllegalAccessError e) {
            throw new IllegalStateException(
                    "the continuation carrier needs --add-exports java.base/jdk.internal.vm="
                            + (Carrier.class.getModule().isNamed() ? "eco.scheduler" : "ALL-UNNAMED"),
                    e);
        }
    }

    private static ContinuationScope peer(Scope scope) {
        Object peer = scope.peer;
        if (peer == null) {
            // Two threads may race for a scope that they share; the loser takes the winner's.
            synchronized (scope) {
                peer = scope.peer;
                if (peer == null) {
                    peer = new ContinuationScope(scope.toString());
                    scope.peer = peer;
                }
            }
        }
        return (ContinuationScope) peer;
    }

    @Override
    public void run() {
        try {
            begin().run();
        } catch (Throwable e) {
            failed(e);
        } finally {
            ended();
        }
    }

    @Override
    void transfer(Strand strand) {
        Stack mine = stack;
        if (mine != null) {
            mine.run();
            if (isDone()) {
                stack = null;
            }
        }
    }

    @Override
    void suspend(Coroutine target, Strand strand) {
        Continuation.yield(peer(target.scope));
    }

    @Override
    void discard() {
        stack = null;
    }

    /** The JDK's part. Its default on a pinned yield throws too, but a type of our own says what happened. */
    private static final class Stack extends Continuation {
        Stack(ContinuationScope scope, ContinuationCoroutine coroutine) {
            super(scope, coroutine);
        }

        @Override
        protected void onPinned(Pinned reason) {
            throw new PinnedCoroutineException(
                    switch (reason) {
                        case NATIVE -> "a native frame";
                        case MONITOR -> "a held monitor";
                        case CRITICAL_SECTION -> "a critical section";
                        case EXCEPTION -> "an exception while freezing";
                    });
        }
    }
}
