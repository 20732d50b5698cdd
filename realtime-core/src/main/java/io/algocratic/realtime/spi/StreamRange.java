package io.algocratic.realtime.spi;

/**
 * Which records of a stream's current epoch to read. Immutable and thread-safe.
 *
 * @param after only offsets above this; -1 for no bound
 * @param before only offsets below this; {@link Long#MAX_VALUE} for no bound
 * @param limit at most so many records; 0 asks for the tail alone
 * @param newest whether the limit keeps the newest records of the range or the oldest
 */
public record StreamRange(long after, long before, int limit, boolean newest) {
    /**
     * Checks the limit.
     *
     * @param after only offsets above this; -1 for no bound
     * @param before only offsets below this; {@link Long#MAX_VALUE} for no bound
     * @param limit at most so many records; 0 asks for the tail alone
     * @param newest whether the limit keeps the newest records of the range or the oldest
     * @throws IllegalArgumentException when it is negative
     */
    public StreamRange {
        if (limit < 0) {
            throw new IllegalArgumentException("a limit is never negative: " + limit);
        }
    }

    /**
     * No record, only where the stream is.
     *
     * @return the range
     */
    public static StreamRange tail() {
        return new StreamRange(-1, Long.MAX_VALUE, 0, true);
    }

    /**
     * The latest records.
     *
     * @param limit at most so many
     * @return the range
     */
    public static StreamRange latest(int limit) {
        return new StreamRange(-1, Long.MAX_VALUE, limit, true);
    }

    /**
     * The records after an offset, oldest first.
     *
     * @param offset the last one known
     * @param limit at most so many
     * @return the range
     */
    public static StreamRange after(long offset, int limit) {
        return new StreamRange(offset, Long.MAX_VALUE, limit, false);
    }
}
