package io.algocratic.realtime.event;

import io.algocratic.realtime.CloseReason;
import io.algocratic.realtime.Session;
import java.util.Optional;

/**
 * A session was closed.
 *
 * @param session which
 * @param reason what its client was told; nothing when the link was lost
 */
public record SessionClosed(Session session, Optional<CloseReason> reason) {}
