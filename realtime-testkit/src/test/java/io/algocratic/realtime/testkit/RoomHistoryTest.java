package io.algocratic.realtime.testkit;

import static io.algocratic.realtime.testkit.HubHarness.join;
import static io.algocratic.realtime.testkit.HubHarness.nothing;
import static io.algocratic.realtime.testkit.HubHarness.publish;
import static org.assertj.core.api.Assertions.assertThat;

import io.algocratic.realtime.Message;
import io.algocratic.realtime.MessageClass;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a room keeps, and what comes back of it. */
class RoomHistoryTest {
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
}
