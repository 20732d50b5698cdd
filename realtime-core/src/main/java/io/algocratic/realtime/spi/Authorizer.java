package io.algocratic.realtime.spi;

import io.algocratic.realtime.Identity;

/**
 * Decides what an identity may do.
 *
 * <p>Called on the adapter's thread for each command, without a lock held. It must answer from memory: it delays the
 * commands of that link. An exception refuses the command with {@code internal}. Thread-safe.
 */
@FunctionalInterface
public interface Authorizer {
    /** Allows everything. */
    Authorizer ALLOW_ALL = (identity, action, target) -> true;

    /** What somebody wants to do. */
    enum Action {
        /** Join a room and receive what is broadcast to it. */
        JOIN,
        /** Publish to a room. */
        PUBLISH,
        /** See who is in a room. */
        MEMBERS,
        /** Read what was published to a room before. */
        HISTORY,
        /** Send to one identity. */
        SEND
    }

    /**
     * Decides.
     *
     * @param identity who asks
     * @param action what for
     * @param target the name of the room, or of the identity for {@link Action#SEND}
     * @return true to allow it; false is answered with {@code forbidden}
     */
    boolean allows(Identity identity, Action action, String target);
}
