package io.algocratic.realtime.internal.flush;

/**
 * The heartbeat of one link: when it is time to ask, and when silence means that nobody is there. Guarded by its
 * {@link Link}. Wire protocol, "Heartbeat".
 */
final class Pulse {
    /** How much longer than the heartbeat a peer may stay silent after a ping. */
    static final long PATIENCE_NANOS = 10_000_000_000L;

    private long sent;
    private long asked;
    private boolean unanswered;

    Pulse(long now) {
        this.sent = now;
    }

    void sent(long now) {
        sent = now;
    }

    void heard() {
        unanswered = false;
    }

    /** Tells whether the hub was silent for long enough to ask, and notes that it does. */
    boolean asks(long now, long heartbeat) {
        if (now - sent < heartbeat) {
            return false;
        }
        sent = now;
        if (!unanswered) {
            unanswered = true;
            asked = now;
        }
        return true;
    }

    /** Tells whether the peer owes an answer for too long. */
    boolean silent(long now, long heartbeat) {
        return unanswered && now - asked > heartbeat + PATIENCE_NANOS;
    }
}
