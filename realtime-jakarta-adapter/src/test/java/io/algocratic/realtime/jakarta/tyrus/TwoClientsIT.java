package io.algocratic.realtime.jakarta.tyrus;

import static org.assertj.core.api.Assertions.assertThat;

import io.algocratic.realtime.Hub;
import io.algocratic.realtime.Identity;
import io.algocratic.realtime.spi.Authenticator;
import org.junit.jupiter.api.Test;

/** The whole way, with clients that know RFC 6455 and the wire protocol, and nothing of this project. */
class TwoClientsIT {
    private static final String OFFER = "Sec-WebSocket-Protocol: realtime.v1";

    @Test
    void twoClients_helloJoinPublish_readEachOther() throws Exception {
        try (Hub hub = Hub.builder()
                        .authenticator(Authenticator.by(
                                handshake -> handshake.parameter("user").map(Identity::of)))
                        .build();
                UndertowFixture server = UndertowFixture.serving(TyrusHost.serving(hub));
                RawWebSocketClient ada = RawWebSocketClient.open(server.port(), "/realtime?user=Ada", OFFER);
                RawWebSocketClient bob = RawWebSocketClient.open(server.port(), "/realtime?user=Bob")) {
            join(ada, "Ada");
            join(bob, "Bob");

            ada.text(
                    "{\"op\":\"publish\",\"id\":2,\"room\":\"lobby\",\"type\":\"chat\",\"data\":{\"text\":\"Grüße\"}}");
            assertThat(bob.readText()).contains("\"op\":\"message\"", "\"from\":\"Ada\"", "{\"text\":\"Grüße\"}");
            assertThat(ada.readText()).contains("\"op\":\"message\"");
            assertThat(ada.readText()).contains("\"op\":\"ack\"", "\"id\":2");

            bob.raw(RawWebSocketClient.frame(
                    RawWebSocketClient.TEXT, "{\"op\":\"publish\",\"id\":3,\"room\":\"lobby\",\"type\":\"chat\","));
            bob.raw(RawWebSocketClient.frame(
                    RawWebSocketClient.FIN | RawWebSocketClient.CONTINUATION, "\"data\":\"in two pieces\"}"));
            assertThat(ada.readText()).contains("\"from\":\"Bob\"", "\"in two pieces\"");

            ada.text("{\"op\":\"bye\"}");
            assertThat(ada.readClose().closeCode()).isEqualTo(1000);
            ada.close(1000);
            assertThat(ada.atEnd()).isTrue();
            bob.close(1000);
            assertThat(bob.readClose().closeCode()).isEqualTo(1000);
        }
    }

    private static void join(RawWebSocketClient client, String user) throws Exception {
        client.text("{\"op\":\"hello\"}");
        assertThat(client.readText()).contains("\"op\":\"welcome\"", "\"identity\":\"" + user + "\"");
        client.text("{\"op\":\"join\",\"id\":1,\"room\":\"lobby\"}");
        assertThat(client.readText()).contains("\"op\":\"ack\"", "\"id\":1", "\"room\":\"lobby\"");
    }
}
