package io.algocratic.realtime.testkit;

import io.algocratic.realtime.spi.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs delayed tasks when a {@link ManualTicker} is moved, on the thread that moves it, in the order in which they are
 * due. Thread-safe.
 */
public final class ManualScheduler implements Scheduler {
    private final ManualTicker ticker;
    /** Guarded by this. */
    private final List<Task> tasks = new ArrayList<>();

    private record Task(Runnable action, long due) {}

    /**
     * A scheduler that follows a ticker.
     *
     * @param ticker moved by the test
     */
    public ManualScheduler(ManualTicker ticker) {
        this.ticker = ticker;
        ticker.watch(this::runDue);
    }

    @Override
    public Cancellable schedule(Runnable action, Duration delay) {
        Task task = new Task(action, ticker.nanos() + delay.toNanos());
        synchronized (this) {
            tasks.add(task);
        }
        return () -> {
            synchronized (this) {
                tasks.remove(task);
            }
        };
    }

    /**
     * How many tasks wait.
     *
     * @return a count
     */
    public synchronized int waiting() {
        return tasks.size();
    }

    private void runDue() {
        for (Optional<Task> next = takeDue(); next.isPresent(); next = takeDue()) {
            next.get().action().run();
        }
    }

    private synchronized Optional<Task> takeDue() {
        long now = ticker.nanos();
        Optional<Task> first =
                tasks.stream().filter(task -> task.due() - now <= 0).min((a, b) -> Long.signum(a.due() - b.due()));
        first.ifPresent(tasks::remove);
        return first;
    }
}
