package io.algocratic.realtime.jakarta.tyrus;

import static io.algocratic.realtime.jakarta.tyrus.RawWebSocketClient.CONTINUATION;
import static io.algocratic.realtime.jakarta.tyrus.RawWebSocketClient.FIN;
import static io.algocratic.realtime.jakarta.tyrus.RawWebSocketClient.PING;
import static io.algocratic.realtime.jakarta.tyrus.RawWebSocketClient.PONG;
import static io.algocratic.realtime.jakarta.tyrus.RawWebSocketClient.TEXT;
import static io.algocratic.realtime.jakarta.tyrus.RawWebSocketClient.frame;
import static org.assertj.core.api.Assertions.assertThat;

import io.algocratic.realtime.CloseReason;
import io.algocratic.realtime.jakarta.tyrus.RawWebSocketClient.Received;
import io.algocratic.realtime.jakarta.tyrus.RecordingHub.Link;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What passes through a link of Undertow, seen from a raw socket and from the hub. */
class UndertowMessagesIT {
    private static final int LIMIT = 64 * 1024;

    private final RecordingHub hub = new RecordingHub(LIMIT);
    private UndertowFixture server;
    private RawWebSocketClient client;
    private Link link;

    @BeforeEach
    void open() throws Exception {
        server = UndertowFixture.serving(TyrusHost.serving(hub.hub()));
        client = RawWebSocketClient.open(server.port(), "/realtime");
        link = hub.link();
    }

    @AfterEach
    void close() throws Exception {
        client.close();
        link.awaitClosed();
        server.close();
    }

    @Test
    void frame_whole_isReceived() throws Exception {
        client.text("{\"op\":\"hello\"}");
        assertThat(link.text()).isEqualTo("{\"op\":\"hello\"}");
    }

    @Test
    void frame_byteByByte_isReceivedOnce() throws Exception {
        client.byteByByte(frame(FIN | TEXT, "{\"op\":\"grüße €\"}"));
        client.text("next");
        assertThat(link.text()).isEqualTo("{\"op\":\"grüße €\"}");
        assertThat(link.text()).isEqualTo("next");
    }

    @Test
    void frames_severalInOneSegment_areReceivedInOrder() throws Exception {
        byte[] one = frame(FIN | TEXT, "one");
        byte[] two = frame(FIN | TEXT, "two");
        byte[] both = Arrays.copyOf(one, one.length + two.length);
        System.arraycopy(two, 0, both, one.length, two.length);
        client.raw(both);
        assertThat(link.text()).isEqualTo("one");
        assertThat(link.text()).isEqualTo("two");
    }

    @Test
    void message_fragmentedWithPingBetween_isAssembledAndPingAnswered() throws Exception {
        client.raw(frame(TEXT, "one "));
        client.raw(frame(FIN | PING, "still there?"));
        client.raw(frame(CONTINUATION, ""));
        client.raw(frame(FIN | CONTINUATION, "message"));
        Received pong = client.read();
        assertThat(pong.first()).isEqualTo(FIN | PONG);
        assertThat(pong.text()).isEqualTo("still there?");
        assertThat(link.text()).isEqualTo("one message");
    }

    @Test
    void message_characterCutByFragments_isWhole() throws Exception {
        byte[] euro = {(byte) 0xE2, (byte) 0x82, (byte) 0xAC};
        client.raw(frame(TEXT, Arrays.copyOfRange(euro, 0, 1)));
        client.raw(frame(CONTINUATION, Arrays.copyOfRange(euro, 1, 2)));
        client.raw(frame(FIN | CONTINUATION, Arrays.copyOfRange(euro, 2, 3)));
        assertThat(link.text()).isEqualTo("€");
    }

    @Test
    void message_empty_isReceived() throws Exception {
        client.text("");
        assertThat(link.text()).isEmpty();
    }

    @Test
    void message_ofLengthsAroundEveryForm_isUnchanged() throws Exception {
        for (int length : new int[] {1, 125, 126, 127, 999, 1000, 1001, 65_535, 65_536, 4 * LIMIT}) {
            String text = ("abcdefg€".repeat(length / 8 + 1)).substring(0, 1).repeat(length);
            client.text(text);
            assertThat(link.text()).hasSize(length).isEqualTo(text);
        }
    }

    @Test
    void message_longOfManyByteCharacters_isUnchanged() throws Exception {
        String text = "aé€𝄞".repeat(5_000);
        client.text(text);
        assertThat(link.text()).isEqualTo(text);
    }

    @Test
    void ping_isAnsweredWithItsPayload() throws Exception {
        String longest = "p".repeat(125);
        client.raw(frame(FIN | PING, longest));
        assertThat(client.read().text()).isEqualTo(longest);
        client.raw(frame(FIN | PING, ""));
        assertThat(client.read().payload()).isEmpty();
    }

    @Test
    void pong_unsolicited_isIgnored() throws Exception {
        client.raw(frame(FIN | PONG, "nobody asked"));
        client.text("after");
        assertThat(link.text()).isEqualTo("after");
    }

    @Test
    void batch_ofSeveralObjects_isOneTextFrameEach() throws Exception {
        String big = "x".repeat(70_000);
        String middle = "y".repeat(126);
        assertThat(link.write("{\"n\":1}", middle, big, "{\"n\":\"é\"}").success())
                .isTrue();
        assertThat(client.readText()).isEqualTo("{\"n\":1}");
        assertThat(client.readText()).isEqualTo(middle);
        assertThat(client.readText()).isEqualTo(big);
        assertThat(client.readText()).isEqualTo("{\"n\":\"é\"}");
    }

    @Test
    void batches_manyInARow_arriveInOrder() throws Exception {
        for (int i = 0; i < 2_000; i++) {
            assertThat(link.write("{\"n\":" + i + "}").success()).isTrue();
            assertThat(client.readText()).isEqualTo("{\"n\":" + i + "}");
        }
    }

    @Test
    void transport_isNamed_websocket() {
        assertThat(link.transport.name()).isEqualTo("websocket");
    }

    @Test
    void close_afterBatch_arrivesBehindItWithCodeAndText() throws Exception {
        link.write("last words");
        link.transport.close(CloseReason.KICKED);
        assertThat(client.readText()).isEqualTo("last words");
        Received close = client.readClose();
        assertThat(close.closeCode()).isEqualTo(4503);
        assertThat(close.closeText()).isEqualTo("kicked");
        client.close(4503);
        assertThat(client.atEnd()).isTrue();
        link.awaitClosed();
        assertThat(link.closedCalls).hasValue(1);
    }
}
