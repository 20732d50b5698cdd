package io.algocratic.realtime.event;

import io.algocratic.realtime.PresenceDiff;

/**
 * Presence of a room changed.
 *
 * @param diff the difference
 */
public record PresenceChanged(PresenceDiff diff) {}
