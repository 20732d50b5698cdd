package io.algocratic.realtime.hub.office;

import static org.assertj.core.api.Assertions.assertThat;

import io.algocratic.realtime.CloseReason;
import io.algocratic.realtime.Hub;
import io.algocratic.realtime.Identity;
import io.algocratic.realtime.Member;
import io.algocratic.realtime.Message;
import io.algocratic.realtime.Session;
import io.algocratic.realtime.spi.Authenticator;
import io.algocratic.realtime.testkit.InMemoryPeer;
import io.algocratic.realtime.testkit.ManualScheduler;
import io.algocratic.realtime.testkit.ManualTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The office on one thread and in manual time: what a test does has happened when the call returns. */
class OfficeTest {
    private final ManualTicker ticker = new ManualTicker();
    private final ManualScheduler scheduler = new ManualScheduler(ticker);
    private final Hub hub = Hub.builder()
            .ticker(ticker)
            .clock(ticker)
            .scheduler(scheduler)
            .executor(Runnable::run)
            .flushExecutor(Runnable::run)
            .random(new SplittableRandom(1))
            // At the end nobody moves the time in which the desks hang up.
            .drainTimeout(Duration.ofMillis(1))
            .authenticator(
                    Authenticator.by(handshake -> handshake.parameter("user").map(Identity::of)))
            .build();
    private final Office office = new Office(hub, scheduler, ticker, new SplittableRandom(1));
    private final Directory directory = Directory.load();

    @BeforeEach
    void open() {
        office.open();
        pass(Duration.ofSeconds(1));
    }

    @AfterEach
    void close() {
        office.close();
        hub.close();
    }

    @Test
    void office_opened_hasAPastAndPeopleInEveryRoom() {
        assertThat(directory.roomNames()).allSatisfy(room -> {
            assertThat(membersOf(room)).as(room).hasSizeGreaterThanOrEqualTo(2);
            assertThat(historyOf(room)).as(room).hasSizeGreaterThanOrEqualTo(4).allSatisfy(line -> {
                assertThat(line.from()).isPresent();
                assertThat(line.at()).isBefore(ticker.instant().minusSeconds(60));
            });
        });
    }

    @Test
    void employees_leftAlone_talkInVariousRooms() {
        long before = hub.stats().published();
        pass(Duration.ofMinutes(2));
        assertThat(hub.stats().published() - before).isBetween(30L, 200L);
        Stream<String> lively = directory.roomNames().stream()
                .filter(room -> historyOf(room).stream()
                        .anyMatch(line -> line.at().isAfter(ticker.instant().minusSeconds(120))));
        assertThat(lively).hasSizeGreaterThan(3);
    }

    @Test
    void employees_withAVisitor_talkMostlyThere() {
        InMemoryPeer ada = visitor("Ada", "legal.retention");
        pass(Duration.ofMinutes(2));
        List<JsonNode> heard = heard(ada);
        assertThat(heard.stream().filter(OfficeTest::isChat)).hasSizeGreaterThan(10);
        assertThat(heard.stream().filter(message -> !isChat(message)))
                .hasSizeGreaterThan(10)
                .allSatisfy(message -> assertThat(message.has("offset")).isFalse());
    }

    @Test
    void visitor_whoWritesALot_isAnsweredByNameAndOneAtATime() {
        InMemoryPeer ada = visitor("Ada", "finance.expenses");
        for (int i = 0; i < 50; i++) {
            ada.send(
                    "{\"op\":\"publish\",\"room\":\"finance.expenses\",\"type\":\"chat\",\"data\":{\"text\":\"Is it?\"}}");
        }
        pass(Duration.ofSeconds(8));
        assertThat(heard(ada).stream()
                        .filter(OfficeTest::isChat)
                        .filter(line -> line.get("data").get("text").asString().contains("Ada")))
                .hasSize(1)
                .allSatisfy(line -> assertThat(membersOf("finance.expenses"))
                        .contains(line.get("from").asString()));
    }

    @Test
    void employee_whoseLinkIsLost_comesBack() {
        Session lost = hub.sessions().stream()
                .filter(session -> session.identity().name().equals("Walter Finch"))
                .findFirst()
                .orElseThrow();
        lost.close(CloseReason.SLOW_CONSUMER);
        pass(Duration.ofMillis(500));
        assertThat(membersOf("finance.close")).doesNotContain("Walter Finch");
        pass(Duration.ofSeconds(6));
        assertThat(membersOf("finance.close")).contains("Walter Finch");
    }

    @Test
    void employees_nowAndThen_stepOutAndReturn() {
        List<Integer> present = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            pass(Duration.ofSeconds(1));
            present.add(directory.roomNames().stream()
                    .mapToInt(room -> hub.room(room).sessions())
                    .sum());
        }
        assertThat(present).contains(present.get(0) - 1).contains(present.get(0));
    }

    @Test
    void office_closed_saysNothingMore() {
        office.close();
        long before = hub.stats().published();
        pass(Duration.ofMinutes(1));
        assertThat(hub.stats().published()).isEqualTo(before);
    }

    private InMemoryPeer visitor(String name, String room) {
        InMemoryPeer peer = InMemoryPeer.connect(hub, name);
        peer.send("{\"op\":\"join\",\"id\":1,\"room\":\"" + room + "\"}");
        pass(Duration.ofMillis(10));
        return peer;
    }

    /** In small steps, because each may schedule the next. */
    private void pass(Duration duration) {
        for (long millis = 0; millis < duration.toMillis(); millis += 200) {
            ticker.advance(Duration.ofMillis(200));
        }
    }

    private List<String> membersOf(String room) {
        return hub.room(room).members().toCompletableFuture().join().stream()
                .map(Member::identity)
                .toList();
    }

    private List<Message> historyOf(String room) {
        return hub.room(room).history(100).toCompletableFuture().join();
    }

    private static boolean isChat(JsonNode message) {
        return message.get("type").asString().equals("chat");
    }

    private static List<JsonNode> heard(InMemoryPeer peer) {
        List<JsonNode> messages = new ArrayList<>();
        for (JsonNode next = peer.poll(); !next.isMissingNode(); next = peer.poll()) {
            if (next.path("op").asString().equals("message")) {
                messages.add(next);
            }
        }
        return messages;
    }
}
