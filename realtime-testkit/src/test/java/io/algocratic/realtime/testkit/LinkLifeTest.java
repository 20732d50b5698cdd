package io.algocratic.realtime.testkit;

import static io.algocratic.realtime.testkit.HubHarness.join;
import static io.algocratic.realtime.testkit.HubHarness.nothing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.algocratic.realtime.Hub;
import io.algocratic.realtime.Message;
import io.algocratic.realtime.spi.Authenticator;
import io.algocratic.realtime.spi.Handshake;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** How links begin, stay and end. */
class LinkLifeTest {
    @Test
    void hello_missingOrTwice_isRefused() {
        try (HubHarness h = new HubHarness()) {
            InMemoryPeer mute = InMemoryPeer.open(h.hub, Handshake.builder().build());
            mute.send("{\"op\":\"join\",\"room\":\"lobby\"}");
            assertThat(mute.awaitClose().code()).isEqualTo(4504);
            InMemoryPeer ada = h.connect("Ada");
            ada.send("{\"op\":\"hello\",\"id\":1}");
            assertThat(ada.poll().path("code").asString()).isEqualTo("conflict");
        }
    }

    @Test
    void hello_never_closesSilentAfterTenSeconds() {
        try (HubHarness h = new HubHarness()) {
            InMemoryPeer mute = InMemoryPeer.open(h.hub, Handshake.builder().build());
            h.ticker.advance(Duration.ofSeconds(10));
            assertThat(h.hub.stats().links()).isEqualTo(1);
            h.ticker.advance(Duration.ofSeconds(2));
            assertThat(mute.awaitClose().code()).isEqualTo(4006);
            assertThat(h.hub.stats().links()).isZero();
        }
    }

    @Test
    void heartbeat_answeredStays_unansweredCloses() {
        try (HubHarness h = new HubHarness()) {
            InMemoryPeer ada = h.connect("Ada");
            InMemoryPeer bob = h.connect("Bob");
            for (int i = 0; i < 3; i++) {
                h.ticker.advance(Duration.ofSeconds(26));
                assertThat(ada.poll().path("op").asString()).isEqualTo("ping");
                ada.send("{\"op\":\"pong\"}");
            }
            assertThat(bob.awaitClose().code()).isEqualTo(4006);
            assertThat(h.hub.sessions()).hasSize(1);
        }
    }

    @Test
    void authenticator_failsOrAnswersLater_isHandled() {
        CompletableFuture<Authenticator.Authentication> later = new CompletableFuture<>();
        Authenticator slow = mock();
        when(slow.authenticate(any(), any())).thenReturn(later);
        Authenticator broken = mock();
        when(broken.authenticate(any(), any())).thenThrow(new IllegalStateException("on purpose"));
        try (Hub hub = Hub.builder().authenticator(slow).build()) {
            InMemoryPeer ada = InMemoryPeer.connect(hub, "Ada");
            ada.send("{\"op\":\"join\",\"id\":5,\"room\":\"lobby\"}");
            later.complete(new Authenticator.Authentication.Accepted(io.algocratic.realtime.Identity.of("Ada")));
            assertThat(ada.next().path("op").asString()).isEqualTo("welcome");
            assertThat(ada.next().path("id").asInt()).isEqualTo(5);
        }
        try (Hub hub = Hub.builder().authenticator(broken).build()) {
            assertThat(InMemoryPeer.connect(hub, "Ada").awaitClose().code()).isEqualTo(4500);
        }
    }

    @Test
    void bye_whatFollowsInTheFrame_isNotDone() {
        try (HubHarness h = new HubHarness()) {
            InMemoryPeer ada = h.connect("Ada");
            InMemoryPeer bob = h.connect("Bob");
            ada.stopReading();
            h.hub.send("Ada", Message.of("chat", 1));
            ada.send("{\"op\":\"bye\"}{\"op\":\"send\",\"to\":\"Bob\",\"type\":\"chat\",\"data\":1}");
            nothing(bob);
            ada.startReading();
        }
    }

    @Test
    void close_leavesNoTimer() {
        HubHarness h = new HubHarness();
        InMemoryPeer ada = h.connect("Ada");
        join(ada, "lobby", "");
        h.close();
        h.ticker.advance(Duration.ofMinutes(10));
        assertThat(h.scheduler.waiting()).isZero();
        InMemoryPeer late = InMemoryPeer.connect(h.hub, "Bob");
        assertThat(late.awaitClose().code()).isEqualTo(1001);
    }
}
