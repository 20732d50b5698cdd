package io.algocratic.realtime.spi;

/**
 * Names a stream: a room's or an identity's. Immutable and thread-safe.
 *
 * @param kind whose stream it is
 * @param name the name of the room or of the identity
 */
public record StreamKey(Kind kind, String name) {
    /** Whose stream it is. */
    public enum Kind {
        /** The history of a room. */
        ROOM,
        /** What is sent to an identity. */
        INBOX
    }

    /**
     * The stream of a room.
     *
     * @param name of the room
     * @return its key
     */
    public static StreamKey room(String name) {
        return new StreamKey(Kind.ROOM, name);
    }

    /**
     * The inbox of an identity.
     *
     * @param identity its name
     * @return its key
     */
    public static StreamKey inbox(String identity) {
        return new StreamKey(Kind.INBOX, identity);
    }
}
