package io.algocratic.realtime.sse;

import io.algocratic.realtime.Hub;
import jakarta.servlet.http.HttpServlet;

/**
 * Makes the servlet that serves a hub over Server-Sent Events.
 *
 * <p>{@code GET} opens a stream, {@code POST} carries commands up, {@code OPTIONS} answers a preflight. The opening
 * request is the {@code hello} and the joins: {@code GET …?room=a&room=b&presence=true&device=…&history=n&token=…}. A
 * reconnecting browser sends {@code Last-Event-ID} (or the page {@code lastEventId}), and what it missed follows.
 *
 * <p>Heartbeat: the hub's own {@code ping} is an event of the stream, so it keeps proxies awake and finds dead peers as
 * a comment would, and pages see it; no comments are sent and there is no second timer. Behind a proxy that cuts
 * connections idle for less than the hub's heartbeat (25 seconds by default), shorten that.
 *
 * <p>Threading: the servlet is thread-safe, never blocks a thread of the container, and must be registered with
 * asynchronous support. It holds nothing that needs closing; close the hub.
 *
 * <p>Limits: a {@code POST} body of four times {@link Hub#messageLimit} (413 above), 16 of them in progress for one
 * stream (429 above), 30 seconds for a body to arrive (408 after). Positions are kept for the rooms of the {@code GET}
 * as far as they fit into an event id of 128 bytes, which is some ten rooms; others are joined afresh on reconnect.
 *
 * <p>A peer that does not read is given up by the hub after {@link io.algocratic.realtime.HubBuilder#writeTimeout}. The
 * servlet API cannot break a connection: give the container a write timeout, longer than the heartbeat, so that it also
 * drops the socket (Undertow: {@code Options.WRITE_TIMEOUT}).
 *
 * <pre>{@code
 * ServletRegistration.Dynamic events = context.addServlet("events", ServerSentEvents.serving(hub));
 * events.setAsyncSupported(true);
 * events.addMapping("/events");
 * }</pre>
 */
public final class ServerSentEvents {
    private ServerSentEvents() {}

    /**
     * A servlet with a default for everything: pages of the same origin are served.
     *
     * @param hub what to serve
     * @return a servlet for one mapping, such as {@code /events}
     */
    public static HttpServlet serving(Hub hub) {
        return builder(hub).build();
    }

    /**
     * Starts a configuration.
     *
     * @param hub what to serve
     * @return a builder
     */
    public static ServerSentEventsBuilder builder(Hub hub) {
        return new ServerSentEventsBuilder(hub);
    }
}
