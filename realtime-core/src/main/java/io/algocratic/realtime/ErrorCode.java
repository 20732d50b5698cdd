package io.algocratic.realtime;

import java.util.Locale;

/**
 * Why a command was refused; the stable codes of the wire protocol, version 1.
 *
 * <p>Thread-safe.
 */
public enum ErrorCode {
    /** The command is malformed: broken JSON, a missing field, a wrong type, a bad name. */
    BAD_REQUEST,
    /** The hub does not know the command. */
    UNKNOWN_OP,
    /** The credentials were not accepted. */
    UNAUTHORIZED,
    /** The identity may not do this. */
    FORBIDDEN,
    /** The session has not joined the room. */
    NOT_JOINED,
    /** The command is larger than the message limit. */
    TOO_LARGE,
    /** A bound of the hub, such as rooms a session, is reached. */
    LIMIT_REACHED,
    /** It cannot be done now; nothing was stored. */
    UNAVAILABLE,
    /** The command contradicts the state of the session. */
    CONFLICT,
    /** The hub failed. */
    INTERNAL;

    private final String wire = name().toLowerCase(Locale.ROOT);

    /**
     * The code on the wire.
     *
     * @return for example {@code bad_request}
     */
    public String wire() {
        return wire;
    }
}
