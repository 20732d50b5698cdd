package io.algocratic.realtime.internal.room;

import io.algocratic.realtime.Message;
import io.algocratic.realtime.internal.presence.RoomPresence;
import io.algocratic.realtime.spi.BackplaneListener;
import io.algocratic.realtime.spi.StreamKey;
import io.algocratic.realtime.spi.StreamRecord;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The rooms that have members, and nothing of those that have none. Thread-safe. */
public final class Rooms implements BackplaneListener {
    private final RoomServices services;
    private final ConcurrentHashMap<String, RoomState> live = new ConcurrentHashMap<>();

    /**
     * No room yet.
     *
     * @param services what rooms share
     */
    public Rooms(RoomServices services) {
        this.services = services;
    }

    /** Holds a room for a participant; {@link #join} or {@link #leave} must follow. */
    public Subscription subscribe(String name, Participant participant) {
        RoomState room = live.compute(name, (key, known) -> {
            RoomState state = known == null ? new RoomState(key, services) : known;
            state.holds++;
            return state;
        });
        return new Subscription(participant, room);
    }

    /** Joins, answers, catches up; completes when the subscription is live or was left meanwhile. */
    public CompletableFuture<Void> join(Subscription subscription, JoinRequest request) {
        return subscription.room.join(subscription, request);
    }

    /** Answers a join of a room that is joined. */
    public CompletableFuture<Void> answerAgain(Subscription subscription, JoinRequest request) {
        return subscription.room.answerAgain(subscription, request);
    }

    /**
     * Leaves and lets go of the room; called once for each subscription.
     *
     * @param then runs when that is done
     */
    public void leave(Subscription subscription, Runnable then) {
        subscription.room.leave(subscription, () -> {
            live.computeIfPresent(subscription.roomName(), (key, state) -> --state.holds == 0 ? null : state);
            then.run();
        });
    }

    /** Leaves and lets go of the room, with nobody to tell. */
    public void leave(Subscription subscription) {
        leave(subscription, () -> {});
    }

    /**
     * Completes when what was appended to a room before has been delivered to its members' queues: a publisher that waits for
     * it has one message under way, so that no room's backlog grows without bound.
     */
    public CompletableFuture<Void> settled(String name) {
        @Nullable RoomState room = live.get(name);
        return room == null ? CompletableFuture.completedFuture(null) : room.settled();
    }

    /** Who is in a room. */
    public CompletableFuture<RoomPresence.Page> members(String name, Optional<String> after, int limit) {
        @Nullable RoomState room = live.get(name);
        return room == null
                ? CompletableFuture.completedFuture(new RoomPresence.Page(List.of(), 0, false))
                : room.members(after, limit);
    }

    /** How many sessions are in a room. */
    public int sessions(String name) {
        @Nullable RoomState room = live.get(name);
        return room == null ? 0 : room.sessions();
    }

    /** The names of the rooms that have members. */
    public Set<String> names() {
        return Set.copyOf(live.keySet());
    }

    /** How many rooms have members. */
    public int count() {
        return live.size();
    }

    @Override
    public void onRecord(StreamKey stream, StreamRecord record) {
        @Nullable RoomState room = live.get(stream.name());
        if (room != null) {
            room.onRecord(record);
        }
    }

    @Override
    public void onRelay(StreamKey stream, Message message) {
        @Nullable RoomState room = live.get(stream.name());
        if (room != null) {
            room.onRelay(message);
        }
    }
}
