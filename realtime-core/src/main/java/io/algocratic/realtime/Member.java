package io.algocratic.realtime;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An identity that is in a room, with one meta for each of its sessions there.
 *
 * <p>Immutable and thread-safe.
 *
 * @param identity the name of the identity
 * @param metas one entry a session, oldest first; never empty
 */
public record Member(String identity, List<Meta> metas) {
    /**
     * Copies the metas.
     *
     * @param identity the name of the identity
     * @param metas one entry a session, oldest first; never empty
     */
    public Member {
        metas = List.copyOf(metas);
    }

    /**
     * One session of a member.
     *
     * @param device the name the client gave its device, if it gave one
     * @param status {@code online}
     * @param since when this session joined the room
     */
    public record Meta(Optional<String> device, String status, Instant since) {}
}
