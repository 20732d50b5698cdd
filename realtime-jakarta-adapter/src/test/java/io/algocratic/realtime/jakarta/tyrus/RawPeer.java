package io.algocratic.realtime.jakarta.tyrus;

import io.algocratic.realtime.testkit.TestPeer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A peer over a raw socket: a thread reads, and answers the close frame. */
final class RawPeer implements TestPeer {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int WAIT_SECONDS = 10;

    private final RawWebSocketClient client;
    private final BlockingQueue<Object> received = new LinkedBlockingQueue<>();
    private boolean paused;

    private RawPeer(RawWebSocketClient client) {
        this.client = client;
    }

    static RawPeer over(RawWebSocketClient client) {
        RawPeer peer = new RawPeer(client);
        Thread reader = new Thread(peer::read, "raw-peer");
        reader.setDaemon(true);
        reader.start();
        return peer;
    }

    private void read() {
        try {
            while (take(client.read())) {
                awaitTurn();
            }
        } catch (IOException e) {
            received.add(e);
        }
    }

    private synchronized void awaitTurn() throws IOException {
        try {
            while (paused) {
                wait();
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private boolean take(RawWebSocketClient.Received frame) throws IOException {
        switch (frame.first()) {
            case RawWebSocketClient.FIN | RawWebSocketClient.TEXT -> received.add(JSON.readTree(frame.text()));
            case RawWebSocketClient.FIN | RawWebSocketClient.CLOSE -> {
                received.add(new Closed(frame.closeCode(), frame.closeText()));
                client.close(frame.closeCode());
                return false;
            }
            default -> received.add(new AssertionError("not a whole text frame: " + frame.first()));
        }
        return true;
    }

    @Override
    public void send(String commands) {
        try {
            client.raw(RawWebSocketClient.frame(
                    RawWebSocketClient.FIN | RawWebSocketClient.TEXT, commands.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public JsonNode next() {
        while (true) {
            Object item = poll();
            if (!(item instanceof JsonNode object)) {
                throw new AssertionError("the link ended: " + item);
            }
            if (!object.path("op").asString().equals("ping")) {
                return object;
            }
        }
    }

    @Override
    public Closed awaitClose() {
        while (true) {
            Object item = poll();
            if (item instanceof Closed closed) {
                return closed;
            }
            if (item instanceof IOException) {
                throw new AssertionError("the link ended without a word: " + item);
            }
        }
    }

    private Object poll() {
        Object item = null;
        try {
            item = received.poll(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (item == null) {
            throw new AssertionError("nothing came");
        }
        return item;
    }

    /** Takes effect behind the frame that is being read. */
    @Override
    public synchronized void stopReading() {
        paused = true;
    }

    @Override
    public synchronized void startReading() {
        paused = false;
        notifyAll();
    }

    @Override
    public void cut() {
        try {
            client.reset();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
