package io.algocratic.realtime.benchmarks.server;

import io.algocratic.realtime.Hub;

/** The hub as an application would run it: embedded Undertow and the native Tyrus host. */
public final class HubServer implements Server {
    private final Hub hub;

    private HubServer(Hub hub) {
        this.hub = hub;
    }

    /**
     * Starts it on loopback.
     *
     * @param port 0 for any
     * @return the running server
     */
    public static HubServer start(int port) {
        return new HubServer(Hub.builder().build());
    }

    @Override
    public int port() {
        return 0;
    }

    @Override
    public int sessions() {
        return hub.stats().sessions();
    }

    @Override
    public void close() {
        hub.close();
    }
}
