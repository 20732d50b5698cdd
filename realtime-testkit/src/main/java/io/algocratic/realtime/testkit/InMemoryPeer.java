package io.algocratic.realtime.testkit;

import io.algocratic.realtime.CloseReason;
import io.algocratic.realtime.Hub;
import io.algocratic.realtime.spi.Connection;
import io.algocratic.realtime.spi.Frame;
import io.algocratic.realtime.spi.FrameBatch;
import io.algocratic.realtime.spi.Handshake;
import io.algocratic.realtime.spi.Transport;
import io.algocratic.realtime.spi.WriteCallback;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A client in the same process: the smallest whole transport, and a check of what the hub promises one. A broken promise
 * (T1, T3) is an {@link AssertionError} at the next {@link #next} or {@link #awaitClose}.
 */
public final class InMemoryPeer implements TestPeer, Transport {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final long WAIT_SECONDS = 10;

    /** Nothing until {@link Hub#accept} returns; the hub may close the link before that. */
    private volatile @Nullable Connection connection;

    private final BlockingQueue<Object> received = new LinkedBlockingQueue<>();
    /** Guarded by this: what came while nothing is read. */
    private final ArrayDeque<Frame> held = new ArrayDeque<>();
    /** Guarded by this. */
    private @Nullable WriteCallback outstanding;
    /** Guarded by this. */
    private boolean reading = true;
    /** Guarded by this. */
    private boolean closed;

    private InMemoryPeer(Hub hub, Handshake handshake) {
        Connection accepted = hub.accept(this, handshake);
        boolean late;
        synchronized (this) {
            connection = accepted;
            late = closed;
        }
        if (late) {
            accepted.closed();
        }
    }

    /**
     * Opens a link without saying hello.
     *
     * @param hub to connect to
     * @param handshake what the hub is told of the peer
     * @return the peer
     */
    public static InMemoryPeer open(Hub hub, Handshake handshake) {
        return new InMemoryPeer(hub, handshake);
    }

    /**
     * Opens a link and says hello.
     *
     * @param hub to connect to
     * @param user becomes the handshake's parameter {@code user}
     * @return a peer whose first object is the {@code welcome}
     */
    public static InMemoryPeer connect(Hub hub, String user) {
        InMemoryPeer peer =
                open(hub, Handshake.builder().parameter("user", user).build());
        peer.send("{\"op\":\"hello\"}");
        return peer;
    }

    /**
     * The inbound half, for tests that call it themselves.
     *
     * @return what {@link Hub#accept} returned
     */
    public Connection connection() {
        return Objects.requireNonNull(connection);
    }

    @Override
    public String name() {
        return "in-memory";
    }

    @Override
    public void write(FrameBatch batch, WriteCallback done) {
        boolean over;
        synchronized (this) {
            if (outstanding != null) {
                received.add(new AssertionError("T1: a write while one is outstanding"));
            }
            if (closed) {
                received.add(new AssertionError("T3: a write after close"));
            }
            over = reading;
            if (over) {
                received.addAll(batch.frames());
            } else {
                held.addAll(batch.frames());
                outstanding = done;
            }
        }
        if (over) {
            done.succeeded();
        }
    }

    @Override
    public void close(CloseReason reason) {
        synchronized (this) {
            if (closed) {
                received.add(new AssertionError("T3: closed twice"));
            }
            closed = true;
            received.add(new Closed(reason.code(), reason.text()));
            if (connection == null) {
                return;
            }
        }
        connection().closed();
    }

    @Override
    public void send(String commands) {
        connection().receive(commands);
    }

    @Override
    public JsonNode next() {
        while (true) {
            Object item = take();
            if (!(item instanceof Frame frame)) {
                throw new AssertionError("the link ended: " + item);
            }
            JsonNode object = JSON.readTree(new String(frame.json(), StandardCharsets.UTF_8));
            if (!object.path("op").asString().equals("ping")) {
                return object;
            }
        }
    }

    /**
     * Takes what has arrived, without waiting.
     *
     * @return the next object, pings included, or a missing node when there is none
     */
    public JsonNode poll() {
        Object item = received.peek();
        if (!(item instanceof Frame frame)) {
            return JSON.missingNode();
        }
        received.remove();
        return JSON.readTree(frame.json());
    }

    @Override
    public Closed awaitClose() {
        while (true) {
            Object item = take();
            if (item instanceof Closed end) {
                return end;
            }
        }
    }

    @Override
    public synchronized void stopReading() {
        reading = false;
    }

    @Override
    public void startReading() {
        WriteCallback done;
        synchronized (this) {
            reading = true;
            received.addAll(held);
            held.clear();
            done = outstanding;
            outstanding = null;
        }
        if (done != null) {
            done.succeeded();
        }
    }

    @Override
    public void cut() {
        connection().closed();
    }

    @Override
    public void close() {
        cut();
    }

    private Object take() {
        try {
            Object item = received.poll(WAIT_SECONDS, TimeUnit.SECONDS);
            if (item == null) {
                throw new AssertionError("nothing came in " + WAIT_SECONDS + " seconds");
            }
            if (item instanceof AssertionError broken) {
                throw broken;
            }
            return item;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for the hub", e);
        }
    }
}
