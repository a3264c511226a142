package eco.scheduler;

/** What a parked task waits in; it must be told if the task is closed there, since the task's own code never goes on. */
interface Waiting {
    /** The task is gone; forget it. */
    void abandoned(Task task);
}
