package io.algocratic.realtime.spi;

import java.time.Duration;

/** Runs short tasks later. Thread-safe. */
@FunctionalInterface
public interface Scheduler {
    /**
     * Runs a task once, after a delay.
     *
     * @param task short; it never blocks
     * @param delay from now
     * @return cancels the task when it has not begun
     */
    Cancellable schedule(Runnable task, Duration delay);

    /** A task that may be cancelled. */
    @FunctionalInterface
    interface Cancellable {
        /** Cancels the task when it has not begun; does nothing otherwise. */
        void cancel();
    }
}
