package io.algocratic.realtime.event;

import io.algocratic.realtime.Message;
import io.algocratic.realtime.StreamPosition;
import java.util.Optional;

/**
 * A message was broadcast to a room that has members.
 *
 * @param room the name of the room
 * @param position where it is in the room's stream; nothing for an ephemeral one
 * @param message what
 */
public record MessageBroadcast(String room, Optional<StreamPosition> position, Message message) {}
