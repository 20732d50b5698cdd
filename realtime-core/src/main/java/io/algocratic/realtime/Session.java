package io.algocratic.realtime;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * One logical client: what a browser tab, a phone or another process is to the hub.
 *
 * <p>A session is Open from its {@code welcome} on and Closed when its link is gone or it was closed; a closed session
 * is in no room and receives nothing. Thread-safe; no method blocks.
 */
public interface Session {
    /**
     * What names this session.
     *
     * @return unguessable text, unique in the hub
     */
    String id();

    /**
     * Who authenticated.
     *
     * @return the identity
     */
    Identity identity();

    /**
     * The name the client gave its device.
     *
     * @return a well-formed name, if there is one
     */
    Optional<String> device();

    /**
     * The transport of its link.
     *
     * @return for example {@code websocket} or {@code sse}
     */
    String transport();

    /**
     * When it was opened.
     *
     * @return the time of its {@code welcome}
     */
    Instant since();

    /**
     * The rooms it has joined.
     *
     * @return a snapshot
     */
    Set<String> rooms();

    /**
     * Tells whether it is open.
     *
     * @return false once it is closed
     */
    boolean open();

    /**
     * Ends the session: what is queued for it is flushed, then its link is closed. Does nothing when it is closed.
     *
     * @param reason what the client is told
     */
    void close(CloseReason reason);
}
