package io.algocratic.realtime.testkit;

/** A server of a hub on one transport, for {@link TransportContract}. */
public interface TransportFixture extends AutoCloseable {
    /**
     * Opens a link as a user and says hello. Blocks until the link is open.
     *
     * @param user becomes the handshake's parameter {@code user}
     * @return a peer whose first object is the {@code welcome}
     */
    TestPeer connect(String user);

    /** Stops the server; the hub is closed by then. */
    @Override
    void close();
}
