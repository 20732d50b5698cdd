package io.algocratic.realtime.spi;

import io.algocratic.realtime.Message;
import io.algocratic.realtime.StreamPosition;

/**
 * A message in a stream. Immutable and thread-safe.
 *
 * @param position where it is
 * @param message what it is; sender and time are set
 */
public record StreamRecord(StreamPosition position, Message message) {}
