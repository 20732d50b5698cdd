package io.algocratic.realtime.benchmarks.server;

/** A server that runs in a JVM of its own. */
public interface Server extends AutoCloseable {
    /** Where it listens, on loopback. */
    int port();

    /** How many sessions it has open; 0 where it knows no sessions. */
    int sessions();

    @Override
    void close();
}
