package io.algocratic.realtime.benchmarks.load;

import java.io.IOException;

/** Connections that have joined a room and then only answer pings. Confined to one thread. */
public final class IdleLoad implements AutoCloseable {
    private final int count;
    private final Links links;

    /**
     * Prepares; {@link #open} connects.
     *
     * @param port of the hub, on loopback
     * @param count how many connections
     * @param rooms over how many rooms they are spread
     * @throws IOException when there is no selector to be had
     */
    public IdleLoad(int port, int count, int rooms) throws IOException {
        this.count = count;
        this.links = new Links(
                port,
                Dialect.HUB,
                link -> "idle-" + link % rooms,
                new Payload(Payload.MIN_BYTES),
                new Links.Deliveries() {
                    @Override
                    public void delivered(int receiver, int sequence, long now) {
                        throw new CorruptedException("a message where nobody sent one");
                    }

                    @Override
                    public void readOver() {}
                });
    }

    /**
     * Connects everybody and waits until all have joined.
     *
     * @throws IOException when one cannot
     */
    public void open() throws IOException {
        while (links.ready() < count) {
            links.openUpTo(count);
            links.turn(100);
        }
    }

    /**
     * Answers pings for a moment.
     *
     * @throws IOException when a link breaks
     */
    public void idle() throws IOException {
        links.turn(100);
    }

    @Override
    public void close() throws IOException {
        links.close();
    }
}
