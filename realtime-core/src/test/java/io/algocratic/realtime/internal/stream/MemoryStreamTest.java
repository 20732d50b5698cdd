package io.algocratic.realtime.internal.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.algocratic.realtime.HistoryBounds;
import io.algocratic.realtime.Message;
import io.algocratic.realtime.spi.Replay;
import io.algocratic.realtime.spi.StreamRange;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryStreamTest {
    /** Near the overflow of a long, so that comparing without subtraction fails. */
    private static final long START = Long.MAX_VALUE - 1_000;

    private static final Duration AGE = Duration.ofMinutes(1);

    @Test
    void read_empty_tellsTheTail() {
        Replay replay = stream(10, 1_000).read(StreamRange.tail(), START);
        assertThat(replay.tail().offset()).isZero();
        assertThat(replay.oldestKept()).isEqualTo(1);
        assertThat(replay.records()).isEmpty();
    }

    @Test
    void append_pastTheCount_dropsTheOldest() {
        MemoryStream stream = filled(3, 1_000, 5);
        assertThat(offsets(stream.read(StreamRange.latest(10), START))).containsExactly(3L, 4L, 5L);
        assertThat(stream.read(StreamRange.tail(), START).oldestKept()).isEqualTo(3);
    }

    @Test
    void append_pastTheBytes_dropsTheOldest() {
        MemoryStream stream = filled(100, 7, 5);
        assertThat(offsets(stream.read(StreamRange.latest(10), START))).containsExactly(3L, 4L, 5L);
    }

    @Test
    void append_keepsNothing_stillCounts() {
        MemoryStream stream = filled(0, 1_000, 2);
        Replay replay = stream.read(StreamRange.latest(10), START);
        assertThat(replay.records()).isEmpty();
        assertThat(replay.tail().offset()).isEqualTo(2);
        assertThat(replay.oldestKept()).isEqualTo(3);
    }

    @Test
    void read_pastTheAge_findsNothingAndSaysSo() {
        MemoryStream stream = filled(10, 1_000, 2);
        long later = START + AGE.toNanos() + 1;
        assertThat(offsets(stream.read(StreamRange.latest(10), START + AGE.toNanos())))
                .hasSize(2);
        assertThat(stream.read(StreamRange.latest(10), later).records()).isEmpty();
        assertThat(stream.read(StreamRange.tail(), later).oldestKept()).isEqualTo(3);
    }

    @Test
    void read_ranges_areExclusiveAndSayWhetherMoreFollows() {
        MemoryStream stream = filled(100, 10_000, 10);
        assertThat(offsets(stream.read(StreamRange.after(4, 3), START))).containsExactly(5L, 6L, 7L);
        assertThat(stream.read(StreamRange.after(4, 3), START).more()).isTrue();
        assertThat(stream.read(StreamRange.after(7, 3), START).more()).isFalse();
        assertThat(offsets(stream.read(new StreamRange(-1, 5, 2, true), START))).containsExactly(3L, 4L);
        assertThat(stream.read(new StreamRange(-1, 5, 2, true), START).more()).isTrue();
        assertThat(stream.read(new StreamRange(-1, 3, 2, true), START).more()).isFalse();
    }

    @Test
    void forgettable_onlyWhenEmptyAndIdle() {
        MemoryStream stream = filled(10, 1_000, 1);
        long idle = Duration.ofMinutes(2).toNanos();
        assertThat(stream.forgettable(START + AGE.toNanos() + 1, idle)).isFalse();
        assertThat(stream.forgettable(START + idle + 1, idle)).isTrue();
    }

    private static MemoryStream stream(int messages, long bytes) {
        return new MemoryStream("e", new HistoryBounds(messages, bytes, AGE), START);
    }

    /** Each message counts for two bytes. */
    private static MemoryStream filled(int messages, long bytes, int count) {
        MemoryStream stream = stream(messages, bytes);
        for (int i = 0; i < count; i++) {
            stream.append(Message.of("t", 1), START);
        }
        return stream;
    }

    private static List<Long> offsets(Replay replay) {
        return replay.records().stream()
                .map(record -> record.position().offset())
                .toList();
    }
}
