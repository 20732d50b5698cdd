package io.algocratic.realtime.sse;

import static org.assertj.core.api.Assertions.assertThat;

import io.algocratic.realtime.CloseReason;
import io.algocratic.realtime.StreamPosition;
import io.algocratic.realtime.spi.Opening;
import io.algocratic.realtime.sse.Batch.Done;
import io.algocratic.realtime.sse.RecordingHub.Link;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The way down, over real sockets; the test plays the engine. */
@Timeout(60)
class StreamIT {
    private final RecordingHub hub = new RecordingHub();
    private EventsServer server;

    @BeforeEach
    void start() throws Exception {
        server = new EventsServer(ServerSentEvents.builder(hub)
                .allowedOrigins("https://app.example.com")
                .build());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void head_nothingWrittenYet_isFlushed() throws Exception {
        try (RawStream stream = new RawStream(server.port(), "?room=a").head()) {
            assertThat(stream.status()).isEqualTo(200);
            assertThat(stream.headers())
                    .containsEntry("content-type", "text/event-stream")
                    .containsEntry("cache-control", "no-cache, no-store")
                    .containsEntry("x-accel-buffering", "no")
                    .containsEntry("transfer-encoding", "chunked")
                    .doesNotContainKeys("content-encoding", "content-length", "access-control-allow-origin");
        }
    }

    @Test
    void opening_queryOfTheRequest_reachesTheHub() throws Exception {
        String query = "?room=a&room=caf%C3%A9&room=a&presence=true&device=tab&history=5&token=t0";
        try (RawStream stream = new RawStream(server.port(), query, "X-Note: 1").head()) {
            assertThat(stream.status()).isEqualTo(200);
            Link link = hub.nextLink();
            Opening opening = link.connection().opened();
            assertThat(opening.token()).contains("t0");
            assertThat(opening.device()).contains("tab");
            assertThat(opening.rooms()).extracting(Opening.RoomRequest::room).containsExactly("a", "caf\u00e9");
            assertThat(opening.rooms()).allSatisfy(room -> {
                assertThat(room.presence()).isTrue();
                assertThat(room.history()).isEqualTo(5);
                assertThat(room.since()).isEmpty();
            });
            assertThat(link.handshake().oneWay()).isTrue();
            assertThat(link.handshake().remoteAddress()).isEqualTo("127.0.0.1");
            assertThat(link.handshake().header("x-note")).contains("1");
            assertThat(link.handshake().parameter("token")).contains("t0");
            assertThat(link.secret()).hasSize(32);
            assertThat(link.transport().name()).isEqualTo("sse");
        }
    }

    @Test
    void batch_severalFrames_areBlocksInOrderThenOneId() throws Exception {
        try (RawStream stream = new RawStream(server.port(), "?room=a").head()) {
            Link link = hub.nextLink();
            assertThat(write(link, Batch.of("{\"op\":\"welcome\"}"))).isTrue();
            assertThat(stream.block()).isEqualTo("data: {\"op\":\"welcome\"}");
            assertThat(stream.block()).matches("id: 1[A-Za-z0-9_-]{6}");
            assertThat(write(
                            link,
                            Batch.of(Batch.frame("{\"n\":1}", "a", "e1", 35), Batch.frame("{\"n\":2}", "a", "e1", 36))))
                    .isTrue();
            assertThat(stream.block()).isEqualTo("data: {\"n\":1}");
            assertThat(stream.block()).isEqualTo("data: {\"n\":2}");
            assertThat(stream.block()).matches("id: 1[A-Za-z0-9_-]{6}\\.e1~10");
            assertThat(write(link, Batch.of("{\"op\":\"ping\"}", "{\"n\":3}"))).isTrue();
            assertThat(stream.block()).isEqualTo("data: {\"op\":\"ping\"}");
            assertThat(stream.block()).isEqualTo("data: {\"n\":3}");
            link.transport().close(CloseReason.DONE);
            assertThat(stream.block()).startsWith("data: {\"op\":\"close\"");
        }
    }

    @Test
    void batch_manyInARow_arriveEachOnceInOrder() throws Exception {
        try (RawStream stream = new RawStream(server.port(), "").head()) {
            Link link = hub.nextLink();
            for (int i = 0; i < 500; i++) {
                assertThat(write(link, Batch.of("{\"n\":" + i + "}"))).isTrue();
            }
            link.transport().close(CloseReason.DONE);
            for (int i = 0; i < 500; i++) {
                assertThat(stream.block()).isEqualTo("data: {\"n\":" + i + "}");
                if (i == 0) {
                    assertThat(stream.block()).startsWith("id: ");
                }
            }
        }
    }

    @Test
    void batch_beforeTheContainerIsReady_isWritten() throws Exception {
        Done done = new Done();
        RecordingHub eager = new RecordingHub(link -> link.transport().write(Batch.of("{\"op\":\"welcome\"}"), done));
        try (EventsServer other = new EventsServer(ServerSentEvents.serving(eager));
                RawStream stream = new RawStream(other.port(), "").head()) {
            assertThat(stream.block()).isEqualTo("data: {\"op\":\"welcome\"}");
            assertThat(done.get(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void close_beforeTheContainerIsReady_isARefusalWithStatus200() throws Exception {
        RecordingHub full = new RecordingHub(link -> link.transport().close(CloseReason.HUB_FULL));
        try (EventsServer other = new EventsServer(ServerSentEvents.serving(full));
                RawStream stream = new RawStream(other.port(), "").head()) {
            assertThat(stream.status()).isEqualTo(200);
            assertThat(stream.block()).isEqualTo("data: {\"op\":\"close\",\"code\":4010,\"reason\":\"hub full\"}");
            assertThat(stream.ended()).isTrue();
            assertThat(full.nextLink().connection().awaitClosed()).isTrue();
        }
    }

    @Test
    void accept_hubThrows_closesInBand() throws Exception {
        RecordingHub broken = new RecordingHub(link -> {
            throw new IllegalStateException("a hub that fails, for the test");
        });
        try (EventsServer other = new EventsServer(ServerSentEvents.serving(broken));
                RawStream stream = new RawStream(other.port(), "").head()) {
            assertThat(stream.block()).contains("\"code\":4000");
            assertThat(stream.ended()).isTrue();
        }
    }

    @Test
    void close_afterBatches_followsThemAndEndsTheResponse() throws Exception {
        try (RawStream stream = new RawStream(server.port(), "").head()) {
            Link link = hub.nextLink();
            assertThat(write(link, Batch.of("{}"))).isTrue();
            link.transport().close(CloseReason.KICKED.because("\"bye\"\r\ndata: x\u0000\ud800"));
            assertThat(stream.block()).isEqualTo("data: {}");
            assertThat(stream.block()).startsWith("id: ");
            assertThat(stream.block())
                    .isEqualTo("data: {\"op\":\"close\",\"code\":4503,"
                            + "\"reason\":\"\\\"bye\\\"\\u000d\\u000adata: x\\u0000\\ud800\"}");
            assertThat(stream.ended()).isTrue();
            assertThat(link.connection().awaitClosed()).isTrue();
            assertThat(link.connection().closedCalls).hasValue(1);
        }
    }

    @Test
    void write_peerIsGone_failsAndTellsTheHubOnce() throws Exception {
        RawStream stream = new RawStream(server.port(), "").head();
        Link link = hub.nextLink();
        assertThat(write(link, Batch.of("{}"))).isTrue();
        stream.reset();
        boolean alive = true;
        // The first write after a reset may still be taken by the kernel.
        for (int i = 0; alive && i < 10_000; i++) {
            alive = write(link, Batch.of("{}"));
        }
        assertThat(alive).isFalse();
        assertThat(link.connection().awaitClosed()).isTrue();
        link.transport().close(CloseReason.LINK_SILENT);
        assertThat(link.connection().closedCalls).hasValue(1);
        assertThat(post(link.secret())).isEqualTo(403);
    }

    @Test
    void write_peerDoesNotRead_neverSucceedsAndCloseGivesUp() throws Exception {
        try (RawStream stream = new RawStream(server.port(), 4_096, "GET", "")) {
            Link link = hub.nextLink();
            Done done = new Done();
            // More than any kernel buffers: it cannot be taken unless somebody reads.
            int size = 32 << 20;
            link.transport().write(Batch.of(big(size)), done);
            assertThat(done).isNotDone();
            link.transport().close(CloseReason.SLOW_CONSUMER);
            assertThat(link.connection().awaitClosed()).isTrue();
            assertThat(link.connection().closedCalls).hasValue(1);
            assertThat(done.get(10, TimeUnit.SECONDS)).isFalse();
            assertThat(post(link.secret())).isEqualTo(403);
            // Other streams do not notice.
            try (RawStream other = new RawStream(server.port(), "").head()) {
                assertThat(write(hub.nextLink(), Batch.of("{}"))).isTrue();
                assertThat(other.block()).isEqualTo("data: {}");
            }
            // It was slow, not dead: it learns why.
            assertThat(stream.head().status()).isEqualTo(200);
            stream.skip("data: ".length() + size + 2);
            assertThat(stream.block()).startsWith("id: ");
            assertThat(stream.block()).contains("\"code\":4009");
            assertThat(stream.ended()).isTrue();
            assertThat(link.connection().closedCalls).hasValue(1);
        }
    }

    @Test
    void write_peerReadsLate_isAnsweredWhenItHasRead() throws Exception {
        try (RawStream stream = new RawStream(server.port(), 4_096, "GET", "")) {
            Link link = hub.nextLink();
            Done done = new Done();
            int size = 16 << 20;
            link.transport().write(Batch.of(big(size)), done);
            assertThat(done).isNotDone();
            stream.head();
            stream.skip("data: ".length() + size + 2);
            assertThat(stream.block()).startsWith("id: ");
            assertThat(done.get(10, TimeUnit.SECONDS)).isTrue();
            assertThat(write(link, Batch.of("{\"n\":2}"))).isTrue();
            assertThat(stream.block()).isEqualTo("data: {\"n\":2}");
            link.transport().close(CloseReason.DONE);
            assertThat(stream.block()).contains("close");
            assertThat(stream.ended()).isTrue();
        }
    }

    @Test
    void eventId_sentBack_carriesPositionsToTheJoins() throws Exception {
        String query = "?room=a&room=b&room=c";
        String id;
        try (RawStream stream = new RawStream(server.port(), query).head()) {
            Link link = hub.nextLink();
            assertThat(write(link, Batch.of(Batch.frame("{}", "a", "e1", 7), Batch.frame("{}", "c", "odd.epoch ~", 9))))
                    .isTrue();
            stream.block();
            stream.block();
            id = stream.block().substring("id: ".length());
        }
        try (RawStream stream = new RawStream(server.port(), query, "Last-Event-ID: " + id).head()) {
            Link link = hub.nextLink();
            assertThat(link.connection().opened().rooms())
                    .extracting(room -> room.since().orElse(new StreamPosition("none", 0)))
                    .containsExactly(
                            new StreamPosition("e1", 7),
                            new StreamPosition("none", 0),
                            new StreamPosition("odd.epoch ~", 9));
            // What did not move since stays in the id.
            assertThat(write(link, Batch.of(Batch.frame("{}", "b", "e2", 1)))).isTrue();
            stream.block();
            assertThat(stream.block()).contains(".e1~7.e2~1.=");
        }
        try (RawStream stream = new RawStream(server.port(), query + "&lastEventId=" + id).head()) {
            assertThat(stream.status()).isEqualTo(200);
            assertThat(hub.nextLink().connection().opened().rooms().get(0).since())
                    .contains(new StreamPosition("e1", 7));
        }
    }

    @Test
    void eventId_tampered_isIgnored() throws Exception {
        for (String id : new String[] {"1", "garbage", "1AAAAAA.e1~7", "%00", "{}", "-1", "x".repeat(5_000)}) {
            try (RawStream stream = new RawStream(server.port(), "?room=a", "Last-Event-ID: " + id).head()) {
                assertThat(stream.status()).isEqualTo(200);
                assertThat(hub.nextLink().connection().opened().rooms().get(0).since())
                        .isEmpty();
            }
        }
    }

    @Test
    void origin_listed_isNamedWithCredentials() throws Exception {
        try (RawStream stream = new RawStream(server.port(), "", "Origin: https://app.example.com").head()) {
            assertThat(stream.headers())
                    .containsEntry("access-control-allow-origin", "https://app.example.com")
                    .containsEntry("access-control-allow-credentials", "true")
                    .containsEntry("vary", "Origin");
        }
    }

    @Test
    void origin_same_isServed() throws Exception {
        try (RawStream stream = new RawStream(server.port(), "", "Origin: http://127.0.0.1:" + server.port()).head()) {
            assertThat(stream.status()).isEqualTo(200);
        }
    }

    @Test
    void origin_foreign_is403() throws Exception {
        for (String origin : new String[] {"https://evil.example", "null", "http://127.0.0.1:1", "http://127.0.0.1"}) {
            try (RawStream stream = new RawStream(server.port(), "", "Origin: " + origin).head()) {
                assertThat(stream.status()).isEqualTo(403);
                assertThat(stream.headers()).doesNotContainKey("access-control-allow-origin");
            }
        }
    }

    @Test
    void options_listedOrigin_answersThePreflight() throws Exception {
        try (RawStream stream = new RawStream(
                        server.port(),
                        0,
                        "OPTIONS",
                        "",
                        "Origin: https://app.example.com",
                        "Access-Control-Request-Method: POST")
                .head()) {
            assertThat(stream.status()).isEqualTo(204);
            assertThat(stream.headers())
                    .containsEntry("access-control-allow-origin", "https://app.example.com")
                    .containsEntry("access-control-allow-methods", "GET, POST, OPTIONS")
                    .hasEntrySatisfying(
                            "access-control-allow-headers",
                            headers ->
                                    assertThat(headers).contains("X-Realtime-Secret", "Last-Event-ID", "Content-Type"));
        }
        try (RawStream stream = new RawStream(server.port(), 0, "OPTIONS", "", "Origin: https://evil.example").head()) {
            assertThat(stream.status()).isEqualTo(403);
        }
    }

    @Test
    void method_other_is405() throws Exception {
        for (String method : new String[] {"HEAD", "PUT", "DELETE"}) {
            try (RawStream stream = new RawStream(server.port(), 0, method, "").head()) {
                assertThat(stream.status()).isEqualTo(405);
                assertThat(stream.headers()).containsEntry("allow", "GET, POST, OPTIONS");
            }
        }
    }

    private int post(String secret) throws IOException {
        try (RawStream request = new RawStream(
                        server.port(),
                        0,
                        "POST",
                        "",
                        "X-Realtime-Secret: " + secret,
                        "Content-Type: application/json",
                        "Content-Length: 0")
                .head()) {
            return request.status();
        }
    }

    private static boolean write(Link link, Batch batch) throws Exception {
        Done done = new Done();
        link.transport().write(batch, done);
        return done.get(10, TimeUnit.SECONDS);
    }

    private static String big(int size) {
        return "x".repeat(size);
    }
}
