package io.algocratic.realtime.event;

import io.algocratic.realtime.Session;

/**
 * A session was opened.
 *
 * @param session which
 */
public record SessionOpened(Session session) {}
