package io.algocratic.realtime;

import io.algocratic.realtime.event.HubListener;
import io.algocratic.realtime.spi.Connection;
import io.algocratic.realtime.spi.Handshake;
import io.algocratic.realtime.spi.Transport;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * The node's entry point: it owns every room, session, queue and thread.
 *
 * <p>A hub is Running from {@link HubBuilder#build} on, Draining from the first {@link #close}, and Closed when {@code
 * close} returns. A draining hub refuses new links with 1001.
 *
 * <p>Delivery: what was acknowledged to a publisher is in the room's stream and reaches every member whose link lives;
 * within a room, in one order, each message once per session.
 *
 * <p>Thread-safe. Only {@link #close} blocks.
 *
 * <pre>{@code
 * try (Hub hub = Hub.builder().authenticator(myAuthenticator).build()) {
 *   hub.room("lobby").broadcast("chat", Map.of("text", "Good morning."));
 * }
 * }</pre>
 */
public interface Hub extends AutoCloseable {
    /**
     * Starts a configuration with a default for everything.
     *
     * @return a builder
     */
    static HubBuilder builder() {
        return new HubBuilder();
    }

    /**
     * A room by name.
     *
     * @param name a well-formed name, see {@link Names}
     * @return a handle
     * @throws IllegalArgumentException when the name is malformed or reserved
     */
    Room room(String name);

    /**
     * The rooms that have members now.
     *
     * @return a snapshot of names
     */
    Set<String> rooms();

    /**
     * The open sessions.
     *
     * @return a snapshot
     */
    Collection<Session> sessions();

    /**
     * An open session by id.
     *
     * @param id as in {@link Session#id}
     * @return the session, if it is open
     */
    Optional<Session> session(String id);

    /**
     * Sends a message to every session of one identity.
     *
     * @param identity the name of the identity
     * @param message what to send
     * @return completes with what became of it
     * @throws IllegalArgumentException when the name is malformed
     */
    CompletionStage<Delivery> send(String identity, Message message);

    /**
     * Adds a listener.
     *
     * @param listener told of everything from now on
     */
    void listen(HubListener listener);

    /**
     * Figures of this moment.
     *
     * @return a snapshot
     */
    HubStats stats();

    /**
     * For adapters: announces a new link. The hub may use the transport before this returns, and closes it at once when
     * it is full or draining.
     *
     * @param transport the outbound half; from now on only the hub writes to it and closes it
     * @param handshake what is known of the peer
     * @return the inbound half, for the adapter to feed
     */
    Connection accept(Transport transport, Handshake handshake);

    /**
     * The largest command this hub takes; an adapter refuses frames above four times this with 1009.
     *
     * @return bytes of UTF-8
     */
    int messageLimit();

    /**
     * Drains and closes: tells each client {@code goaway}, flushes, closes each link with 1001, and stops every thread
     * the hub started. Blocks until that is done or the drain deadline ({@link HubBuilder#drainTimeout}) has passed.
     * Calling it again does nothing.
     */
    @Override
    void close();
}
