package io.algocratic.realtime.hub.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * What a hostile client can send, over both transports: it gets the documented error, somebody else in the same room
 * notices nothing, and nothing of it is in the log.
 */
class BadInputIT {
    private static final String MARKER = "do-not-log-me";
    private static final String ROOM = "bad-input";
    private static HubServer server;

    private final Captured log = new Captured();
    private HubLink witness;

    enum Door {
        WEBSOCKET,
        SSE;

        HubLink open(String user) {
            return this == WEBSOCKET
                    ? RawWebSocket.open(server.address(), "/realtime?user=" + user)
                    : EventStream.open(server.address(), "/events?user=" + user + "&room=" + ROOM);
        }

        /** In the room, with everything read that came of it. */
        HubLink join(String user) {
            HubLink link = open(user);
            if (this == WEBSOCKET) {
                link.send("{\"op\":\"hello\"}{\"op\":\"join\",\"id\":\"in\",\"room\":\"" + ROOM + "\"}");
            }
            link.await("ack");
            return link;
        }
    }

    @BeforeAll
    static void start() {
        server = TestServer.quiet();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void listen() {
        log.attach();
        witness = Door.WEBSOCKET.join("Witness");
    }

    @AfterEach
    void detach() {
        witness.close();
        log.detach();
    }

    static Stream<Arguments> badFrames() {
        String name = "\"" + MARKER + "\"";
        List<Arguments> frames = List.of(
                Arguments.of("{\"op\":\"publish\",\"x\":" + name, "bad_request", "no id"),
                Arguments.of("{\"op\":\"publish\",\"id\":1,\"room\":" + name + ",}", "bad_request", "no id"),
                Arguments.of(MARKER, "bad_request", "no id"),
                Arguments.of("[" + name + "]", "bad_request", "no id"),
                Arguments.of(name, "bad_request", "no id"),
                Arguments.of("{\"op\":\"join\",\"id\":1,\"room\":\"\u0000" + MARKER + "\"}", "bad_request", "no id"),
                Arguments.of("{\"id\":1,\"room\":" + name + "}", "bad_request", "1"),
                Arguments.of("{\"op\":7,\"id\":1,\"room\":" + name + "}", "bad_request", "1"),
                Arguments.of("{\"op\":\"join\",\"id\":1,\"room\":[" + name + "]}", "bad_request", "1"),
                Arguments.of("{\"op\":\"join\",\"id\":{\"a\":1},\"room\":" + name + "}", "bad_request", "no id"),
                Arguments.of(
                        "{\"op\":\"join\",\"id\":1,\"room\":" + name + ",\"presence\":\"yes\"}", "bad_request", "1"),
                Arguments.of("{\"op\":\"join\",\"id\":1,\"room\":" + name + ",\"history\":-1}", "bad_request", "1"),
                Arguments.of("{\"op\":\"join\",\"id\":1,\"room\":" + name + ",\"since\":7}", "bad_request", "1"),
                Arguments.of("{\"op\":\"join\",\"id\":1,\"room\":\"\"}", "bad_request", "1"),
                Arguments.of("{\"op\":\"join\",\"id\":1,\"room\":\"" + "n".repeat(129) + "\"}", "bad_request", "1"),
                Arguments.of("{\"op\":\"join\",\"id\":1,\"room\":\"\\u0000" + MARKER + "\"}", "bad_request", "1"),
                Arguments.of("{\"op\":\"join\",\"id\":1,\"room\":\"" + MARKER + "\\n\"}", "bad_request", "1"),
                Arguments.of("{\"op\":\"join\",\"id\":1,\"room\":\"" + MARKER + "\\u0085\"}", "bad_request", "1"),
                Arguments.of("{\"op\":\"join\",\"id\":1,\"room\":\"" + MARKER + "\\ud800\"}", "bad_request", "1"),
                Arguments.of("{\"op\":\"join\",\"id\":1,\"room\":\"$" + MARKER + "\"}", "forbidden", "1"),
                Arguments.of("{\"op\":\"" + MARKER + "\",\"id\":1}", "unknown_op", "1"),
                Arguments.of("{\"op\":\"publish\",\"id\":1,\"room\":" + name + ",\"type\":\"t\"}", "bad_request", "1"),
                Arguments.of(publish("1", "t", nested(65)), "bad_request", "1"),
                Arguments.of(publish("1", "t", nested(20_000)), "bad_request", "no id"),
                Arguments.of(publish("1", "\\ud800" + MARKER, "1"), "bad_request", "1"),
                Arguments.of(publish("1", "t", "\"" + MARKER.repeat(5_100) + "\""), "too_large", "1"),
                Arguments.of("{\"op\":\"hello\",\"id\":1,\"device\":" + name + "}", "conflict", "1"));
        return Stream.of(Door.values())
                .flatMap(door -> frames.stream()
                        .map(frame -> Arguments.of(door, frame.get()[0], frame.get()[1], frame.get()[2])));
    }

    @ParameterizedTest(name = "{index} {0} {2}")
    @MethodSource("badFrames")
    void command_thatIsBad_isAnsweredAndHarmsNobody(Door door, String frame, String code, String id) {
        try (HubLink hostile = door.join("Mallory")) {
            hostile.send(frame);
            JsonNode error = hostile.await("error");
            assertThat(error.path("code").asString()).isEqualTo(code);
            assertThat(error.has("id") ? error.get("id").asString() : "no id").isEqualTo(id);
            assertThat(error.path("reason").asString()).isNotEmpty().doesNotContain(MARKER);
            // The link itself goes on, and so does everybody else.
            hostile.send(publish("2", "still-here", "1"));
            assertThat(hostile.await("ack").get("id").asInt()).isEqualTo(2);
        }
        assertThat(witness.await("message").get("type").asString()).isEqualTo("still-here");
        log.holdsNothingOf(MARKER);
    }

    @ParameterizedTest
    @EnumSource
    void data_withEscapedNulsAndLoneSurrogates_passesAsItCame(Door door) {
        try (HubLink odd = door.join("Mallory")) {
            odd.send(publish(
                    "1", "odd", "[\"\\u0000\",\"\\ud800" + MARKER + "\",1e400,123456789012345678901234567890]"));
            odd.await("ack");
        }
        JsonNode data = witness.await("message").get("data");
        assertThat(data.get(0).asString()).isEqualTo("\u0000");
        assertThat(data.get(1).asString()).isEqualTo("\ud800" + MARKER);
        assertThat(data.get(3).bigIntegerValue()).isEqualTo("123456789012345678901234567890");
        log.holdsNothingOf(MARKER);
    }

    @Test
    void frame_ofOneMebibyte_endsTheWebSocketWith1009() {
        try (HubLink hostile = Door.WEBSOCKET.join("Mallory")) {
            hostile.send(publish("1", "t", "\"" + MARKER.repeat(1024 * 1024 / MARKER.length()) + "\""));
            assertThat(hostile.closeCode()).isEqualTo(1009);
        }
        othersGoOn();
    }

    @Test
    void body_ofOneMebibyte_isRefusedWith413AndTheStreamGoesOn() {
        try (EventStream hostile = (EventStream) Door.SSE.join("Mallory")) {
            hostile.send(publish("1", "t", "\"" + MARKER.repeat(1024 * 1024 / MARKER.length()) + "\""));
            assertThat(hostile.lastStatus()).isEqualTo(413);
            hostile.send(publish("2", "t", "1"));
            assertThat(hostile.await("ack").get("id").asInt()).isEqualTo(2);
        }
        assertThat(witness.await("message").get("type").asString()).isEqualTo("t");
        log.holdsNothingOf(MARKER);
    }

    @Test
    void body_withTheWrongSecretOrType_isRefused() {
        try (EventStream hostile = (EventStream) Door.SSE.join("Mallory")) {
            assertThat(hostile.post("application/json", MARKER, publish("1", "t", "1")))
                    .isEqualTo(403);
            assertThat(hostile.post("text/plain", hostile.secret(), publish("1", "t", "1")))
                    .isEqualTo(415);
        }
        othersGoOn();
    }

    @Test
    void frame_thatIsBinary_endsTheWebSocketWith4507() {
        try (RawWebSocket hostile = (RawWebSocket) Door.WEBSOCKET.join("Mallory")) {
            hostile.frame(2, MARKER.getBytes(StandardCharsets.UTF_8));
            assertThat(hostile.closeCode()).isEqualTo(4507);
        }
        othersGoOn();
    }

    @Test
    void frame_thatIsNoText_endsTheWebSocketWith1007() {
        try (RawWebSocket hostile = (RawWebSocket) Door.WEBSOCKET.join("Mallory")) {
            hostile.frame(1, (MARKER + "\u00ff").getBytes(StandardCharsets.ISO_8859_1));
            assertThat(hostile.closeCode()).isEqualTo(1007);
        }
        othersGoOn();
    }

    @Test
    void command_beforeHello_endsTheWebSocketWith4504() {
        try (HubLink hostile = Door.WEBSOCKET.open("Mallory")) {
            hostile.send(publish("1", MARKER, "1"));
            assertThat(hostile.closeCode()).isEqualTo(4504);
        }
        othersGoOn();
    }

    private void othersGoOn() {
        try (HubLink other = Door.WEBSOCKET.join("Ada")) {
            other.send(publish("1", "others-go-on", "1"));
            other.await("ack");
        }
        assertThat(witness.await("message").get("type").asString()).isEqualTo("others-go-on");
        log.holdsNothingOf(MARKER);
    }

    private static String publish(String id, String type, String data) {
        return "{\"op\":\"publish\",\"id\":" + id + ",\"room\":\"" + ROOM + "\",\"type\":\"" + type + "\",\"data\":"
                + data + "}";
    }

    private static String nested(int depth) {
        return "[".repeat(depth) + "\"" + MARKER + "\"" + "]".repeat(depth);
    }

    /** Everything this project logs, however fine, and what its libraries log by default. */
    private static final class Captured extends AppenderBase<ILoggingEvent> {
        private final List<String> lines = new CopyOnWriteArrayList<>();

        void attach() {
            start();
            logger(org.slf4j.Logger.ROOT_LOGGER_NAME).addAppender(this);
            logger("io.algocratic").setLevel(Level.TRACE);
        }

        void detach() {
            logger("io.algocratic").setLevel(Level.INFO);
            logger(org.slf4j.Logger.ROOT_LOGGER_NAME).detachAppender(this);
        }

        void holdsNothingOf(String marker) {
            assertThat(lines)
                    .allSatisfy(
                            line -> assertThat(line.toLowerCase(Locale.ROOT)).doesNotContain(marker));
        }

        @Override
        protected void append(ILoggingEvent event) {
            String thrown =
                    event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy());
            lines.add(event.getFormattedMessage() + thrown);
        }

        private static Logger logger(String name) {
            return (Logger) LoggerFactory.getLogger(name);
        }
    }
}
