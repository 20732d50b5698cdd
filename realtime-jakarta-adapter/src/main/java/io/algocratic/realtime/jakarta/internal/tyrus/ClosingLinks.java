package io.algocratic.realtime.jakarta.internal.tyrus;

import io.algocratic.realtime.spi.Scheduler;
import io.algocratic.realtime.spi.Scheduler.Cancellable;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The links that wait for their peer to let them close, each for a bounded time. Open links cost nothing here. Thread-safe. */
public final class ClosingLinks {
    private final Scheduler scheduler;
    private final Duration patience;
    private final Map<Link, Cancellable> waiting = new ConcurrentHashMap<>();

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
        Cancellable timer = scheduler.schedule(link::giveUp, patience);
        waiting.put(link, timer);
        if (link.over()) {
            remove(link);
        }
    }

    void remove(Link link) {
        Cancellable timer = waiting.remove(link);
        if (timer != null) {
            timer.cancel();
        }
    }

    /** Ends all that wait, now. */
    public void giveUp() {
        Set.copyOf(waiting.keySet()).forEach(Link::giveUp);
    }
}
