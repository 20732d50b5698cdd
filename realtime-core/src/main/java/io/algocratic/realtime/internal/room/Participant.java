package io.algocratic.realtime.internal.room;

import io.algocratic.realtime.internal.flush.Link;
import java.util.Optional;

/** What a room knows of a session that joins it. Thread-safe. */
public interface Participant {
    /** The session's id. */
    String id();

    /** The name of its identity. */
    String name();

    /** The client's name for its device. */
    Optional<String> device();

    /** Where its frames go. */
    Link link();
}
