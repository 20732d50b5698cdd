package io.algocratic.realtime.jakarta.tyrus;

import static org.assertj.core.api.Assertions.assertThat;

import io.algocratic.realtime.jakarta.tyrus.RecordingHub.Link;
import io.algocratic.realtime.spi.Handshake;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Opening requests of all kinds. */
class UndertowHandshakeIT {
    private static final String REQUEST = "GET /realtime HTTP/1.1\r\nHost: localhost\r\n";
    private static final String KEY = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
    private static final String UPGRADE = "Upgrade: websocket\r\nConnection: Upgrade\r\n";
    private static final String VERSION = "Sec-WebSocket-Version: 13\r\n";

    private final LogWatch log = new LogWatch();
    private final RecordingHub hub = new RecordingHub(1024);
    private final TyrusHost host = TyrusHost.builder(hub.hub())
            .allowedOrigins("https://app.example.org", "http://other.example:8081")
            .build();
    private UndertowFixture server;
    private Link link;

    @BeforeEach
    void start() throws Exception {
        server = UndertowFixture.serving(host);
    }

    @AfterEach
    void stop() {
        server.close();
        log.close();
        assertThat(log.lines()).isEmpty();
    }

    private String answer(String target, String... headers) throws Exception {
        return ended(answerAlone(target, headers));
    }

    private String answerAlone(String target, String... headers) throws Exception {
        try (RawWebSocketClient client = RawWebSocketClient.connect(server.port())) {
            return client.handshake(target, headers);
        }
    }

    // The container takes over after it answered; stopping it before that makes it complain.
    private String ended(String answer) throws Exception {
        if (answer.startsWith("HTTP/1.1 101 ")) {
            link = hub.link();
            link.awaitClosed();
        }
        return answer;
    }

    private String answerTo(String request) throws Exception {
        return ended(answerAloneTo(request));
    }

    private String answerAloneTo(String request) throws Exception {
        try (RawWebSocketClient client = RawWebSocketClient.connect(server.port())) {
            return client.exchange(request);
        }
    }

    @Test
    void handshake_isAnsweredAsTheRfcSays() throws Exception {
        // The key and its answer are the example of RFC 6455 section 1.3.
        assertThat(answer("/realtime").toLowerCase(java.util.Locale.ROOT))
                .startsWith("http/1.1 101 ")
                .contains("\r\nupgrade: websocket\r\n")
                .contains("\r\nconnection: upgrade\r\n")
                .contains("\r\nsec-websocket-accept: s3pplmbitxaq9kygzzhzrbk+xoo=\r\n")
                .doesNotContain("sec-websocket-protocol")
                .doesNotContain("sec-websocket-extensions");
    }

    @Test
    void handshake_tellsTheHubAddressHeadersAndDecodedParameters() throws Exception {
        answer("/realtime?user=J%C3%BCrgen+M&room=a%2Fb&room=second", "Cookie: a=b", "X-Trace: one", "X-Trace: two");
        Handshake handshake = link.handshake;
        assertThat(handshake.remoteAddress()).isEqualTo("127.0.0.1");
        assertThat(handshake.header("cookie")).contains("a=b");
        assertThat(handshake.header("X-Trace")).contains("one");
        assertThat(handshake.parameter("user")).contains("Jürgen M");
        assertThat(handshake.parameter("room")).contains("a/b");
        assertThat(handshake.principal()).isEmpty();
        assertThat(handshake.oneWay()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "realtime.v1",
                "realtime.v2, realtime.v1",
                "chat ,realtime.v1",
                "realtime.v9\r\nSec-WebSocket-Protocol: realtime.v1"
            })
    void subprotocol_offered_isNegotiated(String offer) throws Exception {
        assertThat(answer("/realtime", "Sec-WebSocket-Protocol: " + offer))
                .startsWith("HTTP/1.1 101 ")
                .contains("Sec-WebSocket-Protocol: realtime.v1\r\n");
    }

    @Test
    void subprotocol_ofAnotherFamily_isNotAnswered() throws Exception {
        assertThat(answer("/realtime", "Sec-WebSocket-Protocol: chat"))
                .startsWith("HTTP/1.1 101 ")
                .doesNotContain("Sec-WebSocket-Protocol");
    }

    @Test
    void subprotocol_onlyUnknownVersions_isClosedWith4506() throws Exception {
        try (RawWebSocketClient client = RawWebSocketClient.connect(server.port())) {
            assertThat(client.handshake("/realtime", "Sec-WebSocket-Protocol: realtime.v7, realtime.v8"))
                    .contains("Sec-WebSocket-Protocol: realtime.v7\r\n");
            client.text("{}");
            assertThat(client.readClose().closeCode()).isEqualTo(4506);
            client.close(4506);
            assertThat(client.atEnd()).isTrue();
        }
        assertThat(hub.noLink()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.example",
                "null",
                "https://app.example.org.evil.example",
                "http://app.example.org",
                "http://other.example",
                "http://user@app.example.org",
                "not an origin",
                "http://localhost:1"
            })
    void origin_foreign_isForbidden(String origin) throws Exception {
        assertThat(answer("/realtime", "Origin: " + origin)).startsWith("HTTP/1.1 403 ");
        assertThat(hub.noLink()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://app.example.org", "https://APP.example.org:443", "http://other.example:8081"})
    void origin_inTheList_isAllowed(String origin) throws Exception {
        assertThat(answer("/realtime", "Origin: " + origin)).startsWith("HTTP/1.1 101 ");
    }

    @Test
    void origin_sameAsHost_isAllowed() throws Exception {
        assertThat(answer("/realtime", "Origin: http://localhost:" + server.port()))
                .startsWith("HTTP/1.1 101 ");
    }

    @Test
    void origin_sameHostBehindAProxyThatEndsTls_isAllowed() throws Exception {
        assertThat(answerTo(REQUEST + UPGRADE + KEY + VERSION + "Origin: https://localhost\r\n\r\n"))
                .startsWith("HTTP/1.1 101 ");
    }

    @Test
    void origin_twice_isForbidden() throws Exception {
        assertThat(answer("/realtime", "Origin: https://app.example.org", "Origin: https://app.example.org"))
                .startsWith("HTTP/1.1 403 ");
    }

    @Test
    void request_withoutUpgrade_isAnswered426() throws Exception {
        assertThat(answerTo(REQUEST + "\r\n"))
                .startsWith("HTTP/1.1 426 ")
                .contains("Upgrade: websocket\r\n")
                .contains("text/plain");
    }

    @Test
    void request_ofAnotherVersion_isAnswered426WithTheVersionsSpoken() throws Exception {
        assertThat(answerTo(REQUEST + UPGRADE + KEY + "Sec-WebSocket-Version: 8\r\n\r\n"))
                .startsWith("HTTP/1.1 426 ")
                .contains("Sec-WebSocket-Version: 13\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Sec-WebSocket-Key: short\r\n", "Sec-WebSocket-Key: &&&&\r\n"})
    void request_withoutAProperKey_isAnswered400(String key) throws Exception {
        assertThat(answerTo(REQUEST + UPGRADE + VERSION + key + "\r\n")).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void request_byPost_isAnswered405() throws Exception {
        assertThat(answerTo("POST /realtime HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n"))
                .startsWith("HTTP/1.1 405 ");
    }

    @Test
    void frames_sentTogetherWithTheRequest_areReceived() throws Exception {
        try (RawWebSocketClient client = RawWebSocketClient.connect(server.port())) {
            byte[] request =
                    (REQUEST + UPGRADE + KEY + VERSION + "\r\n").getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            byte[] frame = RawWebSocketClient.frame(RawWebSocketClient.FIN | RawWebSocketClient.TEXT, "early");
            client.raw(java.nio.ByteBuffer.allocate(request.length + frame.length)
                    .put(request)
                    .put(frame)
                    .array());
            link = hub.link();
            assertThat(link.text()).isEqualTo("early");
        }
    }

    @Test
    void host_closed_takesNoMoreLinks() throws Exception {
        host.close();
        host.close();
        assertThat(answer("/realtime")).startsWith("HTTP/1.1 503 ");
    }
}
