package io.algocratic.realtime.internal.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.algocratic.realtime.Message;
import io.algocratic.realtime.StreamPosition;
import io.algocratic.realtime.spi.Replay;
import io.algocratic.realtime.spi.StreamRecord;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CatchUpTest {
    private static final CatchUp.Bounds BOUNDS = new CatchUp.Bounds(100, 100_000);

    @Test
    void of_freshJoin_hasNoOutcomeAndNoGap() {
        CatchUp plan = plan(Optional.empty(), kept(5, 10), BOUNDS);
        assertThat(plan.recovered()).isEmpty();
        assertThat(plan.gap()).isEmpty();
        assertThat(offsets(plan)).containsExactly(5L, 6L, 7L, 8L, 9L, 10L);
    }

    @Test
    void of_everythingKept_isRecovered() {
        CatchUp plan = plan(since("e", 7), kept(5, 10), BOUNDS);
        assertThat(plan.recovered()).contains(true);
        assertThat(plan.gap()).isEmpty();
        assertThat(offsets(plan)).containsExactly(8L, 9L, 10L);
    }

    @Test
    void of_justBeforeTheOldest_isRecovered() {
        assertThat(plan(since("e", 4), kept(5, 10), BOUNDS).recovered()).contains(true);
    }

    @Test
    void of_oneLost_isAGapOfOne() {
        CatchUp plan = plan(since("e", 3), kept(5, 10), BOUNDS);
        assertThat(plan.recovered()).contains(false);
        assertThat(plan.gap()).contains(new CatchUp.Gap(4, 4));
        assertThat(offsets(plan)).startsWith(5L).hasSize(6);
    }

    @Test
    void of_upToDate_isRecoveredWithNothing() {
        CatchUp plan = plan(since("e", 10), kept(5, 10), BOUNDS);
        assertThat(plan.recovered()).contains(true);
        assertThat(plan.records()).isEmpty();
        assertThat(plan.gap()).isEmpty();
    }

    @Test
    void of_unknownEpoch_isAGapInTheNewEpochThenWhatIsKept() {
        CatchUp plan = plan(since("old", 7), kept(5, 10), BOUNDS);
        assertThat(plan.recovered()).contains(false);
        assertThat(plan.gap()).contains(new CatchUp.Gap(1, 4));
        assertThat(offsets(plan)).hasSize(6);
    }

    @Test
    void of_unknownEpochAndAllKept_isNotRecoveredAndHasNoGap() {
        CatchUp plan = plan(since("old", 7), kept(1, 3), BOUNDS);
        assertThat(plan.recovered()).contains(false);
        assertThat(plan.gap()).isEmpty();
        assertThat(offsets(plan)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void of_positionPastTheEnd_isNotRecovered() {
        CatchUp plan = plan(since("e", 11), kept(5, 10), BOUNDS);
        assertThat(plan.recovered()).contains(false);
        assertThat(plan.gap()).contains(new CatchUp.Gap(1, 4));
    }

    @Test
    void of_nothingKept_isAGapUpToTheTail() {
        Replay replay = new Replay(new StreamPosition("e", 10), 11, List.of(), false);
        CatchUp plan = plan(since("e", 3), replay, BOUNDS);
        assertThat(plan.recovered()).contains(false);
        assertThat(plan.gap()).contains(new CatchUp.Gap(4, 10));
    }

    @Test
    void of_moreThanFits_keepsTheNewestAndReportsTheRest() {
        CatchUp plan = plan(since("e", 4), kept(5, 10), new CatchUp.Bounds(100, 3 * 258));
        assertThat(offsets(plan)).containsExactly(8L, 9L, 10L);
        assertThat(plan.gap()).contains(new CatchUp.Gap(5, 7));
        assertThat(plan.recovered()).contains(false);
    }

    @Test
    void of_mayNotReplay_isAGap() {
        JoinRequest request = new JoinRequest(Optional.empty(), true, since("e", 4), false, 0, false);
        Replay tail = new Replay(new StreamPosition("e", 10), 5, List.of(), false);
        assertThat(CatchUp.range(request, BOUNDS).limit()).isZero();
        CatchUp plan = CatchUp.of(request, tail, BOUNDS);
        assertThat(plan.recovered()).contains(false);
        assertThat(plan.gap()).contains(new CatchUp.Gap(5, 10));
    }

    private static CatchUp plan(Optional<StreamPosition> since, Replay replay, CatchUp.Bounds bounds) {
        return CatchUp.of(new JoinRequest(Optional.empty(), true, since, true, 50, false), replay, bounds);
    }

    private static Optional<StreamPosition> since(String epoch, long offset) {
        return Optional.of(new StreamPosition(epoch, offset));
    }

    private static Replay kept(long from, long to) {
        List<StreamRecord> records = LongStream.rangeClosed(from, to)
                .mapToObj(offset -> new StreamRecord(new StreamPosition("e", offset), Message.of("t", 1)))
                .toList();
        return new Replay(new StreamPosition("e", to), from, records, false);
    }

    private static List<Long> offsets(CatchUp plan) {
        return plan.records().stream().map(record -> record.position().offset()).toList();
    }
}
