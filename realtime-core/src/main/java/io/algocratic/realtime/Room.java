package io.algocratic.realtime;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * A named group: who joins it receives what is broadcast to it, in one order.
 *
 * <p>This is a handle; it costs nothing and never expires. Live state exists only while the room has members or
 * history.
 *
 * <p>Order: every member receives the messages of a room in the order of their offsets, each once per session.
 *
 * <p>Thread-safe; no method blocks.
 */
public interface Room {
    /**
     * The name.
     *
     * @return a well-formed name
     */
    String name();

    /**
     * Broadcasts a message to every member and keeps it in the room's history. Wait for the stage before the next one
     * where a room is large and messages are many: the hub delivers them one after the other.
     *
     * @param message what to send; sender and time are taken from it when set, the time is now otherwise
     * @return completes with the position once the message is stored and its order decided, or exceptionally with a
     *     {@link RealtimeException}: then nothing was stored. For {@link MessageClass#EPHEMERAL} it completes with the
     *     position the room had.
     */
    CompletionStage<StreamPosition> broadcast(Message message);

    /**
     * Broadcasts a normal message with data mapped to JSON.
     *
     * @param type a well-formed name
     * @param data mapped to JSON by Jackson
     * @return as {@link #broadcast(Message)}
     * @throws IllegalArgumentException when the type is malformed or the data cannot be written as JSON
     */
    default CompletionStage<StreamPosition> broadcast(String type, Object data) {
        return broadcast(Message.of(type, data));
    }

    /**
     * Who is here.
     *
     * @return completes with a snapshot, by identity
     */
    CompletionStage<List<Member>> members();

    /**
     * How many sessions are here.
     *
     * @return a count that may already have changed
     */
    int sessions();

    /**
     * The latest messages.
     *
     * @param limit at most so many, at least 1
     * @return completes with the messages, oldest first
     * @throws IllegalArgumentException when the limit is below 1
     */
    CompletionStage<List<Message>> history(int limit);
}
