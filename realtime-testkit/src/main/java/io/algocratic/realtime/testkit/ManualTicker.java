package io.algocratic.realtime.testkit;

import io.algocratic.realtime.spi.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Time that moves only when a test says so: elapsed time and the wall clock in step.
 *
 * <p>Elapsed time begins at a random value, near an overflow as likely as anywhere, so that code which compares it
 * without subtraction fails. Thread-safe.
 */
public final class ManualTicker implements Ticker, InstantSource {
    private final AtomicLong nanos = new AtomicLong(ThreadLocalRandom.current().nextLong());
    private final AtomicLong passed = new AtomicLong();
    private final Instant start = Instant.parse("2026-11-23T09:00:00Z");
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();

    /** Time that stands still. */
    public ManualTicker() {}

    @Override
    public long nanos() {
        return nanos.get();
    }

    @Override
    public Instant instant() {
        return start.plusNanos(passed.get());
    }

    /**
     * Moves time forward, then runs the tasks of its schedulers that are due, on this thread.
     *
     * @param duration not negative
     * @throws IllegalArgumentException when it is negative
     */
    public void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("time does not go back: " + duration);
        }
        nanos.addAndGet(duration.toNanos());
        passed.addAndGet(duration.toNanos());
        watchers.forEach(Runnable::run);
    }

    void watch(Runnable watcher) {
        watchers.add(watcher);
    }
}
