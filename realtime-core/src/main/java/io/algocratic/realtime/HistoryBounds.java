package io.algocratic.realtime;

import java.time.Duration;

/**
 * How much of a room's stream is kept in memory. Whichever bound is reached first drops the oldest messages.
 *
 * <p>Immutable and thread-safe.
 *
 * @param messages at most so many messages; 0 keeps none
 * @param bytes at most so many bytes of type, sender and data
 * @param age no message older than this
 */
public record HistoryBounds(int messages, long bytes, Duration age) {
    /** 512 messages, 512 KiB, 24 hours. */
    public static final HistoryBounds DEFAULT = new HistoryBounds(512, 512 * 1024, Duration.ofHours(24));

    /**
     * Checks the bounds.
     *
     * @param messages at most so many messages; 0 keeps none
     * @param bytes at most so many bytes of type, sender and data
     * @param age no message older than this
     * @throws IllegalArgumentException when one is negative, or the age is zero
     */
    public HistoryBounds {
        if (messages < 0 || bytes < 0 || age.isNegative() || age.isZero()) {
            throw new IllegalArgumentException("history bounds: messages and bytes are at least 0, age is positive: "
                    + messages + ", " + bytes + ", " + age);
        }
    }
}
