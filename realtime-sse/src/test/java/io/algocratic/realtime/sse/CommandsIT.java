package io.algocratic.realtime.sse;

import static org.assertj.core.api.Assertions.assertThat;

import io.algocratic.realtime.CloseReason;
import io.algocratic.realtime.sse.RecordingHub.Link;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The way up, over real sockets; the test plays the engine. */
@Timeout(60)
class CommandsIT {
    private static final String JSON = "application/json";
    private static final int LIMIT = 4 * RecordingHub.MESSAGE_LIMIT;

    private final RecordingHub hub = new RecordingHub();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private EventsServer server;
    private RawStream stream;
    private Link link;

    @BeforeEach
    void open() throws Exception {
        server = new EventsServer(ServerSentEvents.builder(hub)
                .allowedOrigins("https://app.example.com")
                .build());
        stream = new RawStream(server.port(), "?room=a").head();
        link = hub.nextLink();
    }

    @AfterEach
    void close() throws IOException {
        stream.close();
        server.close();
    }

    @Test
    void post_oneCommand_isReceivedAsSentAndAnswered202() throws Exception {
        String command = "{\"op\":\"publish\",\n \"data\":\"caf\u00e9 \ud83d\ude00\"}\r\n";
        HttpResponse<String> response = post(JSON, command);
        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.body()).isEmpty();
        assertThat(link.connection().nextText()).isEqualTo(command);
    }

    @Test
    void post_charsetAndCase_areAccepted() throws Exception {
        for (String type : new String[] {
            "application/json; charset=utf-8", "Application/JSON;charset=\"UTF-8\"", "application/x-ndjson"
        }) {
            assertThat(post(type, "{}").statusCode()).as(type).isEqualTo(202);
            assertThat(link.connection().nextText()).isEqualTo("{}");
        }
    }

    @Test
    void post_lines_areReceivedAsOneText() throws Exception {
        assertThat(post("application/x-ndjson", "{\"n\":1}\n{\"n\":2}\n").statusCode())
                .isEqualTo(202);
        assertThat(link.connection().nextText()).isEqualTo("{\"n\":1}\n{\"n\":2}\n");
    }

    @Test
    void post_oneAfterTheOther_isReceivedInOrderBeforeTheAnswer() throws Exception {
        for (int i = 0; i < 100; i++) {
            assertThat(post(JSON, "{\"n\":" + i + "}").statusCode()).isEqualTo(202);
            assertThat(link.connection().received.remove()).isEqualTo("{\"n\":" + i + "}");
        }
    }

    @Test
    void post_otherType_is415() throws Exception {
        for (String type : new String[] {"text/plain", "application/json; charset=utf-16", "application/jsonx"}) {
            assertThat(post(type, "{}").statusCode()).as(type).isEqualTo(415);
        }
        assertThat(send(request(JSON, "{}").header("Content-Encoding", "gzip")).statusCode())
                .isEqualTo(415);
        assertThat(link.connection().received).isEmpty();
    }

    @Test
    void post_missingOrWrongSecret_is403() throws Exception {
        String secret = link.secret();
        for (String wrong : new String[] {"x", secret + "x", secret.substring(1), "x".repeat(2_000)}) {
            HttpRequest.Builder request = HttpRequest.newBuilder(uri())
                    .header("Content-Type", JSON)
                    .header("X-Realtime-Secret", wrong)
                    .POST(BodyPublishers.ofString("{}"));
            assertThat(send(request).statusCode()).isEqualTo(403);
        }
        HttpRequest.Builder none =
                HttpRequest.newBuilder(uri()).header("Content-Type", JSON).POST(BodyPublishers.ofString("{}"));
        assertThat(send(none).statusCode()).isEqualTo(403);
        assertThat(link.connection().received).isEmpty();
    }

    @Test
    void post_secretOfAnEndedStream_is403() throws Exception {
        link.transport().close(CloseReason.DONE);
        assertThat(link.connection().awaitClosed()).isTrue();
        assertThat(post(JSON, "{}").statusCode()).isEqualTo(403);
    }

    @Test
    void post_secretOfAnotherStream_reachesThatOne() throws Exception {
        try (RawStream other = new RawStream(server.port(), "").head()) {
            assertThat(other.status()).isEqualTo(200);
            Link second = hub.nextLink();
            assertThat(second.secret()).isNotEqualTo(link.secret());
            assertThat(post(JSON, "{\"for\":1}").statusCode()).isEqualTo(202);
            assertThat(link.connection().nextText()).isEqualTo("{\"for\":1}");
            assertThat(second.connection().received).isEmpty();
        }
    }

    @Test
    void post_tooLarge_is413() throws Exception {
        assertThat(post(JSON, " ".repeat(LIMIT)).statusCode()).isEqualTo(202);
        assertThat(link.connection().nextText()).hasSize(LIMIT);
        assertThat(post(JSON, " ".repeat(LIMIT + 1)).statusCode()).isEqualTo(413);
        assertThat(link.connection().received).isEmpty();
    }

    @Test
    void post_tooLargeOfUnknownLength_is413() throws Exception {
        try (RawStream request = rawPost("Transfer-Encoding: chunked")) {
            request.send(Integer.toHexString(LIMIT + 1) + "\r\n" + " ".repeat(LIMIT + 1) + "\r\n0\r\n\r\n");
            assertThat(request.head().status()).isEqualTo(413);
        }
        assertThat(link.connection().received).isEmpty();
    }

    @Test
    void post_notUtf8_is400() throws Exception {
        for (byte[] bytes : new byte[][] {
            {'"', (byte) 0xc3, '"'}, {(byte) 0xed, (byte) 0xa0, (byte) 0x80}, {(byte) 0xff}, {(byte) 0xc0, (byte) 0x80}
        }) {
            HttpRequest.Builder request = HttpRequest.newBuilder(uri())
                    .header("Content-Type", JSON)
                    .header("X-Realtime-Secret", link.secret())
                    .POST(BodyPublishers.ofByteArray(bytes));
            assertThat(send(request).statusCode()).isEqualTo(400);
        }
        assertThat(link.connection().received).isEmpty();
    }

    @Test
    void post_foreignOrigin_is403EvenWithTheSecret() throws Exception {
        assertThat(send(request(JSON, "{}").header("Origin", "https://evil.example"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(link.connection().received).isEmpty();
    }

    @Test
    void post_listedOrigin_isNamedWithCredentialsAlsoInRefusals() throws Exception {
        for (String type : new String[] {JSON, "text/plain"}) {
            HttpResponse<String> response = send(request(type, "{}").header("Origin", "https://app.example.com"));
            assertThat(response.headers().firstValue("Access-Control-Allow-Origin"))
                    .contains("https://app.example.com");
            assertThat(response.headers().firstValue("Access-Control-Allow-Credentials"))
                    .contains("true");
        }
    }

    @Test
    void post_bodyInPieces_doesNotHoldOthersAndIsReceivedWhole() throws Exception {
        try (RawStream slow = rawPost("Content-Length: 9")) {
            slow.send("{\"n\":");
            for (int i = 0; i < 20; i++) {
                assertThat(post(JSON, "{}").statusCode()).isEqualTo(202);
                assertThat(link.connection().nextText()).isEqualTo("{}");
            }
            slow.send("123}");
            assertThat(slow.head().status()).isEqualTo(202);
            assertThat(link.connection().nextText()).isEqualTo("{\"n\":123}");
        }
    }

    @Test
    void post_moreInProgressThanAllowed_is429UntilOneIsThrough() throws Exception {
        List<RawStream> slow = new ArrayList<>();
        try {
            for (int i = 0; i < Uplink.MAX_IN_PROGRESS; i++) {
                // The answer to Expect shows that the request is in progress.
                RawStream request = rawPost("Content-Length: 2", "Expect: 100-continue");
                slow.add(request);
                assertThat(request.head().status()).isEqualTo(100);
            }
            HttpResponse<String> refused = post(JSON, "{}");
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Retry-After")).contains("1");
            slow.get(0).send("{}");
            assertThat(slow.get(0).head().status()).isEqualTo(202);
            assertThat(post(JSON, "{}").statusCode()).isEqualTo(202);
        } finally {
            for (RawStream request : slow) {
                request.close();
            }
        }
    }

    @Test
    void post_bodyNeverArrives_is408() throws Exception {
        try (EventsServer hasty = new EventsServer(ServerSentEvents.builder(hub)
                        .bodyTimeout(Duration.ofMillis(50))
                        .build());
                RawStream other = new RawStream(hasty.port(), "").head()) {
            assertThat(other.status()).isEqualTo(200);
            String secret = hub.nextLink().secret();
            try (RawStream request = new RawStream(
                    hasty.port(),
                    0,
                    "POST",
                    "",
                    "X-Realtime-Secret: " + secret,
                    "Content-Type: application/json",
                    "Content-Length: 2")) {
                assertThat(request.head().status()).isEqualTo(408);
            }
        }
    }

    private RawStream rawPost(String... headers) throws IOException {
        List<String> lines = new ArrayList<>(List.of(headers));
        lines.add("X-Realtime-Secret: " + link.secret());
        lines.add("Content-Type: application/json");
        return new RawStream(server.port(), 0, "POST", "", lines.toArray(new String[0]));
    }

    private HttpResponse<String> post(String type, String body) throws Exception {
        return send(request(type, body));
    }

    private HttpRequest.Builder request(String type, String body) {
        return HttpRequest.newBuilder(uri())
                .header("Content-Type", type)
                .header("X-Realtime-Secret", link.secret())
                .POST(BodyPublishers.ofString(body, StandardCharsets.UTF_8));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.timeout(Duration.ofSeconds(10)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI uri() {
        return URI.create("http://127.0.0.1:" + server.port() + "/events");
    }
}
