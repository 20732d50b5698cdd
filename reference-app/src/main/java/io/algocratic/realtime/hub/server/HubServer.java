package io.algocratic.realtime.hub.server;

import io.algocratic.realtime.Hub;
import io.algocratic.realtime.hub.api.ApiServlet;
import io.algocratic.realtime.hub.api.HubResources;
import io.algocratic.realtime.hub.office.Directory;
import io.algocratic.realtime.hub.office.Office;
import io.algocratic.realtime.hub.time.AppTime;
import io.algocratic.realtime.jakarta.tyrus.TyrusHost;
import io.algocratic.realtime.sse.ServerSentEvents;
import io.undertow.Undertow;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running application: a hub behind one port.
 *
 * <p>A server is Running from {@link #start} on, Draining from the first {@link #close}, and Stopped when that returns.
 * While it drains, pages and REST are still served and {@code /api/health} answers 503.
 *
 * <p>Thread-safe.
 */
public final class HubServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HubServer.class);
    private static final Duration DRAIN = Duration.ofSeconds(3);
    private static final Duration GOODBYE = Duration.ofSeconds(2);
    // A browser that is closed on an idle event stream is noticed when the second ping fails.
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final long OFFICE_SEED = 1_998;

    private final AppTime time;
    private final Hub hub;
    private final Office office;
    private final HubResources resources;
    private final TyrusHost webSocket;
    private final Undertow undertow;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicBoolean closing = new AtomicBoolean();

    private HubServer(ServerOptions options, InetAddress address) {
        time = new AppTime("hub-office");
        hub = Hub.builder()
                .authenticator(new DemoAuthenticator())
                .heartbeat(HEARTBEAT)
                .drainTimeout(DRAIN)
                .listener(new SessionLog())
                .build();
        office = new Office(hub, time, time, new SplittableRandom(OFFICE_SEED));
        resources = new HubResources(hub, Directory.load(), time, options.version());
        webSocket = TyrusHost.builder(hub).closeTimeout(GOODBYE).build();
        undertow = Site.undertow(
                address,
                options.port(),
                Map.of(
                        "/",
                        new PagesServlet(new Assets()),
                        "/api/*",
                        new ApiServlet(resources.byPath()),
                        "/realtime",
                        webSocket.servlet(),
                        "/events",
                        ServerSentEvents.serving(hub)));
    }

    /**
     * Starts a server.
     *
     * @param options what to start
     * @return a running server; close it
     * @throws StartFailure when the host is not a loopback one, or the port cannot be had
     */
    public static HubServer start(ServerOptions options) throws StartFailure {
        InetAddress address = Loopback.address(options.host());
        HubServer server = new HubServer(options, address);
        try {
            server.undertow.start();
        } catch (RuntimeException e) {
            server.close();
            throw explain(e, address, options.port());
        }
        if (options.office()) {
            server.office.open();
        }
        LOG.info("listening on {}", server.address());
        return server;
    }

    /**
     * Where a browser on this computer finds it.
     *
     * @return an address without a path
     */
    public String address() {
        InetSocketAddress bound =
                (InetSocketAddress) undertow.getListenerInfo().get(0).getAddress();
        String literal = bound.getAddress().getHostAddress();
        String name = "127.0.0.1".equals(literal) ? "localhost" : literal.contains(":") ? "[::1]" : literal;
        return "http://" + name + ":" + bound.getPort();
    }

    /**
     * How many sessions are open, those of the simulated employees left out.
     *
     * @return a count
     */
    public int visitors() {
        return (int) hub.sessions().stream()
                .filter(session -> !Office.TRANSPORT.equals(session.transport()))
                .count();
    }

    /**
     * Waits until the server was closed.
     *
     * @throws InterruptedException when the waiting thread is interrupted
     */
    public void awaitStopped() throws InterruptedException {
        stopped.await();
    }

    /** Drains the hub, then stops listening. Blocks for a few seconds at most. Calling it again does nothing. */
    @Override
    public void close() {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        resources.draining();
        office.close();
        hub.close();
        webSocket.close();
        undertow.stop();
        time.close();
        stopped.countDown();
    }

    private static StartFailure explain(RuntimeException failure, InetAddress address, int port) {
        String reason = String.valueOf(failure.getMessage());
        if (failure.getCause() instanceof SocketException refused) {
            reason = String.valueOf(refused.getMessage());
            if (reason.contains("in use")) {
                return StartFailure.environment("port " + port + " is in use on " + address.getHostAddress()
                        + ". Stop what uses it, or choose another port: hub serve --port " + (port + 1));
            }
        }
        return StartFailure.environment("cannot listen on " + address.getHostAddress() + " port " + port + ": " + reason
                + ". Choose another port: hub serve --port 8080");
    }
}
