package io.algocratic.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class HubBuilderTest {
    @Test
    void build_defaults_isARunningHubThatLeavesNoThread() {
        try (Hub hub = Hub.builder().build()) {
            assertThat(hub.stats().sessions()).isZero();
            assertThat(hub.messageLimit()).isEqualTo(65_536);
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("realtime-"));
    }

    @Test
    void build_outOfRange_namesTheOption() {
        refused(b -> b.messageLimit(100), "messageLimit");
        refused(b -> b.dataDepth(0), "dataDepth");
        refused(b -> b.dataDepth(201), "dataDepth");
        refused(b -> b.outbound(15, 1 << 20), "outbound frames");
        refused(b -> b.maxSessions(0), "maxSessions");
        refused(b -> b.maxRooms(0), "maxRooms");
        refused(b -> b.roomsPerSession(0), "roomsPerSession");
        refused(b -> b.historyPage(0), "historyPage");
        refused(b -> b.presenceMembers(0), "presenceMembers");
        refused(b -> b.flushLoops(0), "flushLoops");
        refused(b -> b.heartbeat(Duration.ZERO), "heartbeat");
        refused(b -> b.drainTimeout(Duration.ofSeconds(-1)), "drainTimeout");
    }

    @Test
    void build_queueTooSmallForAMessage_namesBothOptions() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Hub.builder().messageLimit(10_000).outbound(16, 15_000).build())
                .withMessageContaining("outbound")
                .withMessageContaining("messageLimit");
    }

    @Test
    void room_badName_isRefused() {
        try (Hub hub = Hub.builder().build()) {
            assertThatIllegalArgumentException().isThrownBy(() -> hub.room("$x"));
            assertThatIllegalArgumentException().isThrownBy(() -> hub.room(""));
        }
    }

    private static void refused(UnaryOperator<HubBuilder> option, String named) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> option.apply(Hub.builder()).build())
                .withMessageContaining(named);
    }
}
