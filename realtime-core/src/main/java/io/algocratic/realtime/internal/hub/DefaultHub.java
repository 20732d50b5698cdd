package io.algocratic.realtime.internal.hub;

import io.algocratic.realtime.CloseReason;
import io.algocratic.realtime.Delivery;
import io.algocratic.realtime.Hub;
import io.algocratic.realtime.HubStats;
import io.algocratic.realtime.Message;
import io.algocratic.realtime.Names;
import io.algocratic.realtime.Room;
import io.algocratic.realtime.Session;
import io.algocratic.realtime.event.HubListener;
import io.algocratic.realtime.internal.flush.FlushLoop;
import io.algocratic.realtime.internal.session.DefaultConnection;
import io.algocratic.realtime.internal.session.Engine;
import io.algocratic.realtime.spi.Connection;
import io.algocratic.realtime.spi.Handshake;
import io.algocratic.realtime.spi.Transport;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The hub. States: Running, Draining, Closed.
 *
 * <p>Invariants, checked after every hub test: I1 a session is in a room's subscriptions exactly while the room is among
 * the session's. I2 no user code, I/O or SPI call while a lock is held; locks are leaves. I3 a frame is encoded once a wire
 * format. I4 every queue is bounded. I5 records reach a live subscription in order, each once. I6 after close no thread, no
 * link and no session is left.
 */
public final class DefaultHub implements Hub {
    private static final Duration RECONNECT_AFTER = Duration.ofMillis(500);

    private final HubParts parts;
    private final Engine engine;
    private final Set<DefaultConnection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger nextLoop = new AtomicInteger();
    private volatile boolean draining;

    private DefaultHub(HubParts parts) {
        this.parts = parts;
        this.engine = parts.engine();
    }

    /** Starts a hub. */
    public static Hub start(HubConfig config) {
        return new DefaultHub(HubParts.wire(config));
    }

    @Override
    public Room room(String name) {
        return new DefaultRoom(
                Names.check("room", name), engine.rooms(), engine.backplane(), engine.clock(), engine.published());
    }

    @Override
    public Set<String> rooms() {
        return engine.rooms().names();
    }

    @Override
    public Collection<Session> sessions() {
        return engine.sessions().all();
    }

    @Override
    public Optional<Session> session(String id) {
        return engine.sessions().find(id);
    }

    @Override
    public CompletionStage<Delivery> send(String identity, Message message) {
        Names.check("identity", identity);
        Message accepted = message.at().equals(Instant.EPOCH)
                ? message.toBuilder().at(engine.clock().instant()).build()
                : message;
        return engine.addressees()
                .send(identity, accepted)
                .thenApply(position -> position.isPresent() ? Delivery.SENT : Delivery.NOT_CONNECTED);
    }

    @Override
    public void listen(HubListener listener) {
        engine.events().listen(listener);
    }

    @Override
    public HubStats stats() {
        return new HubStats(
                engine.sessions().count(),
                connections.size(),
                engine.rooms().count(),
                engine.addressees().count(),
                engine.published().sum(),
                parts.deliveries().sum(),
                parts.flushStats().writes().sum(),
                parts.flushStats().bytes().sum(),
                parts.flushStats().slowConsumers().sum(),
                engine.refused().sum(),
                engine.events().failures(),
                engine.events().dropped());
    }

    @Override
    public Connection accept(Transport transport, Handshake handshake) {
        FlushLoop loop = parts.loops()
                .get(Math.floorMod(nextLoop.getAndIncrement(), parts.loops().size()));
        DefaultConnection connection = new DefaultConnection(
                engine,
                owner -> loop.open(transport, parts.linkLimits(), owner, handshake.oneWay()),
                handshake,
                connections::remove);
        connections.add(connection);
        if (draining) {
            connection.refuse(CloseReason.GOING_AWAY);
        } else if (connections.size() > parts.maxSessions()) {
            connection.refuse(CloseReason.HUB_FULL);
        }
        return connection;
    }

    @Override
    public int messageLimit() {
        return engine.limits().commandBytes();
    }

    @Override
    public void close() {
        synchronized (this) {
            if (draining) {
                return;
            }
            draining = true;
        }
        connections.forEach(connection -> connection.drain(CloseReason.GOING_AWAY, RECONNECT_AFTER));
        parts.stop();
    }
}
