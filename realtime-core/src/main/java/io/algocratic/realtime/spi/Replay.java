package io.algocratic.realtime.spi;

import io.algocratic.realtime.StreamPosition;
import java.util.List;

/**
 * What a stream holds of a range. Immutable and thread-safe.
 *
 * @param tail the position of the newest record of the stream, kept or not; offset 0 when there was none
 * @param oldestKept the lowest offset from which on nothing is missing; above the tail's offset when nothing is kept
 * @param records the records of the range, oldest first
 * @param more whether the limit left records of the range out
 */
public record Replay(StreamPosition tail, long oldestKept, List<StreamRecord> records, boolean more) {
    /**
     * Copies the records.
     *
     * @param tail the position of the newest record of the stream, kept or not; offset 0 when there was none
     * @param oldestKept the lowest offset from which on nothing is missing; above the tail's offset when nothing is kept
     * @param records the records of the range, oldest first
     * @param more whether the limit left records of the range out
     */
    public Replay {
        records = List.copyOf(records);
    }
}
