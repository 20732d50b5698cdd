package io.algocratic.realtime.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.algocratic.realtime.CloseReason;
import io.algocratic.realtime.Hub;
import io.algocratic.realtime.HubBuilder;
import io.algocratic.realtime.Identity;
import io.algocratic.realtime.Session;
import io.algocratic.realtime.event.HubListener;
import io.algocratic.realtime.event.SessionClosed;
import io.algocratic.realtime.spi.Authenticator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import tools.jackson.databind.JsonNode;

/**
 * What every transport must do, one test a rule of {@link io.algocratic.realtime.spi.Transport}, over the real hub.
 *
 * <p>Extend it, implement {@link #serve}, and run it with JUnit. The name of each room is the name of its test.
 */
public abstract class TransportContract {
    /** For subclasses. */
    protected TransportContract() {}

    private final BlockingQueue<SessionClosed> closings = new LinkedBlockingQueue<>();
    private Hub hub = Hub.builder().build();
    private Optional<TransportFixture> fixture = Optional.empty();

    /**
     * Serves a hub on the transport under test.
     *
     * @param served the hub; its authenticator believes the handshake's parameter {@code user}
     * @return where peers connect
     */
    protected abstract TransportFixture serve(Hub served);

    @AfterEach
    void stop() {
        hub.close();
        fixture.ifPresent(TransportFixture::close);
    }

    @Test
    void welcome_firstObject_namesSessionAndIdentity() {
        TestPeer ada = start(Hub.builder()).connect("Ada");
        JsonNode welcome = ada.next();
        assertThat(welcome.path("op").asString()).isEqualTo("welcome");
        assertThat(welcome.path("identity").asString()).isEqualTo("Ada");
        assertThat(hub.session(welcome.path("session").asString())).isPresent();
    }

    @Test
    void hello_noUser_closesUnauthorized() {
        TestPeer nobody = start(Hub.builder()).connect("");
        assertThat(nobody.awaitClose()).isEqualTo(new TestPeer.Closed(4500, "unauthorized"));
    }

    @Test
    void t2_t6_manyMessages_arriveInOrderWholeAndOnce(TestInfo test) {
        TestPeer ada = joined("Ada", test);
        int count = 600;
        for (int i = 1; i <= count; i++) {
            String text = "é€𝄞\n\r\u0000".repeat(i % 97);
            hub.room(room(test)).broadcast("chat", Map.of("n", i, "text", text));
        }
        for (int i = 1; i <= count; i++) {
            JsonNode message = ada.next();
            assertThat(message.path("offset").asInt()).isEqualTo(i);
            assertThat(message.path("data").path("n").asInt()).isEqualTo(i);
            assertThat(message.path("data").path("text").asString()).isEqualTo("é€𝄞\n\r\u0000".repeat(i % 97));
        }
    }

    @Test
    void t6_largeMessage_arrivesWhole(TestInfo test) {
        TestPeer ada = joined("Ada", test);
        String text = "x".repeat(60_000);
        ada.send(command("publish", room(test), ",\"type\":\"chat\",\"id\":2,\"data\":\"" + text + "\""));
        JsonNode message = ada.next();
        assertThat(message.path("data").asString()).isEqualTo(text);
        assertThat(message.path("from").asString()).isEqualTo("Ada");
        assertThat(ada.next().path("op").asString()).isEqualTo("ack");
    }

    @Test
    void commands_severalInOneFrame_areAnsweredInOrder(TestInfo test) {
        TestPeer ada = joined("Ada", test);
        StringBuilder commands = new StringBuilder();
        for (int i = 10; i < 30; i++) {
            commands.append("{\"op\":\"members\",\"id\":" + i + ",\"room\":\"" + room(test) + "\"}\n");
        }
        ada.send(commands.toString());
        for (int i = 10; i < 30; i++) {
            assertThat(ada.next().path("id").asInt()).isEqualTo(i);
        }
    }

    @Test
    void broadcast_twoPeersTwoRooms_staysInItsRoom(TestInfo test) {
        TestPeer ada = joined("Ada", test);
        TestPeer bob = fixture().connect("Bob");
        bob.next();
        bob.send(command("join", "elsewhere", ",\"id\":1"));
        bob.next();
        ada.send(command("publish", room(test), ",\"type\":\"chat\",\"data\":1"));
        bob.send(command("publish", "elsewhere", ",\"type\":\"chat\",\"data\":2"));
        assertThat(ada.next().path("room").asString()).isEqualTo(room(test));
        assertThat(bob.next().path("room").asString()).isEqualTo("elsewhere");
    }

    @Test
    void t5_peerStopsReading_othersGetEverythingAndItIsClosedSlow(TestInfo test) throws InterruptedException {
        TestPeer slow = joined(
                Hub.builder().messageLimit(64 * 1024).outbound(64, 256 * 1024).listener(recorder()), "Slow", test);
        TestPeer fast = join("Fast", test);
        slow.stopReading();
        String text = "y".repeat(16_000);
        @Nullable SessionClosed closed = null;
        int sent = 0;
        while (closed == null && sent < 4_000) {
            hub.room(room(test)).broadcast("chat", text);
            sent++;
            assertThat(fast.next().path("offset").asInt()).isEqualTo(sent);
            closed = closings.poll();
        }
        Objects.requireNonNull(closed, "the slow session did not end");
        assertThat(closed.session().identity().name()).isEqualTo("Slow");
        assertThat(closed.reason().map(CloseReason::code)).contains(4009);
        assertThat(hub.stats().slowConsumers()).isEqualTo(1);
    }

    @Test
    void t7_close_tellsCodeAndTextAfterEverythingBefore(TestInfo test) {
        TestPeer ada = joined("Ada", test);
        for (int i = 1; i <= 50; i++) {
            hub.room(room(test)).broadcast("chat", i);
        }
        Session session = hub.sessions().iterator().next();
        session.close(CloseReason.KICKED.because("the room is needed"));
        for (int i = 1; i <= 50; i++) {
            assertThat(ada.next().path("data").asInt()).isEqualTo(i);
        }
        assertThat(ada.awaitClose()).isEqualTo(new TestPeer.Closed(4503, "the room is needed"));
        assertThat(hub.sessions()).isEmpty();
    }

    @Test
    void t8_peerCutsTheLink_sessionEnds(TestInfo test) throws InterruptedException {
        TestPeer ada = joined(Hub.builder().listener(recorder()), "Ada", test);
        TestPeer bob = join("Bob", test);
        ada.cut();
        SessionClosed closed = Objects.requireNonNull(closings.poll(10, TimeUnit.SECONDS), "the session did not end");
        assertThat(closed.session().identity().name()).isEqualTo("Ada");
        hub.room(room(test)).broadcast("chat", 1);
        assertThat(bob.next().path("data").asInt()).isEqualTo(1);
    }

    @Test
    void bye_closesDone(TestInfo test) {
        TestPeer ada = joined("Ada", test);
        ada.send("{\"op\":\"bye\"}");
        assertThat(ada.awaitClose().code()).isEqualTo(1000);
    }

    @Test
    void badInput_isAnsweredAndHarmsNobody(TestInfo test) {
        TestPeer ada = joined("Ada", test);
        TestPeer bob = join("Bob", test);
        ada.send("{\"op\":");
        assertError(ada.next(), "bad_request");
        ada.send("{\"op\":\"fly\",\"id\":7}");
        assertError(ada.next(), "unknown_op");
        ada.send(command("publish", room(test), ",\"type\":5,\"data\":1"));
        assertError(ada.next(), "bad_request");
        ada.send(command("join", "bad\\u0000name", ""));
        assertError(ada.next(), "bad_request");
        ada.send(command("publish", room(test), ",\"type\":\"t\",\"data\":\"" + "z".repeat(70_000) + "\""));
        assertError(ada.next(), "too_large");
        ada.send(command("publish", room(test), ",\"type\":\"t\",\"data\":" + "[".repeat(70) + "]".repeat(70)));
        assertError(ada.next(), "bad_request");
        ada.send(command("publish", room(test), ",\"type\":\"chat\",\"data\":\"still here\""));
        assertThat(bob.next().path("data").asString()).isEqualTo("still here");
    }

    @Test
    void hubCloses_tellsGoawayThenComeBack(TestInfo test) {
        TestPeer ada = joined("Ada", test);
        hub.close();
        assertThat(ada.next().path("op").asString()).isEqualTo("goaway");
        assertThat(ada.awaitClose().code()).isEqualTo(1001);
        assertThat(hub.stats().links()).isZero();
    }

    private static void assertError(JsonNode object, String code) {
        assertThat(object.path("op").asString()).isEqualTo("error");
        assertThat(object.path("code").asString()).isEqualTo(code);
    }

    private HubListener recorder() {
        return new HubListener() {
            @Override
            public void onSessionClosed(SessionClosed event) {
                closings.add(event);
            }
        };
    }

    private TransportFixture start(HubBuilder builder) {
        hub.close();
        hub = builder.authenticator(Authenticator.by(handshake -> handshake
                        .parameter("user")
                        .filter(user -> !user.isEmpty())
                        .map(Identity::of)))
                .build();
        TransportFixture started = serve(hub);
        fixture = Optional.of(started);
        return started;
    }

    private TransportFixture fixture() {
        return fixture.orElseThrow();
    }

    private TestPeer joined(String user, TestInfo test) {
        return joined(Hub.builder(), user, test);
    }

    private TestPeer joined(HubBuilder builder, String user, TestInfo test) {
        start(builder);
        return join(user, test);
    }

    private TestPeer join(String user, TestInfo test) {
        TestPeer peer = fixture().connect(user);
        assertThat(peer.next().path("op").asString()).isEqualTo("welcome");
        peer.send(command("join", room(test), ",\"id\":1"));
        assertThat(peer.next().path("op").asString()).isEqualTo("ack");
        return peer;
    }

    private static String command(String op, String room, String fields) {
        return "{\"op\":\"" + op + "\",\"room\":\"" + room + "\"" + fields + "}";
    }

    private static String room(TestInfo test) {
        return test.getTestMethod().orElseThrow().getName();
    }
}
