package io.algocratic.realtime.internal.codec;

import io.algocratic.realtime.ErrorCode;
import io.algocratic.realtime.Member;
import io.algocratic.realtime.StreamPosition;
import io.algocratic.realtime.spi.Frame;
import io.algocratic.realtime.spi.StreamKey;
import io.algocratic.realtime.spi.StreamRecord;
import java.util.List;
import java.util.Optional;

/** Writes the answers to commands; wire protocol, "Commands" and "What the hub sends". Thread-safe. */
public final class Answers {
    private static final int SMALL = 96;

    private Answers() {}

    /** It is done. */
    public static Frame done(CommandId id) {
        return Frame.of(ack(Optional.of(id), SMALL).raw("}").toBytes());
    }

    /** It is published at a position. */
    public static Frame published(CommandId id, StreamPosition position) {
        JsonBuffer json = ack(Optional.of(id), SMALL).raw(",\"epoch\":").string(position.epoch());
        return Frame.of(
                json.raw(",\"offset\":").number(position.offset()).raw("}").toBytes());
    }

    /** It is sent to a connected identity. */
    public static Frame sent(CommandId id, StreamPosition position) {
        JsonBuffer json = ack(Optional.of(id), SMALL).raw(",\"offset\":").number(position.offset());
        return Frame.of(json.raw(",\"delivery\":\"sent\"}").toBytes());
    }

    /**
     * The room is joined.
     *
     * @param id nothing for a join of an opening request
     * @param recovered whether everything since the client's position follows, when it gave one
     * @param moves whether this answer moves the client's position to the tail
     */
    public static Frame joined(
            Optional<CommandId> id, StreamKey room, StreamPosition tail, Optional<Boolean> recovered, boolean moves) {
        JsonBuffer json =
                ack(id, SMALL + room.name().length()).raw(",\"room\":").string(room.name());
        json.raw(",\"epoch\":").string(tail.epoch()).raw(",\"offset\":").number(tail.offset());
        recovered.ifPresent(value -> json.raw(",\"recovered\":").bool(value));
        byte[] bytes = json.raw("}").toBytes();
        return moves ? Frame.at(bytes, room, tail) : Frame.of(bytes);
    }

    /** Who is in the room. */
    public static Frame members(CommandId id, List<Member> members, int count, boolean more) {
        JsonBuffer json = ack(Optional.of(id), SMALL + 64 * members.size()).raw(",\"members\":[");
        String separator = "";
        for (Member member : members) {
            json.raw(separator).raw("{\"identity\":").string(member.identity()).raw(",\"metas\":");
            PresenceFrames.metas(json, member.metas());
            json.raw("}");
            separator = ",";
        }
        return Frame.of(json.raw("],\"count\":")
                .number(count)
                .raw(",\"more\":")
                .bool(more)
                .raw("}")
                .toBytes());
    }

    /** Earlier messages, oldest first. */
    public static Frame history(CommandId id, String room, List<StreamRecord> records, boolean more) {
        JsonBuffer json = ack(Optional.of(id), SMALL + 256 * records.size()).raw(",\"messages\":[");
        String separator = "";
        for (StreamRecord record : records) {
            json.raw(separator);
            Frames.record(json, room, record);
            separator = ",";
        }
        return Frame.of(json.raw("],\"more\":").bool(more).raw("}").toBytes());
    }

    /**
     * The command is refused.
     *
     * @param id nothing when the command had none, or a bad one
     * @param room the room of a join that came with an opening request
     */
    public static Frame error(Optional<CommandId> id, Optional<String> room, ErrorCode code, String reason) {
        JsonBuffer json = new JsonBuffer(SMALL + reason.length()).raw("{\"op\":\"error\"");
        id.ifPresent(value -> json.raw(",\"id\":").raw(utf8(value)));
        room.ifPresent(value -> json.raw(",\"room\":").string(value));
        json.raw(",\"code\":\"").raw(code.wire()).raw("\",\"reason\":").string(reason);
        return Frame.of(json.raw("}").toBytes());
    }

    private static JsonBuffer ack(Optional<CommandId> id, int expected) {
        JsonBuffer json = new JsonBuffer(expected).raw("{\"op\":\"ack\"");
        id.ifPresent(value -> json.raw(",\"id\":").raw(utf8(value)));
        return json;
    }

    private static byte[] utf8(CommandId id) {
        return id.json().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}
