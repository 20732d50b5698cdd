package io.algocratic.realtime.benchmarks.load;

import org.HdrHistogram.Histogram;

/**
 * Keeps the closed loop and proves its deliveries: a message is complete when every receiver has it, and only then
 * the next one is due. Every receiver must get every message exactly once and in order.
 *
 * <p>Time is nanoseconds of one clock. Latency is from just before the write of a message until a receiver has read
 * it, one value a delivery. Confined to one thread.
 */
final class Ledger {
    private static final long HIGHEST_LATENCY = 60_000_000_000L;

    private final int receivers;
    private final int[] expected;
    private final int[] missing;
    private final long[] sentAt;
    private final Histogram latency = new Histogram(1_000, HIGHEST_LATENCY, 3);
    private int next;
    private int outstanding;
    private int inFlight;
    private long deliveries;

    /**
     * Starts with message 0 and nothing in flight.
     *
     * @param receivers how many have to get each message
     * @param mostInFlight the largest value {@link #inFlight(int)} will be given
     */
    Ledger(int receivers, int mostInFlight) {
        this.receivers = receivers;
        this.expected = new int[receivers];
        this.missing = new int[mostInFlight];
        this.sentAt = new long[mostInFlight];
    }

    /** Sets how many messages are kept in flight; 0 lets them run out. */
    void inFlight(int messages) {
        inFlight = messages;
    }

    /** Tells whether a message is to be sent now. */
    boolean due() {
        // The second half matters when messages complete out of order: a slot is free when its old message is.
        return outstanding < inFlight && missing[next % missing.length] == 0;
    }

    /**
     * Counts a message as sent.
     *
     * @return its sequence number
     */
    int send(long now) {
        if (next > Payload.MAX_SEQUENCE) {
            throw new IllegalStateException("sequence numbers are used up: run for a shorter time");
        }
        missing[next % missing.length] = receivers;
        sentAt[next % missing.length] = now;
        outstanding++;
        return next++;
    }

    /**
     * Counts a delivery.
     *
     * @throws CorruptedException when it is not the one that has to come next
     */
    void delivered(int receiver, int sequence, long now) {
        if (sequence != expected[receiver] || sequence >= next) {
            throw new CorruptedException("receiver " + receiver + " got message " + sequence + " where "
                    + expected[receiver] + " had to come; " + next + " were sent");
        }
        expected[receiver]++;
        int slot = sequence % missing.length;
        latency.recordValue(Math.min(now - sentAt[slot], HIGHEST_LATENCY));
        deliveries++;
        if (--missing[slot] == 0) {
            outstanding--;
        }
    }

    /** Forgets the figures, not the order. */
    void resetFigures() {
        latency.reset();
        deliveries = 0;
    }

    int outstanding() {
        return outstanding;
    }

    int sent() {
        return next;
    }

    long deliveries() {
        return deliveries;
    }

    Histogram latency() {
        return latency;
    }

    /**
     * Checks, with nothing in flight, that every receiver got everything.
     *
     * @throws CorruptedException when one did not
     */
    void checkComplete() {
        for (int receiver = 0; receiver < receivers; receiver++) {
            if (expected[receiver] != next) {
                throw new CorruptedException(
                        "receiver " + receiver + " got " + expected[receiver] + " of " + next + " messages");
            }
        }
    }
}
