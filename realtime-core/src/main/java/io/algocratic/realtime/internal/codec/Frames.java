package io.algocratic.realtime.internal.codec;

import io.algocratic.realtime.CloseReason;
import io.algocratic.realtime.Message;
import io.algocratic.realtime.MessageClass;
import io.algocratic.realtime.StreamPosition;
import io.algocratic.realtime.spi.Frame;
import io.algocratic.realtime.spi.StreamKey;
import io.algocratic.realtime.spi.StreamRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Writes what the hub sends of its own accord; wire protocol, "What the hub sends". Thread-safe. */
public final class Frames {
    /** Asks the client to answer {@code pong}. */
    public static final Frame PING =
            Frame.of(new JsonBuffer(16).raw("{\"op\":\"ping\"}").toBytes());

    private static final int ENVELOPE = 128;

    private Frames() {}

    /** What {@code welcome} says of the hub. */
    public record Server(Duration heartbeat, CommandLimits limits, int roomsPerSession, String name) {}

    /** Opens a session. No resume window is offered, so {@code window} is 0 and there is no resume token. */
    public static Frame welcome(
            Optional<CommandId> id,
            String session,
            String identity,
            StreamPosition inbox,
            Optional<String> secret,
            Server server) {
        JsonBuffer json = new JsonBuffer(384).raw("{\"op\":\"welcome\"");
        id.ifPresent(value -> json.raw(",\"id\":").raw(value.json().getBytes(StandardCharsets.UTF_8)));
        json.raw(",\"session\":").string(session);
        json.raw(",\"identity\":").string(identity).raw(",\"resumed\":false,\"rooms\":{},\"inbox\":{\"epoch\":");
        json.string(inbox.epoch()).raw(",\"offset\":").number(inbox.offset()).raw(",\"recovered\":false}");
        json.raw(",\"heartbeat\":").number(server.heartbeat().toMillis()).raw(",\"window\":0,\"limits\":{\"message\":");
        json.number(server.limits().commandBytes())
                .raw(",\"depth\":")
                .number(server.limits().dataDepth());
        json.raw(",\"rooms\":").number(server.roomsPerSession()).raw(",\"history\":");
        json.number(server.limits().historyPage()).raw("}");
        secret.ifPresent(value -> json.raw(",\"secret\":").string(value));
        return Frame.of(json.raw(",\"server\":").string(server.name()).raw("}").toBytes());
    }

    /**
     * A message of a room.
     *
     * @param withEpoch whether the epoch is new to the members
     */
    public static Frame message(StreamKey room, StreamRecord record, boolean withEpoch) {
        Message message = record.message();
        JsonBuffer json = open(message).raw(",\"room\":").string(room.name());
        if (withEpoch) {
            json.raw(",\"epoch\":").string(record.position().epoch());
        }
        json.raw(",\"offset\":").number(record.position().offset());
        return Frame.at(body(json, message), room, record.position());
    }

    /** A message of a room that has no position. */
    public static Frame ephemeral(String room, Message message) {
        return Frame.of(body(open(message).raw(",\"room\":").string(room), message));
    }

    /** A message to an identity. */
    public static Frame inbox(StreamKey inbox, StreamPosition position, Message message) {
        JsonBuffer json = open(message).raw(",\"inbox\":true,\"offset\":").number(position.offset());
        return Frame.at(body(json, message), inbox, position);
    }

    /** A message to an identity that has no position. */
    public static Frame inboxEphemeral(Message message) {
        return Frame.of(body(open(message).raw(",\"inbox\":true"), message));
    }

    /** Says which messages the client will not get. */
    public static Frame gap(StreamKey room, String epoch, long from, long to) {
        JsonBuffer json =
                new JsonBuffer(ENVELOPE).raw("{\"op\":\"gap\",\"room\":").string(room.name());
        json.raw(",\"epoch\":")
                .string(epoch)
                .raw(",\"from\":")
                .number(from)
                .raw(",\"to\":")
                .number(to);
        return Frame.at(json.raw("}").toBytes(), room, new StreamPosition(epoch, to));
    }

    /** Says that the hub is going away. */
    public static Frame goaway(CloseReason reason, Duration reconnectAfter) {
        JsonBuffer json =
                new JsonBuffer(ENVELOPE).raw("{\"op\":\"goaway\",\"reason\":").string(reason.text());
        json.raw(",\"reconnectAfter\":").number(reconnectAfter.toMillis());
        return Frame.of(json.raw("}").toBytes());
    }

    /** A message inside an answer, with its offset. */
    static void record(JsonBuffer json, String room, StreamRecord record) {
        Message message = record.message();
        json.raw("{\"op\":\"message\",\"type\":")
                .string(message.type())
                .raw(",\"room\":")
                .string(room);
        json.raw(",\"offset\":").number(record.position().offset());
        rest(json, message);
    }

    private static JsonBuffer open(Message message) {
        JsonBuffer json = new JsonBuffer(ENVELOPE + message.size());
        return json.raw("{\"op\":\"message\",\"type\":").string(message.type());
    }

    private static byte[] body(JsonBuffer json, Message message) {
        rest(json, message);
        return json.toBytes();
    }

    /** Sender, time, class and data, and the end of the object. */
    private static void rest(JsonBuffer json, Message message) {
        message.from().ifPresent(from -> json.raw(",\"from\":").string(from));
        json.raw(",\"at\":").number(message.at().toEpochMilli());
        if (message.messageClass() != MessageClass.NORMAL) {
            json.raw(",\"class\":\"").raw(message.messageClass().wire()).raw("\"");
        }
        json.raw(",\"data\":").raw(message.jsonBytes()).raw("}");
    }
}
