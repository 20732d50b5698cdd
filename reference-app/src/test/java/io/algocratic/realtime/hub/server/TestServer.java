package io.algocratic.realtime.hub.server;

/** Starts the application for a test, on a free port. */
public final class TestServer {
    private TestServer() {}

    /** A server with nobody in the office. */
    public static HubServer quiet() {
        return on(0, false);
    }

    /** A server on a certain port. */
    public static HubServer on(int port, boolean office) {
        try {
            return HubServer.start(new ServerOptions("127.0.0.1", port, office, "test"));
        } catch (StartFailure e) {
            throw new AssertionError(e);
        }
    }
}
