package io.algocratic.realtime.jakarta.tyrus;

import io.algocratic.realtime.spi.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Runs what is scheduled when the test says so. Thread-safe. */
final class ManualScheduler implements Scheduler {
    private static final long TIMEOUT_MILLIS = 20_000;

    private final List<Runnable> pending = new ArrayList<>();
    private final List<Duration> delays = new ArrayList<>();

    @Override
    public synchronized Cancellable schedule(Runnable task, Duration delay) {
        delays.add(delay);
        pending.add(task);
        notifyAll();
        return () -> cancel(task);
    }

    private synchronized void cancel(Runnable task) {
        pending.remove(task);
        notifyAll();
    }

    synchronized List<Duration> delays() {
        return List.copyOf(delays);
    }

    /** Waits until everything scheduled was run or cancelled. */
    synchronized void awaitNothingPending() throws InterruptedException {
        await(pending::isEmpty);
    }

    /** Waits for a task to be scheduled, and runs it. */
    void runNext() throws InterruptedException {
        Runnable task;
        synchronized (this) {
            await(() -> !pending.isEmpty());
            task = pending.remove(0);
        }
        task.run();
    }

    private void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            int before = pending.size();
            wait(TIMEOUT_MILLIS);
            if (pending.size() == before) {
                throw new AssertionError("nothing happened");
            }
        }
    }
}
