package io.algocratic.realtime.jakarta.internal.tyrus;

import static org.assertj.core.api.Assertions.assertThat;

import io.algocratic.realtime.spi.WriteCallback;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class OutletTest {
    private final FakeContainer container = new FakeContainer();
    private final List<String> owner = new ArrayList<>();
    private final Outlet outlet = outlet();

    private Outlet outlet() {
        try {
            return new Outlet(
                    new Outlet.Owner() {
                        @Override
                        public void closeFlushed() {
                            owner.add("closeFlushed");
                        }

                        @Override
                        public void ended() {
                            owner.add("ended");
                        }
                    },
                    container);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void write_beforeTheContainerCalled_waits() {
        Outcome done = new Outcome();
        outlet.write(bytes("a"), done);
        assertThat(container.written()).isEmpty();
        outlet.onWritePossible();
        assertThat(container.written()).containsExactly("a");
        assertThat(done.calls()).isEqualTo("succeeded");
    }

    @Test
    void write_containerHoldsIt_isDoneWhenItIsReadyAgain() {
        outlet.onWritePossible();
        container.stall();
        Outcome done = new Outcome();
        outlet.write(bytes("a"), done);
        assertThat(container.written()).containsExactly("a");
        assertThat(done.calls()).isEmpty();
        outlet.onWritePossible();
        assertThat(done.calls()).as("called for nothing").isEmpty();
        container.release();
        outlet.onWritePossible();
        assertThat(done.calls()).isEqualTo("succeeded");
    }

    @Test
    void write_fromWithinDone_doesNotRecurse() {
        outlet.onWritePossible();
        int count = 100_000;
        AtomicInteger left = new AtomicInteger(count);
        WriteCallback again = new WriteCallback() {
            @Override
            public void succeeded() {
                if (left.decrementAndGet() > 0) {
                    outlet.write(bytes("x"), this);
                }
            }

            @Override
            public void failed(Throwable cause) {
                throw new AssertionError(cause);
            }
        };
        outlet.write(bytes("x"), again);
        assertThat(left).hasValue(0);
        assertThat(container.written()).hasSize(count);
    }

    @Test
    void pongs_whileAWriteIsHeld_onlyTheLastIsSent() {
        outlet.onWritePossible();
        container.stall();
        outlet.write(bytes("batch"), new Outcome());
        for (int i = 0; i < 1_000; i++) {
            outlet.pong(bytes("pong " + i));
        }
        container.release();
        outlet.onWritePossible();
        assertThat(container.written()).containsExactly("batch", "pong 999");
    }

    @Test
    void pongs_inARow_doNotPassABatchThatWaits() {
        outlet.onWritePossible();
        container.stall();
        outlet.pong(bytes("pong 1"));
        outlet.write(bytes("batch"), new Outcome());
        outlet.pong(bytes("pong 2"));
        container.release();
        outlet.onWritePossible();
        assertThat(container.written()).containsExactly("pong 1", "batch", "pong 2");
    }

    @Test
    void close_afterBatchAndPong_comesLastAndShutsTheStream() {
        outlet.onWritePossible();
        container.stall();
        outlet.write(bytes("one"), new Outcome());
        outlet.pong(bytes("pong"));
        outlet.close(bytes("close"));
        assertThat(owner).isEmpty();
        container.release();
        outlet.onWritePossible();
        assertThat(container.written()).containsExactly("one", "pong", "close");
        assertThat(container.shut()).isTrue();
        assertThat(owner).containsExactly("closeFlushed");
    }

    @Test
    void close_behindABatchThatWaits_comesAfterIt() {
        outlet.onWritePossible();
        container.stall();
        outlet.pong(bytes("pong"));
        Outcome done = new Outcome();
        outlet.write(bytes("batch"), done);
        outlet.close(bytes("close"));
        container.release();
        outlet.onWritePossible();
        assertThat(container.written()).containsExactly("pong", "batch", "close");
        assertThat(done.calls()).isEqualTo("succeeded");
    }

    @Test
    void write_containerThatBuffers_isFlushedBeforeItIsDone() {
        outlet.onWritePossible();
        Outcome done = new Outcome();
        container.stallAtFlush();
        outlet.write(bytes("a"), done);
        assertThat(container.flushes()).isEqualTo(1);
        assertThat(done.calls()).isEmpty();
        container.release();
        outlet.onWritePossible();
        assertThat(done.calls()).isEqualTo("succeeded");
        assertThat(container.flushes()).isEqualTo(1);
    }

    @Test
    void pong_afterTheCloseFrame_isNotSent() {
        outlet.onWritePossible();
        outlet.close(bytes("close"));
        outlet.pong(bytes("pong"));
        assertThat(container.written()).containsExactly("close");
    }

    @Test
    void end_failsWhatIsHeldAndWhatComesLater_onceEach() {
        outlet.onWritePossible();
        container.stall();
        Outcome held = new Outcome();
        outlet.write(bytes("held"), held);
        outlet.end(LinkEnded.GAVE_UP);
        outlet.end(LinkEnded.GAVE_UP);
        Outcome late = new Outcome();
        outlet.write(bytes("late"), late);
        assertThat(held.calls()).isEqualTo("failed");
        assertThat(late.calls()).isEqualTo("failed");
        assertThat(container.closes()).isEqualTo(1);
        assertThat(owner).containsExactly("ended");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void write_thatThrows_failsAndEndsTheLink() {
        outlet.onWritePossible();
        container.breakDown();
        Outcome done = new Outcome();
        outlet.write(bytes("a"), done);
        assertThat(done.calls()).isEqualTo("failed");
        assertThat(owner).containsExactly("ended");
    }

    @RepeatedTest(20)
    void threads_writingPongingAndFlushing_neverMeetInTheStream() throws Exception {
        ExecutorService io = Executors.newSingleThreadExecutor();
        ExecutorService others = Executors.newFixedThreadPool(2);
        try {
            container.stallOften(io, outlet);
            io.execute(outlet::onWritePossible);
            CompletableFuture<Void> all = new CompletableFuture<>();
            AtomicInteger next = new AtomicInteger();
            int count = 5_000;
            WriteCallback again = new WriteCallback() {
                @Override
                public void succeeded() {
                    int n = next.incrementAndGet();
                    if (n < count) {
                        others.execute(() -> outlet.write(bytes("batch " + n), this));
                    } else {
                        all.complete(null);
                    }
                }

                @Override
                public void failed(Throwable cause) {
                    all.completeExceptionally(cause);
                }
            };
            others.execute(() -> outlet.write(bytes("batch 0"), again));
            for (int i = 0; i < 2_000; i++) {
                outlet.pong(bytes("pong " + i));
            }
            all.get(20, TimeUnit.SECONDS);
            outlet.close(bytes("close"));
            container.awaitShut();
        } finally {
            others.shutdownNow();
            io.shutdownNow();
        }
        assertThat(container.clashes()).isZero();
        List<String> written = container.written();
        assertThat(written.get(written.size() - 1)).isEqualTo("close");
        assertThat(written.stream().filter(w -> w.startsWith("batch")).toList())
                .containsExactlyElementsOf(java.util.stream.IntStream.range(0, 5_000)
                        .mapToObj(n -> "batch " + n)
                        .toList());
        List<Integer> pongs = written.stream()
                .filter(w -> w.startsWith("pong"))
                .map(w -> Integer.parseInt(w.substring(5)))
                .toList();
        assertThat(pongs).isSorted().doesNotHaveDuplicates().last().isEqualTo(1_999);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static final class Outcome implements WriteCallback {
        private String calls = "";

        @Override
        public void succeeded() {
            calls += "succeeded";
        }

        @Override
        public void failed(Throwable cause) {
            calls += "failed";
        }

        String calls() {
            return calls;
        }
    }
}
