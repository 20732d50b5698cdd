package io.algocratic.realtime.jakarta.internal.tyrus;

import io.algocratic.realtime.Hub;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.glassfish.tyrus.core.TyrusWebSocketEngine;
import org.glassfish.tyrus.server.TyrusServerContainer;
import org.glassfish.tyrus.spi.WebSocketEngine;

/**
 * Tyrus without a server of its own: one endpoint, at {@link #PATH}, wherever the servlet is mapped. Thread-safe.
 *
 * <p>Runs no thread: no session has an idle time-out, and nothing is sent through Tyrus.
 */
public final class TyrusEngine extends TyrusServerContainer {
    static final String PATH = "/hub";

    // One text frame may hold several commands, each within the hub's limit.
    private static final long FRAME_FACTOR = 4;
    // Several pieces of the guard fit; Tyrus allocates by need, not by this bound.
    private static final int INCOMING_BYTES = 4 * FrameGuard.PIECE;

    private final ScheduledThreadPoolExecutor noTimers = new ScheduledThreadPoolExecutor(1);
    private final TyrusWebSocketEngine engine;
    private final int frameLimit;

    /**
     * Starts Tyrus.
     *
     * @param hub its message limit bounds frames
     * @throws IllegalStateException when Tyrus does not take the endpoint
     */
    public TyrusEngine(Hub hub) {
        super(Set.<Class<?>>of());
        frameLimit = (int) Math.min(FRAME_FACTOR * hub.messageLimit(), Integer.MAX_VALUE);
        engine = TyrusWebSocketEngine.builder(this)
                .incomingBufferSize(INCOMING_BYTES)
                .build();
        setDefaultMaxTextMessageBufferSize(frameLimit);
        // Tyrus 2.2.2 takes 0, its own default, for a time-out that is due at once; only below 0 is none.
        setDefaultMaxSessionIdleTimeout(-1);
        setDefaultMaxBinaryMessageBufferSize(1);
        try {
            register(ServerEndpointConfig.Builder.create(HubEndpoint.class, PATH)
                    .configurator(new Handshakes())
                    .build());
        } catch (DeploymentException e) {
            throw new IllegalStateException("Tyrus does not take the endpoint", e);
        }
        doneDeployment();
    }

    @Override
    public void register(Class<?> endpointClass) throws DeploymentException {
        engine.register(endpointClass, "/");
    }

    @Override
    public void register(ServerEndpointConfig config) throws DeploymentException {
        engine.register(config, "/");
    }

    @Override
    public WebSocketEngine getWebSocketEngine() {
        return engine;
    }

    /** The largest message in bytes, in one frame or assembled. */
    int frameLimit() {
        return frameLimit;
    }

    // Each session of Tyrus asks for this; its own default is a pool of ten threads.
    @Override
    public ScheduledExecutorService getScheduledExecutorService() {
        return noTimers;
    }

    @Override
    public Map<String, Object> getProperties() {
        return Map.of();
    }

    @Override
    public void stop() {
        noTimers.shutdownNow();
        super.stop();
    }

    /** The origin was judged before Tyrus; the subprotocol is chosen here as the servlet says. */
    private static final class Handshakes extends ServerEndpointConfig.Configurator {
        @Override
        public boolean checkOrigin(String origin) {
            return true;
        }

        @Override
        public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
            return Subprotocol.of(requested).chosen();
        }

        @Override
        public <T> T getEndpointInstance(Class<T> endpointClass) {
            return endpointClass.cast(new HubEndpoint());
        }
    }
}
