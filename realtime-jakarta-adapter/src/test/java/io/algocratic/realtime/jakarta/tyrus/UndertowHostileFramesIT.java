package io.algocratic.realtime.jakarta.tyrus;

import static io.algocratic.realtime.jakarta.tyrus.RawWebSocketClient.BINARY;
import static io.algocratic.realtime.jakarta.tyrus.RawWebSocketClient.CLOSE;
import static io.algocratic.realtime.jakarta.tyrus.RawWebSocketClient.CONTINUATION;
import static io.algocratic.realtime.jakarta.tyrus.RawWebSocketClient.FIN;
import static io.algocratic.realtime.jakarta.tyrus.RawWebSocketClient.PING;
import static io.algocratic.realtime.jakarta.tyrus.RawWebSocketClient.PONG;
import static io.algocratic.realtime.jakarta.tyrus.RawWebSocketClient.TEXT;
import static io.algocratic.realtime.jakarta.tyrus.RawWebSocketClient.closeFrame;
import static io.algocratic.realtime.jakarta.tyrus.RawWebSocketClient.frame;
import static io.algocratic.realtime.jakarta.tyrus.RawWebSocketClient.header;
import static org.assertj.core.api.Assertions.assertThat;

import io.algocratic.realtime.CloseReason;
import io.algocratic.realtime.jakarta.tyrus.RawWebSocketClient.Received;
import io.algocratic.realtime.jakarta.tyrus.RecordingHub.Link;
import io.algocratic.realtime.jakarta.tyrus.RecordingHub.Written;
import java.nio.ByteBuffer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Frames that RFC 6455 or the protocol forbids, from a raw socket. */
class UndertowHostileFramesIT {
    private static final int LIMIT = 1024;
    private static final int FRAME_LIMIT = 4 * LIMIT;

    private final LogWatch log = new LogWatch();
    private final RecordingHub hub = new RecordingHub(LIMIT);
    private UndertowFixture server;
    private RawWebSocketClient client;
    private Link link;

    @BeforeEach
    void open() throws Exception {
        server = UndertowFixture.serving(TyrusHost.serving(hub.hub()));
        client = RawWebSocketClient.connect(server.port(), 4096).upgraded("/realtime");
        link = hub.link();
    }

    @AfterEach
    void close() throws Exception {
        client.close();
        link.awaitClosed();
        server.close();
        log.close();
        assertThat(log.lines()).isEmpty();
    }

    static Stream<Arguments> violations() {
        byte[] unmasked = {(byte) (FIN | TEXT), 1, 'x'};
        byte[] unmaskedPing = {(byte) (FIN | PING), 0};
        byte[] shortFormWasted = {(byte) (FIN | TEXT), (byte) 0xFE, 0, 5};
        byte[] longFormWasted = {(byte) (FIN | TEXT), (byte) 0xFF, 0, 0, 0, 0, 0, 0, 0x10, 0};
        byte[] negativeLength = {(byte) (FIN | TEXT), (byte) 0xFF, (byte) 0x80, 0, 0, 0, 0, 0, 0, 0};
        byte[] longPing = {(byte) (FIN | PING), (byte) 0xFE};
        return Stream.of(
                Arguments.of("unmasked frame", 1002, unmasked),
                Arguments.of("unmasked ping", 1002, unmaskedPing),
                Arguments.of("first reserved bit", 1002, frame(FIN | 0x40 | TEXT, "x")),
                Arguments.of("second reserved bit", 1002, frame(FIN | 0x20 | TEXT, "x")),
                Arguments.of("third reserved bit", 1002, frame(FIN | 0x10 | PING, "x")),
                Arguments.of("reserved opcode 3", 1002, frame(FIN | 3, "x")),
                Arguments.of("reserved opcode 7", 1002, frame(FIN | 7, "x")),
                Arguments.of("reserved opcode 11", 1002, frame(FIN | 11, "x")),
                Arguments.of("reserved opcode 15", 1002, frame(FIN | 15, "x")),
                Arguments.of("fragmented ping", 1002, frame(PING, "x")),
                Arguments.of("long ping", 1002, longPing),
                Arguments.of("short length in two bytes", 1002, shortFormWasted),
                Arguments.of("short length in eight bytes", 1002, longFormWasted),
                Arguments.of("length with the highest bit", 1002, negativeLength),
                Arguments.of("continuation of nothing", 1002, frame(FIN | CONTINUATION, "x")),
                Arguments.of("text inside a message", 1002, joined(frame(TEXT, "a"), frame(FIN | TEXT, "b"))),
                Arguments.of("close code 999", 1002, closeFrame(999)),
                Arguments.of("close code 1004", 1002, closeFrame(1004)),
                Arguments.of("close code 1005", 1002, closeFrame(1005)),
                Arguments.of("close code 1006", 1002, closeFrame(1006)),
                Arguments.of("close code 1015", 1002, closeFrame(1015)),
                Arguments.of("close code 2999", 1002, closeFrame(2999)),
                Arguments.of("close code 5000", 1002, closeFrame(5000)),
                Arguments.of("close with one byte", 1002, frame(FIN | CLOSE, "x")),
                Arguments.of(
                        "close text not UTF-8", 1007, frame(FIN | CLOSE, new byte[] {3, (byte) 0xE8, (byte) 0xFF})),
                Arguments.of("text not UTF-8", 1007, frame(FIN | TEXT, new byte[] {'a', (byte) 0xC3, 0x28})),
                Arguments.of("overlong UTF-8", 1007, frame(FIN | TEXT, new byte[] {(byte) 0xC0, (byte) 0xAF})),
                Arguments.of(
                        "surrogate in UTF-8", 1007, frame(FIN | TEXT, new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80
                        })),
                Arguments.of(
                        "text that ends in mid character", 1007, frame(FIN | TEXT, new byte[] {(byte) 0xE2, 0x28})),
                Arguments.of("cut character at the end", 1007, frame(FIN | TEXT, new byte[] {'a', (byte) 0xE2})),
                Arguments.of("fragment not UTF-8", 1007, joined(frame(TEXT, "a"), frame(FIN | CONTINUATION, new byte[] {
                    (byte) 0xFF
                }))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("violations")
    void violation_closesWithItsCode(String what, int code, byte[] bytes) throws Exception {
        client.raw(bytes);
        assertThat(client.readClose().closeCode()).as(what).isEqualTo(code);
        link.awaitClosed();
        assertThat(client.atEnd()).isTrue();
        assertThat(link.closedCalls).hasValue(1);
        assertThat(link.noText()).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("violations")
    void violation_byteByByte_closesWithItsCode(String what, int code, byte[] bytes) throws Exception {
        client.byteByByte(bytes);
        assertThat(client.readClose().closeCode()).as(what).isEqualTo(code);
        link.awaitClosed();
    }

    @Test
    void frame_atTheLimit_isReceived() throws Exception {
        client.text("x".repeat(FRAME_LIMIT));
        assertThat(link.text()).hasSize(FRAME_LIMIT);
    }

    @Test
    void frame_aboveTheLimit_isRefusedByItsHeaderAlone() throws Exception {
        ByteBuffer header = header(FIN | TEXT, FRAME_LIMIT + 1);
        // Without the mask: the length is enough.
        client.raw(java.util.Arrays.copyOf(header.array(), header.limit() - 4));
        assertRefused(CloseReason.TOO_BIG);
    }

    @Test
    void frame_announcingEightExabytes_isRefusedByItsHeaderAlone() throws Exception {
        client.raw(toArray(header(FIN | TEXT, Long.MAX_VALUE)));
        assertRefused(CloseReason.TOO_BIG);
    }

    @Test
    void frame_aboveTheLimit_sentToItsEnd_peerStillSeesTheCode() throws Exception {
        client.text("x".repeat(1024 * 1024));
        assertRefused(CloseReason.TOO_BIG);
        client.close(1009);
        assertThat(client.atEnd()).isTrue();
        link.awaitClosed();
    }

    @Test
    void message_assembledAboveTheLimit_isRefused() throws Exception {
        client.raw(frame(TEXT, "x".repeat(LIMIT)));
        client.raw(frame(CONTINUATION, "x".repeat(LIMIT)));
        client.raw(frame(CONTINUATION, "x".repeat(LIMIT)));
        client.raw(frame(CONTINUATION, "x".repeat(LIMIT)));
        client.raw(frame(FIN | CONTINUATION, "x"));
        assertRefused(CloseReason.TOO_BIG);
    }

    @Test
    void messages_eachBelowTheLimit_areNotAddedUp() throws Exception {
        for (int i = 0; i < 10; i++) {
            client.raw(frame(TEXT, "x".repeat(LIMIT)));
            client.raw(frame(FIN | CONTINUATION, "x".repeat(2 * LIMIT)));
            assertThat(link.text()).hasSize(3 * LIMIT);
        }
    }

    @Test
    void binary_isRefusedWith4507() throws Exception {
        client.raw(frame(FIN | BINARY, "x"));
        assertRefused(CloseReason.UNSUPPORTED_FRAME);
    }

    @Test
    void binary_fragmented_isRefusedOnce() throws Exception {
        client.raw(frame(BINARY, "x"));
        client.raw(frame(FIN | CONTINUATION, "x"));
        client.raw(frame(FIN | BINARY, "x"));
        assertRefused(CloseReason.UNSUPPORTED_FRAME);
        client.close(4507);
        assertThat(client.atEnd()).isTrue();
        link.awaitClosed();
        assertThat(link.closedCalls).hasValue(1);
    }

    @Test
    void pingFlood_behindAStalledWrite_isAnsweredByTheLastPongAlone() throws Exception {
        String huge = "x".repeat(16 * 1024 * 1024);
        Written stalled = link.write(huge);
        for (int i = 0; i < 50_000; i++) {
            client.raw(frame(FIN | PING, "ping " + i));
        }
        client.text("all pings sent");
        assertThat(link.text()).isEqualTo("all pings sent");
        assertThat(stalled.pending()).isTrue();
        assertThat(client.readText()).isEqualTo(huge);
        Received pong = client.read();
        assertThat(pong.first()).isEqualTo(FIN | PONG);
        assertThat(pong.text()).isEqualTo("ping 49999");
        assertThat(link.write("next").success()).isTrue();
        assertThat(client.readText()).isEqualTo("next");
    }

    private void assertRefused(CloseReason reason) throws Exception {
        assertThat(link.refusal()).isEqualTo(reason);
        Received close = client.readClose();
        assertThat(close.closeCode()).isEqualTo(reason.code());
        assertThat(close.closeText()).isEqualTo(reason.text());
        assertThat(link.noText()).isTrue();
    }

    private static byte[] joined(byte[] one, byte[] two) {
        return ByteBuffer.allocate(one.length + two.length).put(one).put(two).array();
    }

    private static byte[] toArray(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
