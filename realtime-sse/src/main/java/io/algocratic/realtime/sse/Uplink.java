package io.algocratic.realtime.sse;

import io.algocratic.realtime.spi.Connection;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way up of one stream: hands the bodies of its requests to the hub one at a time, in the order in which they arrived
 * whole.
 *
 * <p>A client that waits for the answer of one request before it sends the next therefore has its commands applied in
 * order. At most {@value #MAX_IN_PROGRESS} requests are in progress at once. Thread-safe; no method blocks: who finds the
 * way busy leaves the body to who is busy.
 */
final class Uplink {
    static final int MAX_IN_PROGRESS = 16;

    private static final Logger LOG = LoggerFactory.getLogger(Uplink.class);

    private final Connection connection;
    private final AtomicInteger inProgress = new AtomicInteger();
    private final AtomicInteger queued = new AtomicInteger();
    private final Queue<Body> queue = new ConcurrentLinkedQueue<>();

    Uplink(Connection connection) {
        this.connection = connection;
    }

    /** Takes one of the places; {@link #leave} gives it back. */
    boolean enter() {
        return inProgress.getAndUpdate(n -> n < MAX_IN_PROGRESS ? n + 1 : n) < MAX_IN_PROGRESS;
    }

    void leave() {
        inProgress.decrementAndGet();
    }

    /** Hands a body to the hub, now or when those before it are through; then runs {@code handed}. */
    void receive(String text, Runnable handed) {
        queue.add(new Body(text, handed));
        if (queued.getAndIncrement() > 0) {
            return;
        }
        do {
            Body body = queue.remove();
            try {
                connection.receive(body.text);
            } catch (RuntimeException e) {
                // Connections do not throw; were one to, those who wait must not wait for ever.
                LOG.error("a connection threw on a body of {} characters", body.text.length(), e);
            }
            try {
                body.handed.run();
            } catch (RuntimeException e) {
                LOG.debug(
                        "a request ended before it was answered: {}",
                        e.getClass().getName());
            }
        } while (queued.decrementAndGet() > 0);
    }

    private record Body(String text, Runnable handed) {}
}
