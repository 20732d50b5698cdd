package io.algocratic.realtime.sse;

import static org.assertj.core.api.Assertions.assertThat;

import io.algocratic.realtime.CloseReason;
import io.algocratic.realtime.HistoryBounds;
import io.algocratic.realtime.Hub;
import io.algocratic.realtime.Identity;
import io.algocratic.realtime.StreamPosition;
import io.algocratic.realtime.spi.Authenticator;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** The real hub behind the servlet: what a browser sees from the first request to the reconnect. */
@Timeout(60)
class HubOverSseIT {
    private final Hub hub = Hub.builder()
            .authenticator(
                    Authenticator.by(handshake -> handshake.parameter("user").map(Identity::of)))
            .authorizer((identity, action, target) -> !target.equals("secret"))
            .history(new HistoryBounds(10, 1 << 20, Duration.ofMinutes(5)))
            .build();
    private EventsServer server;

    @BeforeEach
    void start() throws Exception {
        server = new EventsServer(ServerSentEvents.serving(hub));
    }

    @AfterEach
    void stop() {
        hub.close();
        server.close();
    }

    @Test
    void get_rooms_areWelcomeThenAckOrErrorForEach() throws Exception {
        try (SsePeer ada = new SsePeer(server.port(), "?user=Ada&room=lobby&room=secret&room=bad%00&room=desk")) {
            JsonNode welcome = ada.next();
            assertThat(welcome.path("op").asString()).isEqualTo("welcome");
            assertThat(welcome.path("identity").asString()).isEqualTo("Ada");
            assertThat(welcome.path("secret").asString()).hasSize(32);
            JsonNode lobby = ada.next();
            assertThat(lobby.path("op").asString()).isEqualTo("ack");
            assertThat(lobby.path("room").asString()).isEqualTo("lobby");
            assertThat(lobby.has("id")).isFalse();
            JsonNode secret = ada.next();
            assertThat(secret.path("op").asString()).isEqualTo("error");
            assertThat(secret.path("room").asString()).isEqualTo("secret");
            assertThat(secret.path("code").asString()).isEqualTo("forbidden");
            assertThat(ada.next().path("code").asString()).isEqualTo("bad_request");
            assertThat(ada.next().path("room").asString()).isEqualTo("desk");
        }
    }

    @Test
    void get_noUser_isRefusedInBand() {
        try (SsePeer nobody = new SsePeer(server.port(), "?room=lobby")) {
            assertThat(nobody.awaitClose().code()).isEqualTo(4500);
        }
    }

    @Test
    void publish_byPost_isAnsweredOnTheStreamAndReachesOthers() {
        try (SsePeer ada = join("Ada", "lobby");
                SsePeer bob = join("Bob", "lobby")) {
            ada.send(
                    "{\"op\":\"publish\",\"id\":1,\"room\":\"lobby\",\"type\":\"chat\",\n \"data\":{\"text\":\"h\u00e9\"}}");
            JsonNode message = ada.next();
            assertThat(message.path("data").path("text").asString()).isEqualTo("h\u00e9");
            assertThat(message.path("from").asString()).isEqualTo("Ada");
            JsonNode ack = ada.next();
            assertThat(ack.path("op").asString()).isEqualTo("ack");
            assertThat(ack.path("id").asInt()).isEqualTo(1);
            assertThat(bob.next()).isEqualTo(message);
        }
    }

    @Test
    void post_badCommands_areErrorsOnTheStreamAndBlankOnesNothing() {
        try (SsePeer ada = join("Ada", "lobby")) {
            assertThat(ada.post("")).isEqualTo(202);
            assertThat(ada.post(" \n")).isEqualTo(202);
            for (String bad : new String[] {"{", "nonsense", "{\"op\":\"fly\"}", "[]", "\u0000"}) {
                assertThat(ada.post(bad)).isEqualTo(202);
                assertThat(ada.next().path("op").asString())
                        .as("answer to %s", bad)
                        .isEqualTo("error");
            }
            String large = "{\"op\":\"publish\",\"room\":\"lobby\",\"type\":\"t\",\"data\":\"%s\"}";
            assertThat(ada.post(large.formatted("x".repeat(hub.messageLimit()))))
                    .isEqualTo(202);
            assertThat(ada.next().path("code").asString()).isEqualTo("too_large");
            assertThat(ada.post(large.formatted("x".repeat(4 * hub.messageLimit()))))
                    .isEqualTo(413);
            ada.send("{\"op\":\"members\",\"id\":9,\"room\":\"lobby\"}");
            assertThat(ada.next().path("id").asInt()).isEqualTo(9);
        }
    }

    @Test
    void reconnect_lastEventId_getsExactlyWhatWasMissed() throws Exception {
        String id;
        try (SsePeer ada = join("Ada", "lobby")) {
            publish("lobby", 1);
            assertThat(ada.next().path("offset").asInt()).isEqualTo(1);
            id = ada.nextId();
        }
        publish("lobby", 2);
        publish("lobby", 3);
        try (SsePeer ada = new SsePeer(server.port(), "?user=Ada&room=lobby", "Last-Event-ID: " + id)) {
            assertThat(ada.next().path("op").asString()).isEqualTo("welcome");
            JsonNode ack = ada.next();
            assertThat(ack.path("op").asString()).isEqualTo("ack");
            assertThat(ack.path("recovered").asBoolean()).isTrue();
            assertThat(ada.next().path("offset").asInt()).isEqualTo(2);
            assertThat(ada.next().path("offset").asInt()).isEqualTo(3);
            publish("lobby", 4);
            assertThat(ada.next().path("offset").asInt()).isEqualTo(4);
            id = ada.nextId();
        }
        try (SsePeer ada = new SsePeer(server.port(), "?user=Ada&room=lobby&lastEventId=" + id)) {
            ada.next();
            assertThat(ada.next().path("recovered").asBoolean()).isTrue();
            publish("lobby", 5);
            assertThat(ada.next().path("offset").asInt()).isEqualTo(5);
        }
    }

    @Test
    void reconnect_neverSawAMessage_missesNothing() throws Exception {
        String id;
        try (SsePeer ada = new SsePeer(server.port(), "?user=Ada&room=lobby&room=desk")) {
            for (int i = 0; i < 3; i++) {
                ada.next();
            }
            id = ada.nextId();
        }
        publish("lobby", 1);
        publish("desk", 1);
        try (SsePeer ada = new SsePeer(server.port(), "?user=Ada&room=lobby&room=desk", "Last-Event-ID: " + id)) {
            ada.next();
            for (String room : new String[] {"lobby", "desk"}) {
                JsonNode ack = ada.next();
                assertThat(ack.path("room").asString()).isEqualTo(room);
                assertThat(ack.path("recovered").asBoolean()).isTrue();
                JsonNode message = ada.next();
                assertThat(message.path("room").asString()).isEqualTo(room);
                assertThat(message.path("offset").asInt()).isEqualTo(1);
            }
        }
    }

    @Test
    void reconnect_historyHasMovedOn_saysGap() throws Exception {
        String id;
        try (SsePeer ada = join("Ada", "lobby")) {
            publish("lobby", 1);
            ada.next();
            id = ada.nextId();
        }
        for (int i = 2; i <= 20; i++) {
            publish("lobby", i);
        }
        try (SsePeer ada = new SsePeer(server.port(), "?user=Ada&room=lobby", "Last-Event-ID: " + id)) {
            ada.next();
            assertThat(ada.next().path("recovered").asBoolean()).isFalse();
            JsonNode gap = ada.next();
            assertThat(gap.path("op").asString()).isEqualTo("gap");
            assertThat(gap.path("from").asInt()).isEqualTo(2);
            assertThat(gap.path("to").asInt()).isEqualTo(10);
            for (int i = 11; i <= 20; i++) {
                assertThat(ada.next().path("offset").asInt()).isEqualTo(i);
            }
        }
    }

    @Test
    void reconnect_forgedId_readsNothingFromAForbiddenRoom() {
        EventId forged = new EventId(List.of("secret"));
        forged.follow(List.of(Batch.frame("{}", "secret", "e", 0)));
        String id = forged.news().orElseThrow();
        hub.room("secret").broadcast("chat", "not for Ada");
        try (SsePeer ada = new SsePeer(server.port(), "?user=Ada&room=secret", "Last-Event-ID: " + id)) {
            ada.next();
            JsonNode answer = ada.next();
            assertThat(answer.path("op").asString()).isEqualTo("error");
            assertThat(answer.path("code").asString()).isEqualTo("forbidden");
        }
    }

    @Test
    void kick_session_isToldAndItsSecretForgotten() {
        try (SsePeer ada = join("Ada", "lobby")) {
            hub.sessions().iterator().next().close(CloseReason.KICKED);
            assertThat(ada.awaitClose().code()).isEqualTo(4503);
            assertThat(ada.post("{}")).isEqualTo(403);
        }
    }

    private SsePeer join(String user, String room) {
        SsePeer peer = new SsePeer(server.port(), "?user=" + user + "&room=" + room);
        assertThat(peer.next().path("op").asString()).isEqualTo("welcome");
        assertThat(peer.next().path("op").asString()).isEqualTo("ack");
        return peer;
    }

    private StreamPosition publish(String room, int n) throws Exception {
        return hub.room(room).broadcast("chat", n).toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
