package io.algocratic.realtime.sse;

import static org.assertj.core.api.Assertions.assertThat;

import io.algocratic.realtime.CloseReason;
import io.algocratic.realtime.spi.WriteCallback;
import io.algocratic.realtime.sse.RecordingHub.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Writes that now fit and now do not: the flush loop and the container take turns on one stream, many times over. */
@Timeout(120)
class BackpressureIT {
    private static final int STREAMS = 4;
    private static final int BATCHES = 400;

    @Test
    void batches_ofAllSizesToSmallBuffers_arriveWholeAndInOrder() throws Exception {
        RecordingHub hub = new RecordingHub();
        ExecutorService readers = Executors.newFixedThreadPool(STREAMS);
        ExecutorService flushLoop = Executors.newSingleThreadExecutor();
        try (EventsServer server = new EventsServer(ServerSentEvents.serving(hub))) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < STREAMS; i++) {
                RawStream stream = new RawStream(server.port(), 4_096, "GET", "");
                all.add(readers.submit(() -> readAll(stream)));
                all.add(new Writer(hub.nextLink(), flushLoop).start());
            }
            for (Future<?> one : all) {
                one.get(100, TimeUnit.SECONDS);
            }
        } finally {
            readers.shutdownNow();
            flushLoop.shutdownNow();
        }
    }

    private static Void readAll(RawStream stream) throws Exception {
        try (stream) {
            stream.head();
            for (int n = 0; n < BATCHES; n++) {
                assertThat(stream.block()).isEqualTo("data: " + object(n));
                if (n == 0) {
                    assertThat(stream.block()).startsWith("id: ");
                }
            }
            assertThat(stream.block()).contains("\"op\":\"close\"");
            assertThat(stream.ended()).isTrue();
        }
        return null;
    }

    private static String object(int n) {
        int size = new Random(n).nextInt(n % 10 == 0 ? 60_000 : 300);
        return "{\"n\":" + n + ",\"data\":\""
                + String.valueOf((char) ('a' + n % 26)).repeat(size) + "\"}";
    }

    /** Writes the next batch when the one before was answered, on the flush loop, as the hub does. */
    private static final class Writer implements WriteCallback {
        private final Link link;
        private final ExecutorService flushLoop;
        private final CompletableFuture<Void> end = new CompletableFuture<>();
        private int next;

        Writer(Link link, ExecutorService flushLoop) {
            this.link = link;
            this.flushLoop = flushLoop;
        }

        Future<Void> start() {
            succeeded();
            return end;
        }

        @Override
        public void succeeded() {
            flushLoop.execute(() -> {
                if (next < BATCHES) {
                    link.transport().write(Batch.of(object(next++)), this);
                } else {
                    link.transport().close(CloseReason.DONE);
                    end.complete(null);
                }
            });
        }

        @Override
        public void failed(Throwable cause) {
            end.completeExceptionally(cause);
        }
    }
}
