package io.algocratic.realtime.internal.session;

import io.algocratic.realtime.CloseReason;
import io.algocratic.realtime.Identity;
import io.algocratic.realtime.Session;
import io.algocratic.realtime.event.SessionClosed;
import io.algocratic.realtime.event.SessionOpened;
import io.algocratic.realtime.internal.flush.Link;
import io.algocratic.realtime.internal.room.Participant;
import io.algocratic.realtime.internal.room.Subscription;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A session and the rooms it is in. Open until {@link #end}, then Closed; a closed session joins nothing. Thread-safe; the
 * lock is a leaf.
 */
final class DefaultSession implements Session, Participant {
    private final Engine engine;
    private final String id;
    private final Identity identity;
    private final Optional<String> device;
    private final Link link;
    private final Instant since;
    /** Guarded by this. */
    private final Map<String, Subscription> rooms = new HashMap<>(4);
    /** Guarded by this for writing. */
    private volatile boolean open = true;

    DefaultSession(Engine engine, Identity identity, Optional<String> device, Link link) {
        this.engine = engine;
        this.id = engine.ids().get();
        this.identity = identity;
        this.device = device;
        this.link = link;
        this.since = engine.clock().instant();
    }

    void begin() {
        engine.sessions().add(this);
        engine.events().tell(listener -> listener.onSessionOpened(new SessionOpened(this)));
    }

    /** Leaves every room at once; the link is somebody else's to close. Only the first call counts. */
    void end(Optional<CloseReason> reason) {
        List<Subscription> left;
        synchronized (this) {
            if (!open) {
                return;
            }
            open = false;
            left = List.copyOf(rooms.values());
            rooms.clear();
        }
        engine.sessions().remove(this);
        left.forEach(engine.rooms()::leave);
        engine.addressees().disconnect(identity.name(), link);
        engine.events().tell(listener -> listener.onSessionClosed(new SessionClosed(this, reason)));
    }

    synchronized @Nullable Subscription subscription(String room) {
        return rooms.get(room);
    }

    synchronized boolean joined(String room) {
        return rooms.containsKey(room);
    }

    synchronized int roomCount() {
        return rooms.size();
    }

    /** Notes a room; tells whether the session is still open. */
    synchronized boolean add(Subscription subscription) {
        if (open) {
            rooms.put(subscription.roomName(), subscription);
        }
        return open;
    }

    /** Forgets a room, unless the session has ended and left it already. */
    synchronized boolean remove(Subscription subscription) {
        return rooms.remove(subscription.roomName(), subscription);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String name() {
        return identity.name();
    }

    @Override
    public Identity identity() {
        return identity;
    }

    @Override
    public Optional<String> device() {
        return device;
    }

    @Override
    public Link link() {
        return link;
    }

    @Override
    public String transport() {
        return link.transport();
    }

    @Override
    public Instant since() {
        return since;
    }

    @Override
    public synchronized Set<String> rooms() {
        return Set.copyOf(rooms.keySet());
    }

    @Override
    public boolean open() {
        return open;
    }

    @Override
    public void close(CloseReason reason) {
        end(Optional.of(reason));
        link.close(reason);
    }

    @Override
    public String toString() {
        return "Session[" + id + ", " + transport() + "]";
    }
}
