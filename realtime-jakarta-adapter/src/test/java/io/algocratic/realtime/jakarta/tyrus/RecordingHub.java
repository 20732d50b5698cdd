package io.algocratic.realtime.jakarta.tyrus;

import io.algocratic.realtime.CloseReason;
import io.algocratic.realtime.Hub;
import io.algocratic.realtime.spi.Connection;
import io.algocratic.realtime.spi.Frame;
import io.algocratic.realtime.spi.FrameBatch;
import io.algocratic.realtime.spi.Handshake;
import io.algocratic.realtime.spi.Opening;
import io.algocratic.realtime.spi.Transport;
import io.algocratic.realtime.spi.WireFormat;
import io.algocratic.realtime.spi.WriteCallback;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Stands in for a hub: records what an adapter tells it, and lets a test speak as the hub. Thread-safe. */
final class RecordingHub {
    private static final int TIMEOUT_SECONDS = 20;

    private final BlockingQueue<Link> links = new LinkedBlockingQueue<>();
    private final Hub hub;

    RecordingHub(int messageLimit) {
        hub = (Hub) Proxy.newProxyInstance(
                Hub.class.getClassLoader(), new Class<?>[] {Hub.class}, (p, method, args) -> {
                    switch (method.getName()) {
                        case "messageLimit":
                            return messageLimit;
                        case "accept":
                            Link link = new Link((Transport) args[0], (Handshake) args[1]);
                            links.add(link);
                            return link;
                        default:
                            throw new UnsupportedOperationException(method.getName());
                    }
                });
    }

    Hub hub() {
        return hub;
    }

    /** The next link; blocks. */
    Link link() throws InterruptedException {
        return present(links.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS));
    }

    boolean noLink() {
        return links.isEmpty();
    }

    private static <T> T present(@Nullable T value) {
        if (value == null) {
            throw new AssertionError("nothing came");
        }
        return value;
    }

    /** One link, as the hub sees it. */
    static final class Link implements Connection {
        final Transport transport;
        final Handshake handshake;
        final AtomicInteger closedCalls = new AtomicInteger();
        private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
        private final BlockingQueue<CloseReason> refused = new LinkedBlockingQueue<>();
        private final CompletableFuture<Void> closed = new CompletableFuture<>();

        Link(Transport transport, Handshake handshake) {
            this.transport = transport;
            this.handshake = handshake;
        }

        @Override
        public void open(Opening opening) {
            throw new AssertionError("not on this transport");
        }

        @Override
        public void receive(String text) {
            received.add(text);
        }

        @Override
        public void refuse(CloseReason reason) {
            refused.add(reason);
            transport.close(reason);
        }

        @Override
        public void closed() {
            closedCalls.incrementAndGet();
            closed.complete(null);
        }

        String text() throws InterruptedException {
            return present(received.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS));
        }

        boolean noText() {
            return received.isEmpty();
        }

        CloseReason refusal() throws InterruptedException {
            return present(refused.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS));
        }

        void awaitClosed() throws Exception {
            closed.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        }

        Written write(String... objects) {
            Written written = new Written();
            transport.write(batch(objects), written);
            return written;
        }
    }

    static FrameBatch batch(String... objects) {
        List<Frame> frames = Stream.of(objects)
                .map(o -> Frame.of(o.getBytes(StandardCharsets.UTF_8)))
                .toList();
        return new FrameBatch() {
            @Override
            public List<Frame> frames() {
                return frames;
            }

            @Override
            public byte[] bytes(WireFormat format) {
                ByteArrayOutputStream all = new ByteArrayOutputStream();
                frames.forEach(frame -> all.writeBytes(frame.bytes(format)));
                return all.toByteArray();
            }
        };
    }

    /** The outcome of one write. */
    static final class Written implements WriteCallback {
        private final CompletableFuture<Boolean> outcome = new CompletableFuture<>();
        final AtomicInteger answers = new AtomicInteger();

        @Override
        public void succeeded() {
            answers.incrementAndGet();
            outcome.complete(true);
        }

        @Override
        public void failed(Throwable cause) {
            answers.incrementAndGet();
            outcome.complete(false);
        }

        boolean success() throws Exception {
            return outcome.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        }

        boolean pending() {
            return !outcome.isDone();
        }
    }
}
