/**
 * Server-Sent Events: one servlet that gives browsers without WebSocket the same rooms.
 *
 * <p>{@link io.algocratic.realtime.sse.ServerSentEvents} makes the servlet; nothing else is needed. The wire is that of
 * the wire protocol, version 1, "Framing" and rules 11, 15 and 16; the stream follows WHATWG HTML §9.2.
 */
@NullMarked
package io.algocratic.realtime.sse;

import org.jspecify.annotations.NullMarked;
