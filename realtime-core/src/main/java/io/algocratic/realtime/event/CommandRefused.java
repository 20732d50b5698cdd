package io.algocratic.realtime.event;

import io.algocratic.realtime.ErrorCode;
import java.util.Optional;

/**
 * A command was refused.
 *
 * @param session the id of the session, if there was one yet
 * @param code why
 * @param size characters of the frame the command came in
 */
public record CommandRefused(Optional<String> session, ErrorCode code, int size) {}
