package io.algocratic.realtime.internal.hub;

import io.algocratic.realtime.Member;
import io.algocratic.realtime.Message;
import io.algocratic.realtime.MessageClass;
import io.algocratic.realtime.Room;
import io.algocratic.realtime.StreamPosition;
import io.algocratic.realtime.internal.presence.RoomPresence;
import io.algocratic.realtime.internal.room.Rooms;
import io.algocratic.realtime.spi.Backplane;
import io.algocratic.realtime.spi.Replay;
import io.algocratic.realtime.spi.StreamKey;
import io.algocratic.realtime.spi.StreamRange;
import io.algocratic.realtime.spi.StreamRecord;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;

/** A handle. Thread-safe. */
record DefaultRoom(String name, Rooms rooms, Backplane backplane, InstantSource clock, LongAdder published)
        implements Room {
    @Override
    public CompletionStage<StreamPosition> broadcast(Message message) {
        Message accepted = message.at().equals(Instant.EPOCH)
                ? message.toBuilder().at(clock.instant()).build()
                : message;
        if (accepted.messageClass() == MessageClass.EPHEMERAL) {
            backplane.relay(key(), accepted);
            return backplane.read(key(), StreamRange.tail()).thenApply(Replay::tail);
        }
        return backplane.append(key(), accepted).thenCompose(position -> {
            published.increment();
            return rooms.settled(name).thenApply(delivered -> position);
        });
    }

    @Override
    public CompletionStage<List<Member>> members() {
        return rooms.members(name, Optional.empty(), Integer.MAX_VALUE).thenApply(RoomPresence.Page::members);
    }

    @Override
    public int sessions() {
        return rooms.sessions(name);
    }

    @Override
    public CompletionStage<List<Message>> history(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("a limit of history is at least 1, not " + limit);
        }
        return backplane
                .read(key(), StreamRange.latest(limit))
                .thenApply(replay ->
                        replay.records().stream().map(StreamRecord::message).toList());
    }

    private StreamKey key() {
        return StreamKey.room(name);
    }
}
