package io.algocratic.realtime.internal.flush;

import static org.assertj.core.api.Assertions.assertThat;

import io.algocratic.realtime.spi.Frame;
import java.util.ArrayDeque;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameQueueTest {
    @Test
    void drain_randomly_isFirstInFirstOut() {
        Random random = new Random(7);
        FrameQueue queue = new FrameQueue();
        ArrayDeque<Frame> model = new ArrayDeque<>();
        Frame[] into = new Frame[50];
        for (int round = 0; round < 5_000; round++) {
            for (int i = random.nextInt(40); i > 0; i--) {
                Frame frame = Frame.of(new byte[1 + random.nextInt(100)]);
                queue.add(frame);
                model.add(frame);
            }
            int taken = queue.drain(into, 1 + random.nextInt(3_000));
            assertThat(taken == 0).isEqualTo(model.isEmpty());
            for (int i = 0; i < taken; i++) {
                assertThat(into[i]).isSameAs(model.remove());
            }
            assertThat(queue.count()).isEqualTo(model.size());
            assertThat(queue.bytes())
                    .isEqualTo(model.stream().mapToInt(Frame::size).sum());
        }
    }

    @Test
    void drain_largerThanTheTurn_takesOneAnyway() {
        FrameQueue queue = new FrameQueue();
        queue.add(Frame.of(new byte[500]));
        queue.add(Frame.of(new byte[1]));
        assertThat(queue.drain(new Frame[4], 100)).isEqualTo(1);
        assertThat(queue.drain(new Frame[4], 100)).isEqualTo(1);
        assertThat(queue.isEmpty()).isTrue();
    }
}
