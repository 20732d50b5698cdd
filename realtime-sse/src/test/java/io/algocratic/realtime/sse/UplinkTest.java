package io.algocratic.realtime.sse;

import static org.assertj.core.api.Assertions.assertThat;

import io.algocratic.realtime.CloseReason;
import io.algocratic.realtime.spi.Connection;
import io.algocratic.realtime.spi.Opening;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class UplinkTest {
    @Test
    void receive_fromManyThreads_isOneAtATimeAndInEachThreadsOrder() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        List<String> seen = new ArrayList<>(); // Unsafe on purpose: the uplink must make it safe.
        Uplink uplink = new Uplink(receiving(text -> {
            assertThat(inside.incrementAndGet()).isEqualTo(1);
            seen.add(text);
            inside.decrementAndGet();
        }));
        AtomicInteger handed = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                String name = t + ":";
                all.add(threads.submit(() -> {
                    for (int i = 0; i < 5_000; i++) {
                        uplink.receive(name + i, handed::incrementAndGet);
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get(30, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(handed).hasValue(20_000);
        assertThat(seen).hasSize(20_000);
        for (int t = 0; t < 4; t++) {
            String name = t + ":";
            assertThat(seen.stream().filter(text -> text.startsWith(name)))
                    .isSortedAccordingTo((a, b) ->
                            Integer.compare(Integer.parseInt(a.substring(2)), Integer.parseInt(b.substring(2))));
        }
    }

    @Test
    void receive_fromWithinReceive_waitsItsTurn() {
        List<String> order = new ArrayList<>();
        Uplink[] uplink = new Uplink[1];
        uplink[0] = new Uplink(receiving(text -> {
            order.add("begin " + text);
            if (text.equals("1")) {
                uplink[0].receive("2", () -> order.add("handed 2"));
            }
            order.add("end " + text);
        }));
        uplink[0].receive("1", () -> order.add("handed 1"));
        assertThat(order).containsExactly("begin 1", "end 1", "handed 1", "begin 2", "end 2", "handed 2");
    }

    @Test
    void receive_connectionThrows_theNextStillPasses() {
        List<String> seen = new ArrayList<>();
        Uplink uplink = new Uplink(receiving(text -> {
            seen.add(text);
            throw new IllegalStateException("a connection that fails, for the test");
        }));
        AtomicInteger handed = new AtomicInteger();
        uplink.receive("1", handed::incrementAndGet);
        uplink.receive("2", handed::incrementAndGet);
        assertThat(seen).containsExactly("1", "2");
        assertThat(handed).hasValue(2);
    }

    @Test
    void enter_moreThanThePlaces_isRefusedUntilOneLeaves() {
        Uplink uplink = new Uplink(receiving(text -> {}));
        for (int i = 0; i < Uplink.MAX_IN_PROGRESS; i++) {
            assertThat(uplink.enter()).isTrue();
        }
        assertThat(uplink.enter()).isFalse();
        uplink.leave();
        assertThat(uplink.enter()).isTrue();
        assertThat(uplink.enter()).isFalse();
    }

    private static Connection receiving(Consumer<String> receiver) {
        return new Connection() {
            @Override
            public void open(Opening opening) {}

            @Override
            public void receive(String text) {
                receiver.accept(text);
            }

            @Override
            public void refuse(CloseReason reason) {}

            @Override
            public void closed() {}
        };
    }
}
