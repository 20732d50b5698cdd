package io.algocratic.realtime;

/**
 * A place in a stream: which incarnation of it, and how far.
 *
 * <p>Offsets grow within an epoch and need not be dense. Positions of different epochs cannot be compared: an offset
 * alone would lie after a restart. Immutable and thread-safe.
 *
 * @param epoch opaque text, random for each incarnation of the stream
 * @param offset how far; 0 is before the first message
 */
public record StreamPosition(String epoch, long offset) {
    /**
     * Checks the parts.
     *
     * @param epoch opaque text, random for each incarnation of the stream
     * @param offset how far; 0 is before the first message
     * @throws IllegalArgumentException when the epoch is empty or the offset negative
     */
    public StreamPosition {
        if (epoch.isEmpty()) {
            throw new IllegalArgumentException("an epoch is never empty");
        }
        if (offset < 0) {
            throw new IllegalArgumentException("an offset is never negative: " + offset);
        }
    }
}
