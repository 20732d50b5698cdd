package io.algocratic.realtime.sse;

import static org.assertj.core.api.Assertions.assertThat;

import io.algocratic.realtime.StreamPosition;
import io.algocratic.realtime.spi.Frame;
import io.algocratic.realtime.spi.StreamKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventIdTest {
    private static final String EPOCHS = "abcXYZ019-_.~=: \u00e9\ud83d\ude00";

    @Test
    void news_firstTimeAndWhenMoved_only() {
        EventId id = new EventId(List.of("a"));
        assertThat(id.news()).isPresent();
        assertThat(id.news()).isEmpty();
        id.follow(List.of(Batch.frame("{}", "a", "e", 1)));
        assertThat(id.news()).isPresent();
        id.follow(List.of(Batch.frame("{}"), Batch.frame("{}", "other", "e", 2)));
        assertThat(id.news()).isEmpty();
        Frame inbox = Frame.at(new byte[] {'{', '}'}, StreamKey.inbox("a"), new StreamPosition("e", 5));
        id.follow(List.of(inbox));
        assertThat(id.news()).isEmpty();
        assertThat(id.position(0)).contains(new StreamPosition("e", 1));
    }

    @Test
    void id_readBack_hasThePositionsThatFit() {
        Random random = new Random(17);
        for (int round = 0; round < 2_000; round++) {
            List<String> rooms = IntStream.range(0, random.nextInt(20))
                    .mapToObj(i -> "room-" + i)
                    .toList();
            EventId written = new EventId(rooms);
            List<Frame> frames = new ArrayList<>();
            for (String room : rooms) {
                if (random.nextInt(4) > 0) {
                    frames.add(Batch.frame("{}", room, epoch(random), random.nextLong() >>> (1 + random.nextInt(62))));
                }
            }
            written.follow(frames);
            String id = written.news().orElseThrow();
            assertThat(id).hasSizeLessThanOrEqualTo(EventId.MAX_BYTES).matches("[A-Za-z0-9_.~=-]+");
            EventId read = new EventId(rooms);
            read.restore(id);
            for (int i = 0; i < rooms.size(); i++) {
                Optional<StreamPosition> position = read.position(i);
                if (position.isPresent() || i == 0 && id.length() < 60) {
                    assertThat(position).isEqualTo(written.position(i));
                }
            }
            assertThat(read.news()).contains(id);
        }
    }

    @Test
    void id_longestPositions_stillHoldsTheFirstRoomsThatFit() {
        List<String> rooms = List.of("a", "b", "c");
        EventId written = new EventId(rooms);
        written.follow(List.of(
                Batch.frame("{}", "a", "x".repeat(200), 1),
                Batch.frame("{}", "b", "y".repeat(90), Long.MAX_VALUE),
                Batch.frame("{}", "c", "z", 1)));
        EventId read = new EventId(rooms);
        read.restore(written.news().orElseThrow());
        assertThat(read.position(0)).isEmpty();
        assertThat(read.position(1)).contains(new StreamPosition("y".repeat(90), Long.MAX_VALUE));
        assertThat(read.position(2)).contains(new StreamPosition("z", 1));
    }

    @Test
    void restore_otherRooms_isIgnored() {
        EventId written = new EventId(List.of("a", "b"));
        written.follow(List.of(Batch.frame("{}", "a", "e", 1)));
        EventId read = new EventId(List.of("b", "a"));
        read.restore(written.news().orElseThrow());
        assertThat(read.position(0)).isEmpty();
        assertThat(read.position(1)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                ".e",
                ".e~",
                ".~1",
                "e~1",
                ".e~1.e~1.e~1",
                ".e~-1",
                ".e~1 ",
                ".e~1~1",
                ".=*~1",
                ".=A~1",
                ".e~A",
                ".e~zzzzzzzzzzzzz",
                ".e~11111111111111",
                ".e~1..",
                ".e~1.\n",
                "\u0000"
            })
    void restore_malformed_isIgnoredWhole(String rest) {
        List<String> rooms = List.of("a", "b");
        String prefix = new EventId(rooms).news().orElseThrow();
        EventId read = new EventId(rooms);
        read.restore(prefix + rest);
        assertThat(read.position(0)).isEmpty();
        assertThat(read.position(1)).isEmpty();
    }

    @Test
    void restore_anyText_neverThrows() {
        Random random = new Random(23);
        List<String> rooms = List.of("a", "b", "c");
        EventId written = new EventId(rooms);
        written.follow(List.of(Batch.frame("{}", "a", "e:1", 900), Batch.frame("{}", "b", "e2", 7)));
        String id = written.news().orElseThrow();
        for (int round = 0; round < 20_000; round++) {
            char[] chars = id.toCharArray();
            for (int i = random.nextInt(4); i >= 0; i--) {
                chars[random.nextInt(chars.length)] = (char) random.nextInt(128);
            }
            EventId read = new EventId(rooms);
            read.restore(new String(chars, 0, random.nextInt(chars.length + 1)));
            assertThat(read.news()).isPresent();
        }
    }

    private static String epoch(Random random) {
        StringBuilder epoch = new StringBuilder();
        int[] choices = EPOCHS.codePoints().toArray();
        int plain = random.nextInt(3) > 0 ? 11 : choices.length;
        for (int i = random.nextInt(12); i >= 0; i--) {
            epoch.appendCodePoint(choices[random.nextInt(plain)]);
        }
        return epoch.toString();
    }
}
