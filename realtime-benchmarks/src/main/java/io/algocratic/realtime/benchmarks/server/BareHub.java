package io.algocratic.realtime.benchmarks.server;

import io.algocratic.realtime.CloseReason;
import io.algocratic.realtime.Hub;
import io.algocratic.realtime.spi.Connection;
import io.algocratic.realtime.spi.Frame;
import io.algocratic.realtime.spi.FrameBatch;
import io.algocratic.realtime.spi.Handshake;
import io.algocratic.realtime.spi.Transport;
import io.algocratic.realtime.spi.WriteCallback;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A hub without container or network that holds joined links: what its heap grows by is what the library itself keeps
 * for a connection, with everything it refers to, and nothing else.
 *
 * <p>The links are opened by {@link #sessions}, the first time it is asked, so that the heap can be looked at before.
 * Called by one thread at a time.
 */
public final class BareHub implements Server {
    private static final long PATIENCE_SECONDS = 60;

    private final Hub hub = Hub.builder().build();
    private final List<Connection> connections;
    private final int links;
    private final int rooms;

    private BareHub(int links, int rooms) {
        this.connections = new ArrayList<>(links);
        this.links = links;
        this.rooms = rooms;
    }

    /**
     * Starts the hub.
     *
     * @param links how many it will hold
     * @param rooms over how many rooms they will be spread
     * @return the server, which listens nowhere
     */
    public static BareHub start(int links, int rooms) {
        BareHub server = new BareHub(links, rooms);
        // Loads the classes and makes whatever exists once, so that it is not counted as the links' own.
        server.open(rooms);
        server.connections.forEach(Connection::closed);
        server.connections.clear();
        return server;
    }

    @Override
    public int port() {
        return 0;
    }

    @Override
    public int sessions() {
        if (connections.isEmpty()) {
            open(links);
        }
        return hub.stats().sessions();
    }

    @Override
    public void close() {
        hub.close();
    }

    private void open(int count) {
        CountDownLatch joined = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            Connection connection = hub.accept(
                    new Sink(joined),
                    Handshake.builder().remoteAddress("127.0.0.1").build());
            connection.receive("{\"op\":\"hello\"}\n{\"op\":\"join\",\"id\":\"join\",\"room\":\"idle-" + i % rooms
                    + "\",\"presence\":false}");
            connections.add(connection);
        }
        try {
            if (!joined.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(joined.getCount() + " of " + count + " links never joined");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Takes everything at once and keeps nothing. */
    private record Sink(CountDownLatch joined) implements Transport {
        @Override
        public String name() {
            return "sink";
        }

        @Override
        public void write(FrameBatch batch, WriteCallback done) {
            for (Frame frame : batch.frames()) {
                if (acknowledges(frame.json())) {
                    joined.countDown();
                }
            }
            done.succeeded();
        }

        @Override
        public void close(CloseReason reason) {}

        private static boolean acknowledges(byte[] json) {
            return new String(json, StandardCharsets.UTF_8).contains("\"op\":\"ack\"");
        }
    }
}
