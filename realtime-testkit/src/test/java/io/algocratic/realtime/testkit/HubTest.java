package io.algocratic.realtime.testkit;

import static io.algocratic.realtime.testkit.HubHarness.join;
import static io.algocratic.realtime.testkit.HubHarness.nothing;
import static io.algocratic.realtime.testkit.HubHarness.publish;
import static org.assertj.core.api.Assertions.assertThat;

import io.algocratic.realtime.Delivery;
import io.algocratic.realtime.Hub;
import io.algocratic.realtime.Message;
import io.algocratic.realtime.spi.Authorizer;
import io.algocratic.realtime.spi.Authorizer.Action;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the commands of an open session do. */
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
    void send_ephemeral_hasNoOffset() {
        try (HubHarness h = new HubHarness()) {
            InMemoryPeer ada = h.connect("Ada");
            ada.send("{\"op\":\"send\",\"to\":\"Ada\",\"type\":\"t\",\"data\":1,\"class\":\"ephemeral\"}");
            JsonNode message = ada.poll();
            assertThat(message.path("inbox").asBoolean()).isTrue();
            assertThat(message.has("offset")).isFalse();
        }
    }
}
