package io.algocratic.realtime;

import java.util.List;

/**
 * What changed in a room since the last difference.
 *
 * <p>A second session of somebody who is already there is an update, not a join. Immutable and thread-safe.
 *
 * @param room the name of the room
 * @param revision grows with each difference of the live room
 * @param joined identities that came
 * @param left names of identities that went
 * @param updated identities that stayed with other metas
 */
public record PresenceDiff(String room, long revision, List<Member> joined, List<String> left, List<Member> updated) {
    /**
     * Copies the lists.
     *
     * @param room the name of the room
     * @param revision grows with each difference of the live room
     * @param joined identities that came
     * @param left names of identities that went
     * @param updated identities that stayed with other metas
     */
    public PresenceDiff {
        joined = List.copyOf(joined);
        left = List.copyOf(left);
        updated = List.copyOf(updated);
    }
}
