package io.algocratic.realtime.spi;

import io.algocratic.realtime.StreamPosition;
import java.util.List;
import java.util.Optional;

/**
 * A {@code hello} and joins in one: what an opening request asks for. Immutable and thread-safe.
 *
 * @param token credentials, where the handshake does not carry them
 * @param device the client's name for its device
 * @param rooms the rooms to join, in order
 */
public record Opening(Optional<String> token, Optional<String> device, List<RoomRequest> rooms) {
    /**
     * Copies the rooms.
     *
     * @param token credentials, where the handshake does not carry them
     * @param device the client's name for its device
     * @param rooms the rooms to join, in order
     */
    public Opening {
        rooms = List.copyOf(rooms);
    }

    /**
     * One room to join. Names are checked by the hub, so that a bad one is answered like any other.
     *
     * @param room the name as the client gave it
     * @param since the last position the client has, to recover from
     * @param history the number of latest messages wanted when there is no {@code since}
     * @param presence whether the client wants to know who is there
     */
    public record RoomRequest(String room, Optional<StreamPosition> since, int history, boolean presence) {}
}
