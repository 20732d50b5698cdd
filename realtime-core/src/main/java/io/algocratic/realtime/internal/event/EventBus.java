package io.algocratic.realtime.internal.event;

import io.algocratic.realtime.event.HubListener;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells listeners what happened, in order, one event at a time, on the hub's executor.
 *
 * <p>At most {@value #MAX_WAITING} events wait; more are dropped, and the first of each such spell is logged. Thread-safe;
 * the lock is a leaf.
 */
public final class EventBus {
    private static final Logger LOG = LoggerFactory.getLogger(EventBus.class);
    private static final int MAX_WAITING = 10_000;
    private static final int TURN = 64;

    private final Executor executor;
    private final List<HubListener> listeners;
    private final LongAdder failures = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    /** Listeners whose failure was logged; used by the running turn alone. */
    private final Set<HubListener> known = Collections.newSetFromMap(new IdentityHashMap<>());
    /** Guarded by this. */
    private final ArrayDeque<Consumer<HubListener>> waiting = new ArrayDeque<>();
    /** Guarded by this. */
    private boolean running;
    /** Guarded by this. */
    private boolean dropping;

    /**
     * A bus with its first listeners.
     *
     * @param executor runs them
     * @param listeners who is told
     */
    public EventBus(Executor executor, List<HubListener> listeners) {
        this.executor = executor;
        this.listeners = new CopyOnWriteArrayList<>(listeners);
    }

    /** Adds a listener. */
    public void listen(HubListener listener) {
        listeners.add(listener);
    }

    /** Tells whether anybody listens, so that nobody builds an event for nothing. */
    public boolean heard() {
        return !listeners.isEmpty();
    }

    /** How often a listener threw. */
    public long failures() {
        return failures.sum();
    }

    /** How many events no listener was told of. */
    public long dropped() {
        return dropped.sum();
    }

    /** Queues an event; never blocks and never calls a listener. */
    public void tell(Consumer<HubListener> event) {
        if (listeners.isEmpty()) {
            return;
        }
        boolean drop;
        boolean first = false;
        synchronized (this) {
            drop = waiting.size() >= MAX_WAITING;
            if (drop) {
                first = !dropping;
                dropping = true;
            } else {
                dropping = false;
                waiting.add(event);
                if (running) {
                    return;
                }
                running = true;
            }
        }
        if (!drop) {
            submit();
            return;
        }
        dropped.increment();
        if (first) {
            LOG.warn("listeners do not keep up: {} events wait, more are dropped", MAX_WAITING);
        }
    }

    private void submit() {
        try {
            executor.execute(this::drain);
        } catch (RejectedExecutionException e) {
            // The executor was shut down under us; what has happened is still told.
            drain();
        }
    }

    private void drain() {
        for (int i = 0; i < TURN; i++) {
            Consumer<HubListener> next;
            synchronized (this) {
                next = waiting.poll();
                if (next == null) {
                    running = false;
                    return;
                }
            }
            for (HubListener listener : listeners) {
                tell(listener, next);
            }
        }
        submit();
    }

    private void tell(HubListener listener, Consumer<HubListener> event) {
        try {
            event.accept(listener);
        } catch (RuntimeException | Error e) {
            failures.increment();
            if (!known.add(listener)) {
                return;
            }
            LOG.error(
                    "a listener of {} failed; the others are told, and it is not logged again",
                    listener.getClass().getName(),
                    e);
        }
    }
}
