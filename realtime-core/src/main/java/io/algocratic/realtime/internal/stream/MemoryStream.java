package io.algocratic.realtime.internal.stream;

import io.algocratic.realtime.HistoryBounds;
import io.algocratic.realtime.Message;
import io.algocratic.realtime.StreamPosition;
import io.algocratic.realtime.spi.Replay;
import io.algocratic.realtime.spi.StreamRange;
import io.algocratic.realtime.spi.StreamRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/**
 * One stream in memory: the newest records within bounds of count, bytes and age. Offsets are dense and begin at 1.
 * Confined to the stream's order.
 */
final class MemoryStream {
    private final String epoch;
    private final HistoryBounds bounds;
    private final ArrayDeque<Kept> kept = new ArrayDeque<>(2);
    private long tail;
    private long bytes;
    private long touched;

    private record Kept(StreamRecord record, long at) {}

    MemoryStream(String epoch, HistoryBounds bounds, long now) {
        this.epoch = epoch;
        this.bounds = bounds;
        this.touched = now;
    }

    StreamRecord append(Message message, long now) {
        StreamRecord record = new StreamRecord(new StreamPosition(epoch, ++tail), message);
        touched = now;
        kept.addLast(new Kept(record, now));
        bytes += message.size();
        while (kept.size() > bounds.messages() || bytes > bounds.bytes()) {
            drop();
        }
        expire(now);
        return record;
    }

    Replay read(StreamRange range, long now) {
        touched = now;
        expire(now);
        List<StreamRecord> found = new ArrayList<>();
        Iterator<Kept> from = range.newest() ? kept.descendingIterator() : kept.iterator();
        boolean more = false;
        while (from.hasNext() && !more) {
            StreamRecord record = from.next().record();
            long offset = record.position().offset();
            if (offset > range.after() && offset < range.before()) {
                more = found.size() == range.limit();
                if (!more) {
                    found.add(record);
                }
            }
        }
        if (range.newest()) {
            Collections.reverse(found);
        }
        return new Replay(new StreamPosition(epoch, tail), tail + 1 - kept.size(), found, more);
    }

    /** Tells whether nothing is kept and nobody has asked for a while. */
    boolean forgettable(long now, long idle) {
        expire(now);
        return kept.isEmpty() && now - touched > idle;
    }

    private void expire(long now) {
        long age = bounds.age().toNanos();
        for (Kept oldest = kept.peekFirst(); oldest != null && now - oldest.at() > age; oldest = kept.peekFirst()) {
            drop();
        }
    }

    private void drop() {
        bytes -= kept.removeFirst().record().message().size();
    }
}
