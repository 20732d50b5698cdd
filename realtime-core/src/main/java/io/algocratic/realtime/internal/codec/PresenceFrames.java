package io.algocratic.realtime.internal.codec;

import io.algocratic.realtime.Member;
import io.algocratic.realtime.PresenceDiff;
import io.algocratic.realtime.spi.Frame;
import java.util.List;

/** Writes presence: state, difference, count; wire protocol, "What the hub sends". Thread-safe. */
public final class PresenceFrames {
    private static final int SMALL = 96;

    private PresenceFrames() {}

    /** Everybody who is here. */
    public static Frame state(String room, long revision, List<Member> members) {
        JsonBuffer json = open(room, revision, members.size()).raw(",\"state\":{");
        entries(json, members);
        return Frame.of(json.raw("},\"count\":").number(members.size()).raw("}").toBytes());
    }

    /** What changed. */
    public static Frame diff(PresenceDiff diff) {
        JsonBuffer json = open(
                diff.room(), diff.revision(), diff.joined().size() + diff.left().size());
        if (!diff.joined().isEmpty()) {
            json.raw(",\"joins\":{");
            entries(json, diff.joined());
            json.raw("}");
        }
        if (!diff.left().isEmpty()) {
            json.raw(",\"leaves\":{");
            String separator = "";
            for (String identity : diff.left()) {
                json.raw(separator).string(identity).raw(":[]");
                separator = ",";
            }
            json.raw("}");
        }
        if (!diff.updated().isEmpty()) {
            json.raw(",\"updates\":{");
            entries(json, diff.updated());
            json.raw("}");
        }
        return Frame.of(json.raw("}").toBytes());
    }

    /** How many are here, where there are too many to name. */
    public static Frame count(String room, long revision, int count) {
        return Frame.of(open(room, revision, 0)
                .raw(",\"count\":")
                .number(count)
                .raw("}")
                .toBytes());
    }

    static void metas(JsonBuffer json, List<Member.Meta> metas) {
        json.raw("[");
        String separator = "";
        for (Member.Meta meta : metas) {
            json.raw(separator).raw("{");
            meta.device()
                    .ifPresent(device -> json.raw("\"device\":").string(device).raw(","));
            json.raw("\"status\":").string(meta.status()).raw(",\"since\":");
            json.number(meta.since().toEpochMilli()).raw("}");
            separator = ",";
        }
        json.raw("]");
    }

    private static void entries(JsonBuffer json, List<Member> members) {
        String separator = "";
        for (Member member : members) {
            json.raw(separator).string(member.identity()).raw(":");
            metas(json, member.metas());
            separator = ",";
        }
    }

    private static JsonBuffer open(String room, long revision, int members) {
        JsonBuffer json = new JsonBuffer(SMALL + 80 * members).raw("{\"op\":\"presence\",\"room\":");
        return json.string(room).raw(",\"rev\":").number(revision);
    }
}
