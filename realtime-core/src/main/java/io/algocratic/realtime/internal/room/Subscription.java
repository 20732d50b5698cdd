package io.algocratic.realtime.internal.room;

import io.algocratic.realtime.internal.flush.Link;

/** A session in a room. Everything but the final fields is confined to the room's order. */
public final class Subscription {
    final Participant participant;
    final Link link;
    final RoomState room;
    /** Where it stands among the room's subscriptions; -1 when it is not there. */
    int index = -1;
    /** Whether it gets what is broadcast; not before it has caught up. */
    boolean live;
    /** It has everything up to this offset already. */
    long liveAfter;
    /** Whether it is told who is here. */
    boolean watches;
    /** Whether it was told who is here once. */
    boolean knowsState;

    Subscription(Participant participant, RoomState room) {
        this.participant = participant;
        this.link = participant.link();
        this.room = room;
    }

    /** The name of the room. */
    public String roomName() {
        return room.name();
    }
}
