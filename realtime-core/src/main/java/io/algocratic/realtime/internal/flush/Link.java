package io.algocratic.realtime.internal.flush;

import io.algocratic.realtime.CloseReason;
import io.algocratic.realtime.spi.Frame;
import io.algocratic.realtime.spi.Transport;
import io.algocratic.realtime.spi.WriteCallback;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The outbound side of one live link: a bounded queue, at most one write outstanding, and the end.
 *
 * <p>States: Open, Closing (what is queued still goes out, nothing new comes in), Closed. Thread-safe; the lock is a
 * leaf: the transport, the loop and the owner are called without it.
 *
 * <p>L1: {@code scheduled} is true exactly while the link is marked dirty in its loop's ring. L2: {@code writing} is
 * true from before {@link Transport#write} until its callback. L3: {@link Transport#close} is called by the loop that took
 * the state from Closing to Closed, and by nobody else.
 */
public final class Link implements WriteCallback {
    private static final Logger LOG = LoggerFactory.getLogger(Link.class);
    /** The most bytes of one write, so that one large backlog does not hold up the loop. */
    private static final int TURN_BYTES = 64 * 1024;

    /** Told when the link ends by itself: a slow or silent peer, a failed write. Called without a lock, once. */
    @FunctionalInterface
    public interface Owner {
        /**
         * The link has ended.
         *
         * @param reason what the peer is told; nothing when it cannot be told any more
         */
        void ended(Optional<CloseReason> reason);
    }

    private enum State {
        OPEN,
        CLOSING,
        CLOSED
    }

    private final Transport transport;
    private final FlushLoop loop;
    private final LinkLimits limits;
    private final Owner owner;
    private final boolean oneWay;
    private final FrameQueue queue = new FrameQueue();
    private final Pulse pulse;
    private State state = State.OPEN;
    private boolean scheduled;
    private boolean writing;
    private boolean greeted;
    private boolean transportClosed;
    private @Nullable CloseReason reason;
    /** When the link was opened, then when the outstanding write began. */
    private long since;
    /** Where it stands in its loop's ring, -1 once it was removed; guarded by the loop. */
    int index;

    Link(Transport transport, FlushLoop loop, LinkLimits limits, Owner owner, boolean oneWay, long now) {
        this.transport = transport;
        this.loop = loop;
        this.limits = limits;
        this.owner = owner;
        this.oneWay = oneWay;
        this.pulse = new Pulse(now);
        this.since = now;
    }

    /** The transport's name. */
    public String transport() {
        return transport.name();
    }

    /** Queues a frame; does nothing once the link is closing. A full queue closes the link with 4009. */
    public void offer(Frame frame) {
        offer(frame, false);
    }

    /** Queues a frame that may be lost: it is dropped when the queue is half full. */
    public void offerEphemeral(Frame frame) {
        offer(frame, true);
    }

    private void offer(Frame frame, boolean ephemeral) {
        boolean overflow = false;
        synchronized (this) {
            if (state != State.OPEN) {
                return;
            }
            if (full(frame, ephemeral ? 2 : 1)) {
                if (ephemeral) {
                    return;
                }
                overflow = true;
            } else {
                queue.add(frame);
                if (scheduled || writing) {
                    return;
                }
                scheduled = true;
            }
        }
        if (overflow) {
            abort(CloseReason.SLOW_CONSUMER);
        } else {
            loop.enqueue(this);
        }
    }

    /** How many frames more it takes now. */
    public synchronized int spareFrames() {
        return Math.max(0, limits.frames() - queue.count());
    }

    /** How many bytes more it takes now. */
    public synchronized int spareBytes() {
        return Math.max(0, limits.bytes() - queue.bytes());
    }

    /** A single frame always fits, however large: its size is not the receiver's fault. */
    private boolean full(Frame frame, int share) {
        return queue.count() >= limits.frames() / share
                || !queue.isEmpty() && queue.bytes() + frame.size() > limits.bytes() / share;
    }

    /** The peer was heard. */
    public synchronized void heard() {
        pulse.heard();
    }

    /** The peer has said hello: from now on there are heartbeats, and no deadline for it. */
    public synchronized void greeted() {
        greeted = true;
    }

    /** Lets what is queued go out, then closes. Does nothing when the link is closing already. */
    public void close(CloseReason why) {
        synchronized (this) {
            if (state != State.OPEN) {
                return;
            }
            state = State.CLOSING;
            reason = why;
            if (scheduled || writing) {
                return;
            }
            scheduled = true;
        }
        loop.enqueue(this);
    }

    /** Throws away what is queued, closes at once, and tells the owner. */
    void abort(CloseReason why) {
        synchronized (this) {
            if (state == State.CLOSED) {
                return;
            }
            reason = reason == null ? why : reason;
            state = State.CLOSED;
            queue.clear();
        }
        if (why.equals(CloseReason.SLOW_CONSUMER)) {
            loop.slowConsumer();
        }
        // First the owner, so that the reason is not taken for a lost link when the transport reports the end.
        owner.ended(Optional.of(why));
        loop.execute(this::closeTransport);
    }

    /** The link is gone; nothing can be said any more. */
    public void gone() {
        synchronized (this) {
            state = State.CLOSED;
            transportClosed = true;
            queue.clear();
        }
        loop.remove(this);
    }

    /** Sends what is queued, or closes when that was all; called by the loop. */
    void flush(FlushLoop.Turn turn) {
        Batch batch = null;
        synchronized (this) {
            scheduled = false;
            if (writing || state == State.CLOSED) {
                return;
            }
            if (!queue.isEmpty()) {
                batch = turn.take(queue, TURN_BYTES);
                writing = true;
                since = turn.now();
                pulse.sent(since);
            } else if (state == State.CLOSING) {
                state = State.CLOSED;
            } else {
                return;
            }
        }
        if (batch == null) {
            closeTransport();
            return;
        }
        transport.write(batch, this);
    }

    @Override
    public void succeeded() {
        synchronized (this) {
            writing = false;
            boolean idle = state == State.OPEN ? queue.isEmpty() : state == State.CLOSED;
            if (idle || scheduled) {
                return;
            }
            scheduled = true;
        }
        loop.enqueue(this);
    }

    @Override
    public void failed(Throwable cause) {
        LOG.debug("{} link failed: {}", transport.name(), cause.toString());
        synchronized (this) {
            if (state == State.CLOSED) {
                return;
            }
            state = State.CLOSED;
            queue.clear();
            reason = CloseReason.INTERNAL_ERROR.because("the link failed");
        }
        owner.ended(Optional.empty());
        loop.execute(this::closeTransport);
    }

    /** Keeps the deadlines; called by the loop now and then. */
    void sweep(long now) {
        CloseReason over = null;
        boolean ask = false;
        synchronized (this) {
            if (state == State.CLOSED) {
                return;
            }
            if (writing) {
                over = now - since > limits.writeTimeout() ? CloseReason.SLOW_CONSUMER : null;
            } else if (!greeted) {
                over = now - since > limits.helloTimeout() ? CloseReason.LINK_SILENT.because("no hello") : null;
            } else {
                ask = pulse.asks(now, limits.heartbeat());
            }
            if (over == null && !oneWay && pulse.silent(now, limits.heartbeat())) {
                over = CloseReason.LINK_SILENT;
            }
        }
        if (over != null) {
            abort(over);
        } else if (ask) {
            offer(loop.ping());
        }
    }

    private void closeTransport() {
        CloseReason why;
        synchronized (this) {
            if (transportClosed || reason == null) {
                return;
            }
            transportClosed = true;
            why = reason;
        }
        loop.remove(this);
        try {
            transport.close(why);
        } catch (RuntimeException e) {
            LOG.warn("closing a {} link failed", transport.name(), e);
        }
    }
}
