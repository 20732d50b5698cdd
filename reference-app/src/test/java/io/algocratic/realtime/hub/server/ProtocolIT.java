package io.algocratic.realtime.hub.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Clients written from the wire protocol alone, against the application as it is started. */
class ProtocolIT {
    private static HubServer server;

    @BeforeAll
    static void start() {
        server = TestServer.quiet();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void webSocket_helloJoinPublishRead_asTheProtocolSays() {
        String room = "webSocket_helloJoinPublishRead";
        try (RawWebSocket ada = open("Ada");
                RawWebSocket grace = open("Grace")) {
            assertThat(ada.response()).containsIgnoringCase("Sec-WebSocket-Protocol: realtime.v1");
            ada.send("{\"op\":\"hello\",\"id\":1,\"device\":\"socket\",\"unheard\":[\"of\"]}");
            JsonNode welcome = ada.await("welcome");
            assertThat(welcome.get("id").asInt()).isEqualTo(1);
            assertThat(welcome.get("identity").asString()).isEqualTo("Ada");
            assertThat(welcome.get("session").asString()).isNotEmpty();
            assertThat(welcome.get("resumed").asBoolean()).isFalse();
            assertThat(welcome.get("heartbeat").asInt()).isEqualTo(15_000);

            grace.send("{\"op\":\"hello\"}\n{\"op\":\"join\",\"id\":\"j\",\"room\":\"" + room + "\"}");
            JsonNode joined = grace.await("ack");
            assertThat(joined.get("id").asString()).isEqualTo("j");
            assertThat(joined.get("room").asString()).isEqualTo(room);
            assertThat(joined.get("epoch").asString()).isNotEmpty();
            long before = joined.get("offset").asLong();

            ada.send("{\"op\":\"join\",\"id\":2,\"room\":\"" + room + "\",\"presence\":true}");
            assertThat(ada.await("ack").get("id").asInt()).isEqualTo(2);
            assertThat(ada.await("presence").get("state").propertyNames()).contains("Ada", "Grace");
            ada.send("{\"op\":\"publish\",\"id\":3,\"room\":\"" + room
                    + "\",\"type\":\"chat\",\"data\":{\"text\":\"Good morning.\",\"exact\":1.10}}");
            JsonNode message = grace.await("message");
            assertThat(message.get("room").asString()).isEqualTo(room);
            assertThat(message.get("type").asString()).isEqualTo("chat");
            assertThat(message.get("from").asString()).isEqualTo("Ada");
            assertThat(message.get("at").asLong()).isPositive();
            assertThat(message.get("offset").asLong()).isGreaterThan(before);
            assertThat(message.get("data").get("text").asString()).isEqualTo("Good morning.");

            ada.send("{\"op\":\"history\",\"id\":4,\"room\":\"" + room + "\",\"limit\":10}"
                    + "{\"op\":\"members\",\"id\":5,\"room\":\"" + room + "\"}{\"op\":\"bye\"}");
            assertThat(ada.closeCode()).isEqualTo(1000);
        }
    }

    @Test
    void eventStream_helloJoinPublishRead_asTheProtocolSays() {
        String room = "eventStream_helloJoinPublishRead";
        try (RawWebSocket grace = open("Grace");
                EventStream edsger =
                        EventStream.open(server.address(), "/events?user=Edsger&room=" + room + "&presence=true")) {
            JsonNode welcome = edsger.await("welcome");
            assertThat(welcome.get("identity").asString()).isEqualTo("Edsger");
            assertThat(welcome.get("secret").asString()).isNotEmpty();
            assertThat(edsger.await("ack").get("room").asString()).isEqualTo(room);
            grace.send("{\"op\":\"hello\"}{\"op\":\"join\",\"id\":1,\"room\":\"" + room + "\"}");
            grace.await("ack");
            edsger.send("{\"op\":\"publish\",\"id\":1,\"room\":\"" + room + "\",\"type\":\"chat\",\"data\":\"up\"}");
            assertThat(edsger.lastStatus()).isEqualTo(202);
            assertThat(grace.await("message").get("from").asString()).isEqualTo("Edsger");
            grace.send("{\"op\":\"publish\",\"room\":\"" + room + "\",\"type\":\"chat\",\"data\":\"down\"}");
            assertThat(edsger.await("message").get("data").asString()).isEqualTo("up");
            assertThat(edsger.await("message").get("data").asString()).isEqualTo("down");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?user=", "?user=%24hub", "?user=a%00b"})
    void user_missingOrBad_isClosedWithWhatToAdd(String query) {
        try (RawWebSocket nobody = RawWebSocket.open(server.address(), "/realtime" + query)) {
            nobody.send("{\"op\":\"hello\"}");
            assertThat(nobody.closeCode()).isEqualTo(4500);
            assertThat(nobody.closeText()).contains("add ?user=NAME");
        }
        try (EventStream nobody = EventStream.open(server.address(), "/events" + query)) {
            JsonNode close = nobody.await("close");
            assertThat(close.get("code").asInt()).isEqualTo(4500);
            assertThat(close.get("reason").asString()).contains("add ?user=NAME");
        }
    }

    @Test
    void close_whilePeopleAreConnected_sendsThemAwayToComeBack() {
        HubServer leaving = TestServer.quiet();
        try (RawWebSocket ada = RawWebSocket.open(leaving.address(), "/realtime?user=Ada");
                EventStream grace = EventStream.open(leaving.address(), "/events?user=Grace")) {
            ada.send("{\"op\":\"hello\"}");
            ada.await("welcome");
            grace.await("welcome");
            leaving.close();
            assertThat(ada.await("goaway").get("reconnectAfter").asInt()).isNotNegative();
            assertThat(ada.closeCode()).isEqualTo(1001);
            assertThat(grace.closeCode()).isEqualTo(1001);
        }
    }

    private static RawWebSocket open(String user) {
        return RawWebSocket.open(server.address(), "/realtime?user=" + user);
    }
}
