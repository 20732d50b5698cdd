package io.algocratic.realtime.internal.flush;

import io.algocratic.realtime.CloseReason;
import io.algocratic.realtime.internal.time.SystemRuntime;
import io.algocratic.realtime.spi.Frame;
import io.algocratic.realtime.spi.Scheduler;
import io.algocratic.realtime.spi.Ticker;
import io.algocratic.realtime.spi.Transport;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drains the links that have something to say. A link belongs to one loop; a loop runs on one thread at a time.
 *
 * <p>It is a task rather than a thread: the first link that becomes dirty submits it, and it goes round its ring until
 * none is dirty.
 * Thread-safe; the lock is a leaf.
 */
public final class FlushLoop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(FlushLoop.class);
    private static final int MAX_FRAMES = 512;

    private final Executor executor;
    private final Ticker ticker;
    private final Frame ping;
    private final Stats stats;
    private final Turn turn = new Turn();
    /** Used by the running turn alone. */
    private final @Nullable Link[] taken = new Link[LinkRing.GROUP];
    /** Guarded by this. */
    private final LinkRing ring = new LinkRing();
    /** Guarded by this. */
    private boolean submitted;
    /** Guarded by this. */
    private boolean stopped;

    /** What all loops of a hub count. */
    public record Stats(LongAdder writes, LongAdder bytes, LongAdder slowConsumers) {}

    /**
     * A loop that sweeps its deadlines at an interval.
     *
     * @param executor runs it
     * @param ticker for deadlines
     * @param ping what is sent as heartbeat
     * @param stats what it counts
     */
    public FlushLoop(Executor executor, Ticker ticker, Frame ping, Stats stats) {
        this.executor = executor;
        this.ticker = ticker;
        this.ping = ping;
        this.stats = stats;
    }

    /** Opens a link on this loop. */
    public Link open(Transport transport, LinkLimits limits, Link.Owner owner, boolean oneWay) {
        Link link = new Link(transport, this, limits, owner, oneWay, ticker.nanos());
        synchronized (this) {
            ring.add(link);
        }
        return link;
    }

    /** Sweeps the deadlines of its links from now on, at an interval. */
    public void sweepEvery(Duration interval, Scheduler scheduler) {
        scheduler.schedule(
                () -> {
                    execute(this::sweep);
                    synchronized (this) {
                        if (stopped) {
                            return;
                        }
                    }
                    sweepEvery(interval, scheduler);
                },
                interval);
    }

    /** Sweeps no more. */
    public synchronized void stop() {
        stopped = true;
    }

    /**
     * Waits until it has no link; what is left at the deadline is closed without being flushed.
     *
     * @param deadline of the system's elapsed time
     */
    public void awaitEmpty(long deadline) {
        List<Link> left = List.of();
        synchronized (this) {
            try {
                while (ring.size() > 0) {
                    long millis = TimeUnit.NANOSECONDS.toMillis(deadline - SystemRuntime.TICKER.nanos());
                    if (millis <= 0) {
                        left = ring.all();
                        break;
                    }
                    wait(millis);
                }
            } catch (InterruptedException e) {
                left = ring.all();
                Thread.currentThread().interrupt();
            }
        }
        left.forEach(link -> link.abort(CloseReason.GOING_AWAY));
    }

    @Override
    @SuppressWarnings("ThreadPriorityCheck") // A hint, not a guarantee: see the comment below.
    public void run() {
        turn.begin();
        int done = 0;
        int round;
        do {
            // Lets threads that read have their turn, where they share the core: what they bring goes out in this
            // round,
            // so that more frames share a write. Costs next to nothing for a group of links.
            Thread.yield();
            int count;
            synchronized (this) {
                count = ring.take(taken);
                round = count == 0 ? 0 : ring.size();
            }
            for (int i = 0; i < count; i++) {
                flush(taken[i]);
                taken[i] = null;
            }
            done += count;
        } while (done < round);
        turn.end();
        synchronized (this) {
            if (!ring.anyDirty()) {
                submitted = false;
                return;
            }
        }
        // After each round, so that sweeps and closes have their turn.
        execute(this);
    }

    void enqueue(Link link) {
        synchronized (this) {
            ring.mark(link);
            if (submitted) {
                return;
            }
            submitted = true;
        }
        execute(this);
    }

    void execute(Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            // The hub is closed; a link that comes this late must still be told so.
            task.run();
        }
    }

    synchronized void remove(Link link) {
        ring.remove(link);
        if (ring.size() == 0) {
            notifyAll();
        }
    }

    void slowConsumer() {
        stats.slowConsumers().increment();
    }

    Frame ping() {
        return ping;
    }

    /** Whatever one link throws, the loop goes on for the others. */
    private void flush(@Nullable Link link) {
        if (link == null) {
            return;
        }
        try {
            link.flush(turn);
        } catch (RuntimeException | Error e) {
            LOG.error("flushing a {} link failed; it is closed", link.transport(), e);
            link.failed(e);
        }
    }

    private void sweep() {
        List<Link> all;
        synchronized (this) {
            all = ring.all();
        }
        long now = ticker.nanos();
        all.forEach(link -> link.sweep(now));
    }

    /** What the links of one turn share. Confined to the running loop. */
    final class Turn {
        private final @Nullable Frame[] scratch = new Frame[MAX_FRAMES];
        private @Nullable Batch last;
        private long now;
        private long writes;
        private long bytes;

        long now() {
            return now;
        }

        /** Takes what fits from a queue; links that wait for the same frames get the same batch. */
        Batch take(FrameQueue queue, int maxBytes) {
            int count = queue.drain(scratch, maxBytes);
            Batch batch = last;
            if (batch == null || !batch.holds(scratch, count)) {
                batch = new Batch(scratch, count);
                last = batch;
            }
            Arrays.fill(scratch, 0, count, null);
            writes++;
            bytes += batch.size();
            return batch;
        }

        private void begin() {
            now = ticker.nanos();
            writes = 0;
            bytes = 0;
        }

        private void end() {
            last = null;
            stats.writes().add(writes);
            stats.bytes().add(bytes);
        }
    }
}
