package io.algocratic.realtime.jakarta.internal.tyrus;

/** Why a write was not made: the link had ended. Without a stack trace, as it is nobody's fault. */
@SuppressWarnings("StaticAssignmentOfThrowable") // They have no stack trace that could mislead.
final class LinkEnded extends RuntimeException {
    static final LinkEnded QUIETLY = new LinkEnded("the link has ended");
    static final LinkEnded BY_PEER = new LinkEnded("the peer ended the link");
    static final LinkEnded BY_HANDSHAKE = new LinkEnded("the link was closed");
    static final LinkEnded BY_CONTAINER = new LinkEnded("the container closed the connection");
    static final LinkEnded GAVE_UP = new LinkEnded("the peer did not answer the close frame");

    private static final long serialVersionUID = 1;

    private LinkEnded(String message) {
        super(message, null, false, false);
    }
}
