package eco.scheduler;

/** Something with a place in the {@link TimerHeap}: at most one, and knowing it makes cancelling O(log n). */
abstract class Expirable {
    /** The index in the heap's arrays, or -1 while not armed. Only the heap writes it. */
    int place = -1;

    /** Called by the loop, already taken out of the heap. */
    abstract void expire();
}
