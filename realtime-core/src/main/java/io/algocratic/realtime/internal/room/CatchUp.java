package io.algocratic.realtime.internal.room;

import io.algocratic.realtime.StreamPosition;
import io.algocratic.realtime.spi.Replay;
import io.algocratic.realtime.spi.StreamRange;
import io.algocratic.realtime.spi.StreamRecord;
import java.util.List;
import java.util.Optional;

/**
 * What a session that joins is sent before it goes live. Immutable. Wire protocol, rules 1 to 3.
 *
 * @param tail where the stream stood
 * @param recovered whether everything since the client's position follows; nothing when it gave none
 * @param gap the offsets that are not sent although the client asked for them
 * @param records what is sent, oldest first
 */
record CatchUp(StreamPosition tail, Optional<Boolean> recovered, Optional<Gap> gap, List<StreamRecord> records) {

    /** Lost offsets, both inclusive. */
    record Gap(long from, long to) {}

    /** Bounds on one catch-up, so that it fits the queue of a link with room to spare. */
    record Bounds(int frames, int bytes) {}

    /** What has to be read to catch a session up. */
    static StreamRange range(JoinRequest request, Bounds bounds) {
        if (!request.mayReplay()) {
            return StreamRange.tail();
        }
        return request.since().isPresent()
                ? StreamRange.latest(bounds.frames())
                : StreamRange.latest(Math.min(request.history(), bounds.frames()));
    }

    /** Makes the plan from what was read. */
    static CatchUp of(JoinRequest request, Replay replay, Bounds bounds) {
        List<StreamRecord> records = fit(replay.records(), bounds);
        if (request.since().isEmpty()) {
            return new CatchUp(replay.tail(), Optional.empty(), Optional.empty(), records);
        }
        StreamPosition since = request.since().get();
        boolean known = since.epoch().equals(replay.tail().epoch())
                && since.offset() <= replay.tail().offset();
        long after = known ? since.offset() : 0;
        List<StreamRecord> missed = records.stream()
                .filter(record -> record.position().offset() > after)
                .toList();
        long have =
                request.mayReplay() ? complete(replay, records) : replay.tail().offset() + 1;
        boolean whole = have <= after + 1;
        Optional<Gap> gap = whole ? Optional.empty() : Optional.of(new Gap(after + 1, have - 1));
        return new CatchUp(replay.tail(), Optional.of(known && whole), gap, missed);
    }

    /** The lowest offset from which on the records are complete. */
    private static long complete(Replay replay, List<StreamRecord> records) {
        if (records.size() == replay.records().size() && !replay.more()) {
            return replay.oldestKept();
        }
        return records.isEmpty()
                ? replay.tail().offset() + 1
                : records.get(0).position().offset();
    }

    /** The newest records that fit. */
    private static List<StreamRecord> fit(List<StreamRecord> records, Bounds bounds) {
        long bytes = 0;
        int from = records.size();
        while (from > 0 && records.size() - from < bounds.frames()) {
            // A frame holds the message and an envelope around it.
            bytes += records.get(from - 1).message().size() + 256L;
            if (bytes > bounds.bytes()) {
                break;
            }
            from--;
        }
        return records.subList(from, records.size());
    }
}
