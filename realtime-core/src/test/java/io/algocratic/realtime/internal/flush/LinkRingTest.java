package io.algocratic.realtime.internal.flush;

import static org.assertj.core.api.Assertions.assertThat;

import io.algocratic.realtime.CloseReason;
import io.algocratic.realtime.spi.Frame;
import io.algocratic.realtime.spi.FrameBatch;
import io.algocratic.realtime.spi.Transport;
import io.algocratic.realtime.spi.WriteCallback;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

class LinkRingTest {
    private static final Transport NOWHERE = new Transport() {
        @Override
        public String name() {
            return "nowhere";
        }

        @Override
        public void write(FrameBatch batch, WriteCallback done) {}

        @Override
        public void close(CloseReason reason) {}
    };

    private final FlushLoop loop = new FlushLoop(
            Runnable::run,
            () -> 0,
            Frame.of(new byte[1]),
            new FlushLoop.Stats(new LongAdder(), new LongAdder(), new LongAdder()));
    private final LinkRing ring = new LinkRing();
    private final Link[] taken = new Link[LinkRing.GROUP];

    @Test
    void take_goesRoundAndRound() {
        List<Link> links = add(200);
        links.forEach(ring::mark);
        assertThat(take()).containsExactlyElementsOf(links.subList(0, 64));
        links.subList(0, 64).forEach(ring::mark);
        assertThat(take()).containsExactlyElementsOf(links.subList(64, 128));
        assertThat(take()).containsExactlyElementsOf(links.subList(128, 192));
        assertThat(take()).containsExactlyElementsOf(links.subList(192, 200));
        assertThat(take()).containsExactlyElementsOf(links.subList(0, 64));
        assertThat(take()).isEmpty();
        assertThat(ring.anyDirty()).isFalse();
    }

    @Test
    void remove_theLastOneMovesWithItsMark() {
        List<Link> links = add(70);
        ring.mark(links.get(69));
        ring.remove(links.get(3));
        assertThat(take()).containsExactly(links.get(69));
        ring.mark(links.get(5));
        ring.remove(links.get(5));
        ring.remove(links.get(5));
        ring.mark(links.get(5));
        assertThat(take()).isEmpty();
        assertThat(ring.size()).isEqualTo(68);
    }

    @Test
    void randomly_everyMarkedLinkIsTakenOnce() {
        Random random = new Random(11);
        List<Link> present = add(10);
        Set<Link> marked = new HashSet<>();
        for (int step = 0; step < 20_000; step++) {
            int what = random.nextInt(10);
            if (what == 0) {
                present.addAll(add(1));
            } else if (what == 1 && present.size() > 1) {
                Link gone = present.remove(random.nextInt(present.size()));
                ring.remove(gone);
                marked.remove(gone);
            } else if (what < 8) {
                Link link = present.get(random.nextInt(present.size()));
                ring.mark(link);
                marked.add(link);
            } else {
                for (Link link : take()) {
                    assertThat(marked.remove(link)).isTrue();
                }
            }
            assertThat(ring.anyDirty()).isEqualTo(!marked.isEmpty());
        }
        assertThat(ring.all()).containsExactlyInAnyOrderElementsOf(present);
    }

    private List<Link> add(int count) {
        List<Link> added = new ArrayList<>();
        LinkLimits limits = new LinkLimits(16, 100, 1, 1, 1);
        for (int i = 0; i < count; i++) {
            Link link = new Link(NOWHERE, loop, limits, reason -> {}, false, 0);
            ring.add(link);
            added.add(link);
        }
        return added;
    }

    private List<Link> take() {
        int count = ring.take(taken);
        return List.copyOf(Arrays.asList(taken).subList(0, count));
    }
}
