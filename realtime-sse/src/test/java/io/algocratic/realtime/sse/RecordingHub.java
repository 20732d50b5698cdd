package io.algocratic.realtime.sse;

import io.algocratic.realtime.Delivery;
import io.algocratic.realtime.Hub;
import io.algocratic.realtime.HubStats;
import io.algocratic.realtime.Message;
import io.algocratic.realtime.Room;
import io.algocratic.realtime.Session;
import io.algocratic.realtime.event.HubListener;
import io.algocratic.realtime.spi.Connection;
import io.algocratic.realtime.spi.Handshake;
import io.algocratic.realtime.spi.Transport;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A hub that only accepts links: tests play the engine. */
final class RecordingHub implements Hub {
    static final int MESSAGE_LIMIT = 1_024;

    private final BlockingQueue<Link> links = new LinkedBlockingQueue<>();
    private final Consumer<Link> onAccept;

    RecordingHub() {
        this(link -> {});
    }

    RecordingHub(Consumer<Link> onAccept) {
        this.onAccept = onAccept;
    }

    /** One accepted link. */
    record Link(Transport transport, Handshake handshake, RecordingConnection connection) {
        String secret() {
            return handshake.secret().orElseThrow();
        }
    }

    Link nextLink() throws InterruptedException {
        Link link = links.poll(10, TimeUnit.SECONDS);
        if (link == null) {
            throw new AssertionError("no link was accepted");
        }
        return link;
    }

    @Override
    public Connection accept(Transport transport, Handshake handshake) {
        Link link = new Link(transport, handshake, new RecordingConnection());
        onAccept.accept(link);
        links.add(link);
        return link.connection();
    }

    @Override
    public int messageLimit() {
        return MESSAGE_LIMIT;
    }

    @Override
    public Room room(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Set<String> rooms() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Collection<Session> sessions() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Session> session(String id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Delivery> send(String identity, Message message) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void listen(HubListener listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public HubStats stats() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
