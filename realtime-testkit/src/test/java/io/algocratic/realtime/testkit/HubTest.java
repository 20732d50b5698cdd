package io.algocratic.realtime.testkit;

import static io.algocratic.realtime.testkit.HubHarness.join;
import static io.algocratic.realtime.testkit.HubHarness.nothing;
import static io.algocratic.realtime.testkit.HubHarness.publish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.algocratic.realtime.Delivery;
import io.algocratic.realtime.Hub;
import io.algocratic.realtime.Message;
import io.algocratic.realtime.MessageClass;
import io.algocratic.realtime.spi.Authenticator;
import io.algocratic.realtime.spi.Authorizer;
import io.algocratic.realtime.spi.Authorizer.Action;
import io.algocratic.realtime.spi.Handshake;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class HubTest {
    @Test
    void join_answersBeforeTheFirstMessageAndDescribesThePosition() {
        try (HubHarness h = new HubHarness()) {
            InMemoryPeer ada = h.connect("Ada");
            JsonNode ack = join(ada, "lobby", "");
            assertThat(ack.path("op").asString()).isEqualTo("ack");
            assertThat(ack.path("room").asString()).isEqualTo("lobby");
            assertThat(ack.path("offset").asLong()).isZero();
            assertThat(ack.path("epoch").asString()).hasSize(8);
            assertThat(ack.has("recovered")).isFalse();
            publish(ada, "lobby", "{\"n\":1}");
            JsonNode message = ada.poll();
            assertThat(message.path("offset").asLong()).isEqualTo(1);
            assertThat(message.path("from").asString()).isEqualTo("Ada");
            assertThat(message.path("at").asLong()).isEqualTo(h.ticker.instant().toEpochMilli());
            assertThat(message.path("data").path("n").asInt()).isEqualTo(1);
            assertThat(message.has("class")).isFalse();
        }
    }

    @Test
    void publish_withId_isAcknowledgedWithThePosition() {
        try (HubHarness h = new HubHarness()) {
            InMemoryPeer ada = h.connect("Ada");
            String epoch = join(ada, "lobby", "").path("epoch").asString();
            ada.send(
                    "{\"op\":\"publish\",\"id\":\"p1\",\"room\":\"lobby\",\"type\":\"chat\",\"data\":1,\"echo\":false}");
            JsonNode ack = ada.poll();
            assertThat(ack.path("id").asString()).isEqualTo("p1");
            assertThat(ack.path("epoch").asString()).isEqualTo(epoch);
            assertThat(ack.path("offset").asLong()).isEqualTo(1);
            nothing(ada);
        }
    }

    @Test
    void publish_noEcho_reachesTheIdentitysOtherSessionsAndIsNotReplayedToIt() {
        try (HubHarness h = new HubHarness()) {
            InMemoryPeer phone = h.connect("Ada");
            InMemoryPeer laptop = h.connect("Ada");
            join(phone, "lobby", "");
            join(laptop, "lobby", "");
            phone.send("{\"op\":\"publish\",\"room\":\"lobby\",\"type\":\"chat\",\"data\":1,\"echo\":false}");
            assertThat(laptop.poll().path("data").asInt()).isEqualTo(1);
            phone.send("{\"op\":\"leave\",\"room\":\"lobby\"}");
            join(phone, "lobby", ",\"history\":10");
            nothing(phone);
        }
    }

    @Test
    void publish_notJoined_isRefused() {
        try (HubHarness h = new HubHarness()) {
            InMemoryPeer ada = h.connect("Ada");
            publish(ada, "lobby", "1");
            assertThat(ada.poll().path("code").asString()).isEqualTo("not_joined");
            ada.send("{\"op\":\"leave\",\"id\":3,\"room\":\"lobby\"}");
            JsonNode error = ada.poll();
            assertThat(error.path("id").asInt()).isEqualTo(3);
            assertThat(error.path("code").asString()).isEqualTo("not_joined");
        }
    }

    @Test
    void ephemeral_hasNoOffsetAndIsNotKept() {
        try (HubHarness h = new HubHarness()) {
            InMemoryPeer ada = h.connect("Ada");
            join(ada, "lobby", "");
            ada.send(
                    "{\"op\":\"publish\",\"room\":\"lobby\",\"type\":\"typing\",\"data\":true,\"class\":\"ephemeral\"}");
            JsonNode message = ada.poll();
            assertThat(message.path("class").asString()).isEqualTo("ephemeral");
            assertThat(message.has("offset")).isFalse();
            h.hub.room("lobby")
                    .broadcast(Message.builder("typing")
                            .messageClass(MessageClass.EPHEMERAL)
                            .build());
            assertThat(ada.poll().path("type").asString()).isEqualTo("typing");
            assertThat(h.hub.room("lobby").history(10).toCompletableFuture().join())
                    .isEmpty();
        }
    }

    @Test
    void join_history_bringsTheLatestOldestFirst() {
        try (HubHarness h = new HubHarness()) {
            for (int i = 1; i <= 5; i++) {
                h.hub.room("lobby").broadcast("chat", i);
            }
            InMemoryPeer ada = h.connect("Ada");
            assertThat(join(ada, "lobby", ",\"history\":2").path("offset").asLong())
                    .isEqualTo(5);
            assertThat(ada.poll().path("data").asInt()).isEqualTo(4);
            assertThat(ada.poll().path("data").asInt()).isEqualTo(5);
            nothing(ada);
        }
    }

    @Test
    void join_since_recoversExactlyWhatWasMissed() {
        try (HubHarness h = new HubHarness()) {
            InMemoryPeer ada = h.connect("Ada");
            String epoch = join(ada, "lobby", "").path("epoch").asString();
            publish(ada, "lobby", "1");
            ada.cut();
            for (int i = 2; i <= 4; i++) {
                h.hub.room("lobby").broadcast("chat", i);
            }
            InMemoryPeer again = h.connect("Ada");
            JsonNode ack = join(again, "lobby", ",\"since\":{\"epoch\":\"" + epoch + "\",\"offset\":1}");
            assertThat(ack.path("recovered").asBoolean()).isTrue();
            assertThat(ack.path("offset").asLong()).isEqualTo(4);
            for (int i = 2; i <= 4; i++) {
                assertThat(again.poll().path("offset").asLong()).isEqualTo(i);
            }
            nothing(again);
        }
    }

    @Test
    void join_sinceOfAnotherIncarnation_isHonest() {
        try (HubHarness h = new HubHarness()) {
            h.hub.room("lobby").broadcast("chat", 1);
            InMemoryPeer ada = h.connect("Ada");
            JsonNode ack = join(ada, "lobby", ",\"since\":{\"epoch\":\"gone\",\"offset\":9}");
            assertThat(ack.path("recovered").asBoolean(true)).isFalse();
            assertThat(ada.poll().path("data").asInt()).isEqualTo(1);
        }
    }

    @Test
    void history_pagesInBothDirections() {
        try (HubHarness h = new HubHarness()) {
            InMemoryPeer ada = h.connect("Ada");
            join(ada, "lobby", "");
            for (int i = 1; i <= 6; i++) {
                h.hub.room("lobby").broadcast("chat", i);
                ada.poll();
            }
            ada.send("{\"op\":\"history\",\"id\":2,\"room\":\"lobby\",\"before\":5,\"limit\":2}");
            JsonNode page = ada.poll();
            assertThat(page.path("messages").size()).isEqualTo(2);
            assertThat(page.path("messages").path(0).path("offset").asInt()).isEqualTo(3);
            assertThat(page.path("more").asBoolean()).isTrue();
            ada.send("{\"op\":\"history\",\"id\":3,\"room\":\"lobby\",\"after\":4,\"limit\":9}");
            page = ada.poll();
            assertThat(page.path("messages").path(0).path("data").asInt()).isEqualTo(5);
            assertThat(page.path("more").asBoolean(true)).isFalse();
        }
    }

    @Test
    void send_connected_reachesEverySessionInOneOrder() {
        try (HubHarness h = new HubHarness()) {
            InMemoryPeer ada = h.connect("Ada");
            InMemoryPeer phone = h.connect("Bob");
            InMemoryPeer laptop = h.connect("Bob");
            ada.send("{\"op\":\"send\",\"id\":1,\"to\":\"Bob\",\"type\":\"chat\",\"data\":\"psst\"}");
            JsonNode ack = ada.poll();
            assertThat(ack.path("delivery").asString()).isEqualTo("sent");
            assertThat(ack.path("offset").asInt()).isEqualTo(1);
            for (InMemoryPeer bob : new InMemoryPeer[] {phone, laptop}) {
                JsonNode message = bob.poll();
                assertThat(message.path("inbox").asBoolean()).isTrue();
                assertThat(message.path("from").asString()).isEqualTo("Ada");
                assertThat(message.path("offset").asInt()).isEqualTo(1);
            }
            nothing(ada);
        }
    }

    @Test
    void send_notConnected_saysSo() {
        try (HubHarness h = new HubHarness()) {
            InMemoryPeer ada = h.connect("Ada");
            ada.send("{\"op\":\"send\",\"id\":1,\"to\":\"Nobody\",\"type\":\"chat\",\"data\":1}");
            assertThat(ada.poll().path("code").asString()).isEqualTo("unavailable");
            assertThat(h.hub.send("Nobody", Message.of("chat", 1))
                            .toCompletableFuture()
                            .join())
                    .isEqualTo(Delivery.NOT_CONNECTED);
            assertThat(h.hub.send("Ada", Message.of("chat", 1))
                            .toCompletableFuture()
                            .join())
                    .isEqualTo(Delivery.SENT);
        }
    }

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
    void authorizer_decidesEachAction() {
        Authorizer authorizer = (identity, action, target) -> !target.equals("board") && action != Action.MEMBERS;
        try (HubHarness h = new HubHarness(Hub.builder().authorizer(authorizer))) {
            InMemoryPeer ada = h.connect("Ada");
            assertThat(join(ada, "board", "").path("code").asString()).isEqualTo("forbidden");
            assertThat(join(ada, "lobby", "").path("op").asString()).isEqualTo("ack");
            ada.send("{\"op\":\"members\",\"id\":1,\"room\":\"lobby\"}");
            assertThat(ada.poll().path("code").asString()).isEqualTo("forbidden");
            ada.send("{\"op\":\"send\",\"id\":1,\"to\":\"board\",\"type\":\"t\",\"data\":1}");
            assertThat(ada.poll().path("code").asString()).isEqualTo("forbidden");
        }
    }

    @Test
    void limits_roomsAndSessions_areKept() {
        try (HubHarness h =
                new HubHarness(Hub.builder().roomsPerSession(2).maxRooms(3).maxSessions(2))) {
            InMemoryPeer ada = h.connect("Ada");
            InMemoryPeer bob = h.connect("Bob");
            join(ada, "a", "");
            join(ada, "b", "");
            assertThat(join(ada, "c", "").path("code").asString()).isEqualTo("limit_reached");
            join(bob, "c", "");
            assertThat(join(bob, "d", "").path("code").asString()).isEqualTo("limit_reached");
            assertThat(h.hub.rooms()).containsExactlyInAnyOrder("a", "b", "c");
            assertThat(InMemoryPeer.connect(h.hub, "Cy").awaitClose().code()).isEqualTo(4010);
            bob.send("{\"op\":\"leave\",\"id\":1,\"room\":\"c\"}");
            assertThat(bob.poll().path("op").asString()).isEqualTo("ack");
            assertThat(h.hub.rooms()).containsExactlyInAnyOrder("a", "b");
        }
    }

    @Test
    void room_lastMemberLeaves_historyStaysAndLiveStateGoes() {
        try (HubHarness h = new HubHarness()) {
            InMemoryPeer ada = h.connect("Ada");
            join(ada, "lobby", "");
            publish(ada, "lobby", "1");
            ada.cut();
            assertThat(h.hub.rooms()).isEmpty();
            assertThat(h.hub.room("lobby").history(10).toCompletableFuture().join())
                    .hasSize(1);
            h.ticker.advance(Duration.ofHours(24).plusMinutes(5));
            assertThat(h.hub.room("lobby").history(10).toCompletableFuture().join())
                    .isEmpty();
        }
    }

    @Test
    void epoch_changesWhileARoomIsQuiet_isToldToThoseWhoAreThere() {
        try (HubHarness h = new HubHarness()) {
            InMemoryPeer ada = h.connect("Ada");
            String before = join(ada, "lobby", "").path("epoch").asString();
            for (int i = 0; i < 12; i++) {
                h.ticker.advance(Duration.ofSeconds(25));
                ada.send("{\"op\":\"pong\"}");
            }
            InMemoryPeer bob = h.connect("Bob");
            String after = join(bob, "lobby", "").path("epoch").asString();
            assertThat(after).isNotEqualTo(before);
            publish(bob, "lobby", "1");
            JsonNode message = ada.poll();
            while (!message.path("op").asString().equals("message")) {
                message = ada.poll();
            }
            assertThat(message.path("epoch").asString()).isEqualTo(after);
            publish(bob, "lobby", "2");
            assertThat(ada.poll().has("epoch")).isFalse();
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
    void send_ephemeral_hasNoOffset() {
        try (HubHarness h = new HubHarness()) {
            InMemoryPeer ada = h.connect("Ada");
            ada.send("{\"op\":\"send\",\"to\":\"Ada\",\"type\":\"t\",\"data\":1,\"class\":\"ephemeral\"}");
            JsonNode message = ada.poll();
            assertThat(message.path("inbox").asBoolean()).isTrue();
            assertThat(message.has("offset")).isFalse();
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
