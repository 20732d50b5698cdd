package io.algocratic.realtime.internal.session;

import io.algocratic.realtime.Session;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The open sessions by id. Thread-safe. */
public final class Sessions {
    private final ConcurrentHashMap<String, Session> open = new ConcurrentHashMap<>();

    void add(Session session) {
        open.put(session.id(), session);
    }

    void remove(Session session) {
        open.remove(session.id());
    }

    /** A snapshot. */
    public Collection<Session> all() {
        return List.copyOf(open.values());
    }

    /** One of them. */
    public Optional<Session> find(String id) {
        return Optional.ofNullable(open.get(id));
    }

    /** How many are open. */
    public int count() {
        return open.size();
    }
}
