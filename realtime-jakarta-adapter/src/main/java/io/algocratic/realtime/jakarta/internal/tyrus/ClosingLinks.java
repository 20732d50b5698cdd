package io.algocratic.realtime.jakarta.internal.tyrus;

import io.algocratic.realtime.spi.Scheduler;
import io.algocratic.realtime.spi.Scheduler.Cancellable;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The links that wait for their peer to let them close, each for a bounded time. Open links cost nothing here. Thread-safe. */
public final class ClosingLinks {
    private final Scheduler scheduler;
    private final Duration patience;
    private final ConcurrentMap<Link, Cancellable> waiting = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> empty = new CompletableFuture<>();
    private volatile boolean leaving;

    /**
     * Makes an empty set.
     *
     * @param scheduler ends the waiting
     * @param patience how long a peer may take
     */
    public ClosingLinks(Scheduler scheduler, Duration patience) {
        this.scheduler = scheduler;
        this.patience = patience;
    }

    void add(Link link) {
        waiting.put(link, scheduler.schedule(link::giveUp, patience));
        if (link.over()) {
            remove(link);
        }
    }

    void remove(Link link) {
        Cancellable timer = waiting.remove(link);
        if (timer != null) {
            timer.cancel();
        }
        tellWhenEmpty();
    }

    private void tellWhenEmpty() {
        if (leaving && waiting.isEmpty()) {
            empty.complete(null);
        }
    }

    /** Blocks until none waits, for as long as one peer may take; then ends those that still do. */
    public void close() {
        leaving = true;
        tellWhenEmpty();
        try {
            empty.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException e) {
            // these peers had their time
        }
        Set.copyOf(waiting.keySet()).forEach(Link::giveUp);
    }
}
