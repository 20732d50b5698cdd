package io.algocratic.realtime.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.algocratic.realtime.ErrorCode;
import io.algocratic.realtime.internal.codec.Command;
import io.algocratic.realtime.internal.codec.CommandSource;
import io.algocratic.realtime.internal.codec.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CommandPumpTest {
    private static final Command PONG = new Command.Pong(Optional.empty());

    /** A frame of some commands that notices when two threads read it at once. */
    private static final class Frame implements CommandSource {
        final AtomicBoolean busy = new AtomicBoolean();
        final AtomicInteger clashes;
        int left;

        Frame(int commands, AtomicInteger clashes) {
            this.left = commands;
            this.clashes = clashes;
        }

        @Override
        public Optional<Command> next() {
            if (!busy.compareAndSet(false, true)) {
                clashes.incrementAndGet();
            }
            boolean has = left-- > 0;
            busy.set(false);
            return has ? Optional.of(PONG) : Optional.empty();
        }

        @Override
        public int size() {
            return 10;
        }
    }

    private abstract static class Sink implements CommandPump.Sink {
        int refused;
        int overflows;

        @Override
        public void refuse(Refusal refusal, int size) {
            refused++;
        }

        @Override
        public void overflow() {
            overflows++;
        }
    }

    private final AtomicInteger clashes = new AtomicInteger();

    @Test
    void feed_whileACommandWaits_appliesTheNextOnlyWhenItIsAnswered() {
        List<CompletableFuture<?>> open = new ArrayList<>();
        Sink sink = new Sink() {
            @Override
            public CompletableFuture<?> apply(Command command) {
                CompletableFuture<Void> answer = new CompletableFuture<>();
                open.add(answer);
                return answer;
            }
        };
        CommandPump pump = new CommandPump(sink, Runnable::run, 100);
        pump.feed(new Frame(2, clashes));
        pump.feed(new Frame(1, clashes));
        assertThat(open).hasSize(1);
        open.get(0).complete(null);
        assertThat(open).hasSize(2);
        open.get(1).complete(null);
        assertThat(open).hasSize(3);
        pump.stop();
        pump.feed(new Frame(1, clashes));
        open.get(2).complete(null);
        assertThat(open).hasSize(3);
    }

    @Test
    void feed_moreThanWaits_overflowsAndStops() {
        CompletableFuture<Void> never = new CompletableFuture<>();
        Sink sink = new Sink() {
            @Override
            public CompletableFuture<?> apply(Command command) {
                return never;
            }
        };
        CommandPump pump = new CommandPump(sink, Runnable::run, 25);
        for (int i = 0; i < 5; i++) {
            pump.feed(new Frame(1, clashes));
        }
        assertThat(sink.overflows).isEqualTo(1);
    }

    @Test
    void next_refuses_theFrameGoesOn() {
        AtomicInteger applied = new AtomicInteger();
        Sink sink = new Sink() {
            @Override
            public CompletableFuture<?> apply(Command command) {
                applied.incrementAndGet();
                return CompletableFuture.completedFuture(null);
            }
        };
        new CommandPump(sink, Runnable::run, 25).feed(new CommandSource() {
            private int calls;

            @Override
            public Optional<Command> next() {
                if (calls++ == 0) {
                    throw Refusal.of(ErrorCode.BAD_REQUEST, "on purpose");
                }
                return calls == 2 ? Optional.of(PONG) : Optional.empty();
            }

            @Override
            public int size() {
                return 1;
            }
        });
        assertThat(sink.refused).isEqualTo(1);
        assertThat(applied).hasValue(1);
    }

    /** A client that sends its next frame the moment it has an answer, while another thread still winds up the last. */
    @Test
    void feed_theMomentAnAnswerArrives_isReadByOneThreadAlone() throws InterruptedException {
        int frames = 300_000;
        ExecutorService other = Executors.newSingleThreadExecutor();
        AtomicInteger answers = new AtomicInteger();
        AtomicInteger open = new AtomicInteger();
        CountDownLatch ended = new CountDownLatch(frames);
        Sink sink = new Sink() {
            @Override
            public CompletableFuture<?> apply(Command command) {
                if (open.incrementAndGet() > 1) {
                    clashes.incrementAndGet();
                }
                CompletableFuture<Void> answer = new CompletableFuture<>();
                other.execute(() -> {
                    open.decrementAndGet();
                    answers.incrementAndGet();
                    answer.complete(null);
                    ended.countDown();
                });
                return answer;
            }
        };
        CommandPump pump = new CommandPump(sink, Runnable::run, 1_000);
        for (int i = 0; i < frames && clashes.get() == 0; i++) {
            pump.feed(new Frame(1, clashes));
            while (answers.get() <= i) {
                Thread.onSpinWait();
            }
        }
        assertThat(clashes).hasValue(0);
        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        other.shutdown();
    }
}
