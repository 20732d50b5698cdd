package io.algocratic.realtime.internal.flush;

import static org.assertj.core.api.Assertions.assertThat;

import io.algocratic.realtime.CloseReason;
import io.algocratic.realtime.spi.Frame;
import io.algocratic.realtime.spi.FrameBatch;
import io.algocratic.realtime.spi.Transport;
import io.algocratic.realtime.spi.WireFormat;
import io.algocratic.realtime.spi.WriteCallback;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

class LinkTest {
    private static final WireFormat TEXT = json -> json;
    private static final Frame PING = Frame.of("ping".getBytes(StandardCharsets.US_ASCII));
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private final FlushLoop.Stats stats = new FlushLoop.Stats(new LongAdder(), new LongAdder(), new LongAdder());
    private final FlushLoop loop = new FlushLoop(tasks::add, now::get, PING, stats);
    private final List<Optional<CloseReason>> ended = new ArrayList<>();

    /** Keeps what it is told, and completes writes when the test says so. */
    private static final class Recorder implements Transport {
        final List<byte[]> writes = new ArrayList<>();
        final List<CloseReason> closes = new ArrayList<>();
        final ArrayDeque<WriteCallback> outstanding = new ArrayDeque<>();

        @Override
        public String name() {
            return "recorder";
        }

        @Override
        public void write(FrameBatch batch, WriteCallback done) {
            assertThat(outstanding).as("T1").isEmpty();
            writes.add(batch.bytes(TEXT));
            outstanding.add(done);
        }

        @Override
        public void close(CloseReason reason) {
            closes.add(reason);
        }

        List<String> texts() {
            return writes.stream()
                    .map(bytes -> new String(bytes, StandardCharsets.US_ASCII))
                    .toList();
        }
    }

    private final Recorder transport = new Recorder();
    private final LinkLimits limits = new LinkLimits(20, 1_000, 25 * SECOND, 10 * SECOND, 30 * SECOND);
    private final Link link = loop.open(transport, limits, ended::add, false);

    @Test
    void offer_whileAWriteIsOutstanding_goesOutAsOneBatchAfterIt() {
        offer("a");
        run();
        offer("b");
        offer("c");
        run();
        assertThat(transport.texts()).containsExactly("a");
        transport.outstanding.remove().succeeded();
        run();
        assertThat(transport.texts()).containsExactly("a", "bc");
        assertThat(stats.writes().sum()).isEqualTo(2);
        assertThat(stats.bytes().sum()).isEqualTo(3);
    }

    @Test
    void write_sameFramesOfTwoLinks_sharesOneArray() {
        Recorder other = new Recorder();
        Link second = loop.open(other, limits, ended::add, false);
        for (String text : List.of("a", "b")) {
            Frame frame = frame(text);
            link.offer(frame);
            second.offer(frame);
        }
        run();
        assertThat(transport.writes.get(0)).isSameAs(other.writes.get(0)).hasSize(2);
    }

    @Test
    void close_whatIsQueuedGoesOutFirst() {
        offer("a");
        link.close(CloseReason.KICKED);
        offer("b");
        run();
        assertThat(transport.texts()).containsExactly("a");
        assertThat(transport.closes).isEmpty();
        transport.outstanding.remove().succeeded();
        run();
        link.close(CloseReason.DONE);
        run();
        assertThat(transport.closes).containsExactly(CloseReason.KICKED);
        assertThat(transport.texts()).containsExactly("a");
        assertThat(ended).as("the owner closed it and need not be told").isEmpty();
    }

    @Test
    void offer_pastTheBytes_closesSlow() {
        offer("x".repeat(900));
        offer("y".repeat(101));
        run();
        assertThat(ended).containsExactly(Optional.of(CloseReason.SLOW_CONSUMER));
        assertThat(transport.closes).containsExactly(CloseReason.SLOW_CONSUMER);
        assertThat(transport.writes).isEmpty();
        assertThat(stats.slowConsumers().sum()).isEqualTo(1);
    }

    @Test
    void offer_oneFrameLargerThanTheQueue_goesOut() {
        offer("x".repeat(2_000));
        run();
        assertThat(transport.texts()).containsExactly("x".repeat(2_000));
        assertThat(transport.closes).isEmpty();
    }

    @Test
    void offer_pastTheFrames_closesSlow() {
        for (int i = 0; i < 21; i++) {
            offer("x");
        }
        run();
        assertThat(transport.closes).containsExactly(CloseReason.SLOW_CONSUMER);
    }

    @Test
    void offerEphemeral_halfFull_isDropped() {
        for (int i = 0; i < 10; i++) {
            offer("x");
        }
        link.offerEphemeral(frame("e"));
        run();
        assertThat(transport.texts()).containsExactly("x".repeat(10));
        assertThat(transport.closes).isEmpty();
    }

    @Test
    void sweep_noHello_closesSilent() {
        now.addAndGet(10 * SECOND + 1);
        link.sweep(now.get());
        run();
        assertThat(transport.closes).extracting(CloseReason::code).containsExactly(4006);
        assertThat(ended).hasSize(1);
    }

    @Test
    void sweep_idle_pingsThenClosesOnlyWhenTheSilenceLasts() {
        link.greeted();
        now.addAndGet(25 * SECOND);
        link.sweep(now.get());
        run();
        assertThat(transport.texts()).containsExactly("ping");
        transport.outstanding.remove().succeeded();
        now.addAndGet(20 * SECOND);
        link.heard();
        now.addAndGet(20 * SECOND);
        link.sweep(now.get());
        run();
        assertThat(transport.texts()).containsExactly("ping", "ping");
        transport.outstanding.remove().succeeded();
        now.addAndGet(35 * SECOND + 1);
        link.sweep(now.get());
        run();
        assertThat(transport.closes).containsExactly(CloseReason.LINK_SILENT);
    }

    @Test
    void sweep_oneWay_isNeverSilent() {
        Recorder other = new Recorder();
        Link stream = loop.open(other, limits, ended::add, true);
        stream.greeted();
        for (int i = 0; i < 4; i++) {
            now.addAndGet(26 * SECOND);
            stream.sweep(now.get());
            run();
            other.outstanding.remove().succeeded();
        }
        assertThat(other.closes).isEmpty();
        assertThat(other.texts()).containsExactly("ping", "ping", "ping", "ping");
    }

    @Test
    void sweep_writeStalls_closesSlow() {
        link.greeted();
        offer("a");
        run();
        now.addAndGet(30 * SECOND);
        link.sweep(now.get());
        assertThat(ended).isEmpty();
        now.addAndGet(1);
        link.sweep(now.get());
        run();
        assertThat(transport.closes).containsExactly(CloseReason.SLOW_CONSUMER);
        transport.outstanding.remove().succeeded();
        run();
        assertThat(transport.texts()).as("no write follows close").containsExactly("a");
    }

    @Test
    void failed_endsTheLinkOnce() {
        offer("a");
        run();
        WriteCallback done = transport.outstanding.remove();
        done.failed(new IllegalStateException("broken"));
        done.failed(new IllegalStateException("broken"));
        run();
        assertThat(ended).containsExactly(Optional.empty());
        assertThat(transport.closes).hasSize(1);
    }

    @Test
    void write_throws_endsThatLinkAlone() {
        Transport broken = new Transport() {
            @Override
            public String name() {
                return "broken";
            }

            @Override
            public void write(FrameBatch batch, WriteCallback done) {
                throw new AssertionError("on purpose");
            }

            @Override
            public void close(CloseReason reason) {}
        };
        loop.open(broken, limits, ended::add, false).offer(frame("a"));
        offer("b");
        run();
        assertThat(ended).containsExactly(Optional.empty());
        assertThat(transport.texts()).containsExactly("b");
    }

    @Test
    void gone_neverClosesTheTransport() {
        offer("a");
        link.gone();
        run();
        link.close(CloseReason.DONE);
        run();
        assertThat(transport.closes).isEmpty();
        assertThat(transport.writes).isEmpty();
    }

    private void offer(String text) {
        link.offer(frame(text));
    }

    private static Frame frame(String text) {
        return Frame.of(text.getBytes(StandardCharsets.US_ASCII));
    }

    private void run() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }
}
