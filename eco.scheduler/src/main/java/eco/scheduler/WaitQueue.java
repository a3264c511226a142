package eco.scheduler;

import org.jspecify.annotations.Nullable;

/**
 * Tasks that wait for one thing, first come first served. Invariant: a node is linked exactly while its task may still be
 * chosen; the choice unlinks it at once, so that no wake-up is given to one that has its own already, and none is lost on one whose
 * time was up but who has not run yet: a choice beats a timeout that is queued.
 *
 * <p>A wait here keeps the loop running, as a wait on a descriptor does: another thread or a signal may end it.
 */
final class WaitQueue {
    private @Nullable Node first;
    private @Nullable Node last;
    private int size;
    /** What to do when a chosen task is closed before it has run, and nobody else waits. */
    private final @Nullable Runnable onUnclaimed;

    /** What was given to the task that has just come out of {@link #await}. */
    private @Nullable Object given;

    WaitQueue() {
        this(null);
    }

    WaitQueue(@Nullable Runnable onUnclaimed) {
        this.onUnclaimed = onUnclaimed;
    }

    int size() {
        return size;
    }

    /** Suspends the current task until it is chosen (READY or CLOSED), its time is up, or it is woken otherwise. */
    Wake await(long deadline) {
        Task task = Task.current();
        Node node = new Node(this, task);
        task.loop().hold();
        task.waiting = node;
        Wake cause;
        boolean returned = false;
        try {
            link(node);
            cause = task.parkUntil(deadline);
            returned = true;
        } finally {
            // A task that was closed here has been forgotten already; one that is unwound must not take its choice
            // along.
            if (task.waiting == node) {
                task.waiting = null;
                if (returned) {
                    node.leave();
                } else {
                    node.abandoned(task);
                }
            }
        }
        given = node.given;
        Wake chosen = node.chosen;
        return chosen == null ? cause : chosen;
    }

    /** What {@link #wakeFirst} gave; valid straight after {@link #await}. */
    @Nullable
    Object takeGiven() {
        Object value = given;
        given = null;
        return value;
    }

    /** Chooses the one that has waited longest; false if there is none. */
    boolean wakeFirst(Wake cause, @Nullable Object gift) {
        Node node = first;
        if (node == null) {
            return false;
        }
        unlink(node);
        node.chosen = cause;
        node.given = gift;
        // Already queued by its timeout: it finds that it was chosen when it runs.
        node.task.wake(cause);
        return true;
    }

    /** Chooses all that wait now; answers how many. */
    int wakeAll(Wake cause) {
        int count = size;
        for (int i = 0; i < count; i++) {
            wakeFirst(cause, null);
        }
        return count;
    }

    private void link(Node node) {
        Node tail = last;
        node.previous = tail;
        if (tail == null) {
            first = node;
        } else {
            tail.next = node;
        }
        last = node;
        node.linked = true;
        size++;
    }

    private void unlink(Node node) {
        Node previous = node.previous;
        Node next = node.next;
        if (previous == null) {
            first = next;
        } else {
            previous.next = next;
        }
        if (next == null) {
            last = previous;
        } else {
            next.previous = previous;
        }
        node.previous = null;
        node.next = null;
        node.linked = false;
        size--;
    }

    private static final class Node implements Waiting {
        final WaitQueue queue;
        final Task task;

        @Nullable
        Node previous;

        @Nullable
        Node next;

        boolean linked;

        @Nullable
        Wake chosen;

        @Nullable
        Object given;

        Node(WaitQueue queue, Task task) {
            this.queue = queue;
            this.task = task;
        }

        void leave() {
            task.loop().release();
            if (linked) {
                queue.unlink(this);
            }
        }

        @Override
        public void abandoned(Task closed) {
            leave();
            if (chosen == Wake.READY) {
                // What it was chosen for goes to the next one, as if it had never waited.
                if (!queue.wakeFirst(Wake.READY, given) && queue.onUnclaimed != null) {
                    queue.onUnclaimed.run();
                }
            }
        }
    }
}
