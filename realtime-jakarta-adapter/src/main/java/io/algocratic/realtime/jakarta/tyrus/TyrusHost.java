package io.algocratic.realtime.jakarta.tyrus;

import io.algocratic.realtime.Hub;
import io.algocratic.realtime.jakarta.internal.tyrus.ClosingLinks;
import io.algocratic.realtime.jakarta.internal.tyrus.DaemonScheduler;
import io.algocratic.realtime.jakarta.internal.tyrus.OriginRule;
import io.algocratic.realtime.jakarta.internal.tyrus.RealtimeServlet;
import io.algocratic.realtime.jakarta.internal.tyrus.TyrusEngine;
import jakarta.servlet.http.HttpServlet;

/**
 * Serves a hub over WebSocket, as a servlet.
 *
 * <p>Open from {@link TyrusHostBuilder#build} on, Closed after {@link #close}: then it takes no more links.
 *
 * <p>Links: text frames carry commands to the hub; each object of the hub is one text frame. A frame or message above four
 * times {@link Hub#messageLimit} is refused with 1009 when its header announces it, a binary frame with 4507; what breaks RFC
 * 6455 ends the link with 1002, text that is not UTF-8 with 1007. Of several pings that wait for an answer, the last gets it.
 * A link that is closed waits for the peer's close frame for at most {@link TyrusHostBuilder#closeTimeout}.
 *
 * <p>Opening requests are refused with 403 when their {@code Origin} is neither that of the request's {@code Host} nor
 * allowed, with 426 when they are no WebSocket handshake or of another version than 13, with 400 when malformed, and with 503
 * once the host is closed. A client that offers {@code realtime.v1} gets it; one that offers only other versions of it gets
 * the first of them and then close code 4506.
 *
 * <p>Thread-safe. Follows RFC 6455.
 *
 * <pre>{@code
 * try (Hub hub = Hub.builder().build(); TyrusHost host = TyrusHost.serving(hub)) {
 *   servletContext.addServlet("realtime", host.servlet()).addMapping("/realtime");
 * }
 * }</pre>
 */
public final class TyrusHost implements AutoCloseable {
    private final TyrusEngine engine;
    private final ClosingLinks closingLinks;
    private final DaemonScheduler scheduler = new DaemonScheduler();
    private final RealtimeServlet servlet;
    private volatile boolean closed;

    TyrusHost(TyrusHostBuilder builder) {
        this.engine = new TyrusEngine(builder.hub());
        this.closingLinks = new ClosingLinks(builder.scheduler().orElse(scheduler), builder.closeTimeout());
        this.servlet = new RealtimeServlet(
                builder.hub(), engine, new OriginRule(builder.allowedOrigins()), closingLinks, () -> closed);
    }

    /**
     * A host with a default for everything.
     *
     * @param hub told of each link
     * @return an open host
     */
    public static TyrusHost serving(Hub hub) {
        return builder(hub).build();
    }

    /**
     * Starts a configuration with a default for everything.
     *
     * @param hub told of each link
     * @return a builder
     */
    public static TyrusHostBuilder builder(Hub hub) {
        return new TyrusHostBuilder(hub);
    }

    /**
     * What to map, for example to {@code /realtime}.
     *
     * @return always the same servlet; it needs no asynchronous support and no initialization parameters
     */
    public HttpServlet servlet() {
        return servlet;
    }

    /**
     * Takes no more links, and lets those finish that are closing: blocks until their peers have answered, at most for
     * {@link TyrusHostBuilder#closeTimeout}. Open links stay until the hub or the container closes them. Calling it again does
     * nothing.
     */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            closingLinks.close();
            scheduler.close();
            engine.stop();
        }
    }
}
