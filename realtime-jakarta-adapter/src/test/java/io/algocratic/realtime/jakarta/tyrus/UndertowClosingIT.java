package io.algocratic.realtime.jakarta.tyrus;

import static io.algocratic.realtime.jakarta.tyrus.RawWebSocketClient.FIN;
import static io.algocratic.realtime.jakarta.tyrus.RawWebSocketClient.PING;
import static io.algocratic.realtime.jakarta.tyrus.RawWebSocketClient.frame;
import static org.assertj.core.api.Assertions.assertThat;

import io.algocratic.realtime.CloseReason;
import io.algocratic.realtime.jakarta.tyrus.RecordingHub.Link;
import io.algocratic.realtime.jakarta.tyrus.RecordingHub.Written;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How links end, with peers that behave and with peers that do not. */
class UndertowClosingIT {
    // More than the socket buffers of both ends take, so that a peer that does not read stalls the write.
    private static final String HUGE = "x".repeat(16 * 1024 * 1024);

    private final LogWatch log = new LogWatch();
    private final ManualScheduler scheduler = new ManualScheduler();
    private final RecordingHub hub = new RecordingHub(64 * 1024);
    private TyrusHost host;
    private UndertowFixture server;

    @BeforeEach
    void start() throws Exception {
        host = TyrusHost.builder(hub.hub()).scheduler(scheduler).build();
        server = UndertowFixture.serving(host);
    }

    @AfterEach
    void stop() {
        server.close();
        log.close();
        assertThat(log.lines()).filteredOn(line -> !line.contains("INFO")).isEmpty();
    }

    private RawWebSocketClient client() throws Exception {
        return RawWebSocketClient.connect(server.port(), 4096)
                .upgraded("/realtime")
                .awaitServed();
    }

    @Test
    void closeByPeer_isEchoedAndTheStreamEnds() throws Exception {
        try (RawWebSocketClient client = client()) {
            Link link = hub.link();
            client.close(1000);
            assertThat(client.readClose().closeCode()).isEqualTo(1000);
            assertThat(client.atEnd()).isTrue();
            link.awaitClosed();
            assertThat(link.closedCalls).hasValue(1);
            scheduler.awaitNothingPending();
        }
    }

    @Test
    void closeByPeer_withoutCode_isAnswered() throws Exception {
        try (RawWebSocketClient client = client()) {
            Link link = hub.link();
            client.raw(frame(FIN | RawWebSocketClient.CLOSE, ""));
            assertThat(client.readClose().closeCode()).isEqualTo(1000);
            assertThat(client.atEnd()).isTrue();
            link.awaitClosed();
        }
    }

    @Test
    void closeByPeer_thenHalfClose_isStillEchoed() throws Exception {
        try (RawWebSocketClient client = client()) {
            Link link = hub.link();
            client.close(4321);
            client.shutdownOutput();
            assertThat(client.readClose().closeCode()).isEqualTo(4321);
            assertThat(client.atEnd()).isTrue();
            link.awaitClosed();
        }
    }

    @Test
    void closeByPeer_thenHalfClose_behindAStalledWrite_isStillEchoed() throws Exception {
        try (RawWebSocketClient client = client()) {
            Link link = hub.link();
            link.write(HUGE);
            client.close(1000);
            client.shutdownOutput();
            link.awaitClosed();
            assertThat(client.readText()).isEqualTo(HUGE);
            assertThat(client.readClose().closeCode()).isEqualTo(1000);
            assertThat(client.atEnd()).isTrue();
            scheduler.awaitNothingPending();
        }
    }

    @Test
    void halfClose_withoutCloseFrame_endsTheLink() throws Exception {
        try (RawWebSocketClient client = client()) {
            Link link = hub.link();
            client.text("last words");
            client.shutdownOutput();
            assertThat(link.text()).isEqualTo("last words");
            assertThat(client.atEnd()).isTrue();
            link.awaitClosed();
            assertThat(link.closedCalls).hasValue(1);
            assertThat(link.write("too late").success()).isFalse();
        }
    }

    @Test
    void reset_byPeer_endsTheLink() throws Exception {
        RawWebSocketClient client = client();
        Link link = hub.link();
        client.reset();
        link.awaitClosed();
        assertThat(link.closedCalls).hasValue(1);
    }

    @Test
    void reset_inMidFrame_endsTheLink() throws Exception {
        RawWebSocketClient client = client();
        Link link = hub.link();
        client.raw(new byte[] {(byte) 0x81, (byte) 0xFE, 4});
        client.reset();
        link.awaitClosed();
        assertThat(link.closedCalls).hasValue(1);
    }

    @Test
    void reset_whileAWriteIsStalled_failsItOnceAndEndsTheLink() throws Exception {
        RawWebSocketClient client = client();
        Link link = hub.link();
        Written stalled = link.write(HUGE);
        assertThat(stalled.pending()).isTrue();
        client.reset();
        assertThat(stalled.success()).isFalse();
        link.awaitClosed();
        try (RawWebSocketClient next = client()) {
            // The one I/O thread still serves.
            next.raw(frame(FIN | PING, "alive?"));
            assertThat(next.read().text()).isEqualTo("alive?");
        }
        assertThat(stalled.answers).hasValue(1);
        assertThat(link.closedCalls).hasValue(1);
    }

    @Test
    void resets_inTheMiddleOfMovingWrites_failEachOnce() throws Exception {
        for (int i = 0; i < 20; i++) {
            RawWebSocketClient client = client();
            Link link = hub.link();
            Written moving = link.write(HUGE);
            client.skip(100_000 * i);
            client.reset();
            assertThat(moving.success()).isFalse();
            link.awaitClosed();
            assertThat(moving.answers).hasValue(1);
        }
        try (RawWebSocketClient next = client()) {
            next.raw(frame(FIN | PING, "alive?"));
            assertThat(next.read().text()).isEqualTo("alive?");
        }
    }

    @Test
    void stalledWrite_completesWhenThePeerReads() throws Exception {
        try (RawWebSocketClient client = client()) {
            Link link = hub.link();
            Written stalled = link.write(HUGE);
            assertThat(stalled.pending()).isTrue();
            assertThat(client.readText()).isEqualTo(HUGE);
            assertThat(stalled.success()).isTrue();
            assertThat(link.write("next").success()).isTrue();
            assertThat(client.readText()).isEqualTo("next");
        }
    }

    @Test
    void close_ofAPeerThatNeverReads_givesUpAfterTheTimeout() throws Exception {
        try (RawWebSocketClient client = client()) {
            Link link = hub.link();
            Written stalled = link.write(HUGE);
            link.transport.close(CloseReason.SLOW_CONSUMER);
            assertThat(stalled.pending()).isTrue();
            assertThat(link.closedCalls).hasValue(0);
            scheduler.runNext();
            assertThat(scheduler.delays()).containsExactly(Duration.ofSeconds(5));
            assertThat(stalled.success()).isFalse();
            link.awaitClosed();
            client.shutdownOutput();
            assertThat(stalled.answers).hasValue(1);
            assertThat(link.closedCalls).hasValue(1);
        }
        try (RawWebSocketClient next = client()) {
            next.raw(frame(FIN | PING, "alive?"));
            assertThat(next.read().text()).isEqualTo("alive?");
        }
    }

    @Test
    void close_ofASlowPeer_comesAfterAllItWasSent() throws Exception {
        try (RawWebSocketClient client = client()) {
            Link link = hub.link();
            link.write(HUGE);
            link.transport.close(CloseReason.GOING_AWAY);
            assertThat(client.readText()).isEqualTo(HUGE);
            assertThat(client.readClose().closeCode()).isEqualTo(1001);
            client.close(1001);
            assertThat(client.atEnd()).isTrue();
            link.awaitClosed();
            scheduler.awaitNothingPending();
        }
    }

    @Test
    void close_notAnsweredByThePeer_givesUpAfterTheTimeout() throws Exception {
        try (RawWebSocketClient client = client()) {
            Link link = hub.link();
            link.transport.close(CloseReason.KICKED);
            assertThat(client.readClose().closeCode()).isEqualTo(4503);
            assertThat(client.atEnd()).isTrue();
            assertThat(link.closedCalls).hasValue(0);
            scheduler.runNext();
            link.awaitClosed();
        }
    }

    @Test
    void close_answeredByEndOfStreamAlone_endsTheLink() throws Exception {
        try (RawWebSocketClient client = client()) {
            Link link = hub.link();
            link.transport.close(CloseReason.KICKED);
            client.readClose();
            client.shutdownOutput();
            link.awaitClosed();
            scheduler.awaitNothingPending();
        }
    }

    @Test
    void close_messagesStillComing_areIgnored() throws Exception {
        try (RawWebSocketClient client = client()) {
            Link link = hub.link();
            link.transport.close(CloseReason.KICKED);
            client.text("ignored");
            client.raw(frame(FIN | PING, "ignored"));
            assertThat(client.read().closeCode()).isEqualTo(4503);
            client.close(4503);
            assertThat(client.atEnd()).isTrue();
            link.awaitClosed();
            assertThat(link.noText()).isTrue();
        }
    }

    @Test
    void hostClosed_waitsForPeersThatAnswer() throws Exception {
        try (RawWebSocketClient client = client()) {
            Link link = hub.link();
            link.transport.close(CloseReason.GOING_AWAY);
            CompletableFuture<Void> closing = CompletableFuture.runAsync(host::close);
            assertThat(client.readClose().closeCode()).isEqualTo(1001);
            assertThat(link.closedCalls).hasValue(0);
            client.close(1001);
            closing.get(20, TimeUnit.SECONDS);
            link.awaitClosed();
            scheduler.awaitNothingPending();
        }
    }

    @Test
    void hostClosed_givesUpOnPeersThatDoNot() throws Exception {
        TyrusHost impatient = TyrusHost.builder(hub.hub())
                .closeTimeout(Duration.ofMillis(20))
                .scheduler(scheduler)
                .build();
        try (UndertowFixture other = UndertowFixture.serving(impatient);
                RawWebSocketClient client =
                        RawWebSocketClient.open(other.port(), "/realtime").awaitServed()) {
            Link link = hub.link();
            link.transport.close(CloseReason.GOING_AWAY);
            client.readClose();
            impatient.close();
            assertThat(link.closedCalls).hasValue(1);
        }
    }
}
