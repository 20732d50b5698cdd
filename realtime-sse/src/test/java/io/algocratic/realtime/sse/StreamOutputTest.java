package io.algocratic.realtime.sse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import io.algocratic.realtime.sse.Batch.Done;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The moments that a real container brings about once in a million writes. */
@Timeout(30)
class StreamOutputTest {
    private final AsyncContext async = mock(AsyncContext.class);
    private final Container container = new Container();
    private final AtomicInteger ends = new AtomicInteger();
    private final StreamOutput output = new StreamOutput(async, container, ends::incrementAndGet);

    @Test
    void head_firstCall_isFlushedWithoutABody() {
        output.onWritePossible();
        assertThat(container.log).containsExactly("flush");
    }

    @Test
    void write_beforeTheFirstCall_waitsForIt() {
        Done done = new Done();
        output.write(bytes("a"), done);
        assertThat(container.log).isEmpty();
        output.onWritePossible();
        assertThat(container.log).containsExactly("a", "flush");
        assertThat(done).isCompletedWithValue(true);
    }

    @Test
    void write_ready_isFlushedAndAnsweredAtOnce() {
        output.onWritePossible();
        for (String block : new String[] {"a", "b"}) {
            Done done = new Done();
            output.write(bytes(block), done);
            assertThat(done).isCompletedWithValue(true);
        }
        assertThat(container.log).containsExactly("flush", "a", "flush", "b", "flush");
    }

    @Test
    void write_fromWithinTheAnswer_isWrittenNext() {
        output.onWritePossible();
        Done second = new Done();
        Done first = new Done() {
            @Override
            public void succeeded() {
                super.succeeded();
                output.write(bytes("b"), second);
            }
        };
        output.write(bytes("a"), first);
        assertThat(container.log).containsExactly("flush", "a", "flush", "b", "flush");
        assertThat(second).isCompletedWithValue(true);
    }

    @Test
    void write_containerNotReady_isAnsweredAfterItsCall() {
        output.onWritePossible();
        container.ready = () -> false;
        Done done = new Done();
        output.write(bytes("a"), done);
        assertThat(done).isNotDone();
        assertThat(container.log).containsExactly("flush", "a");
        container.ready = () -> true;
        output.onWritePossible();
        assertThat(container.log).containsExactly("flush", "a", "flush");
        assertThat(done).isCompletedWithValue(true);
    }

    @Test
    void onWritePossible_beforeTheNoArrived_isTheOwner() {
        output.onWritePossible();
        container.ready = () -> {
            container.ready = () -> true;
            output.onWritePossible();
            return false;
        };
        Done first = new Done();
        output.write(bytes("a"), first);
        assertThat(first).isCompletedWithValue(true);
        Done second = new Done();
        output.write(bytes("b"), second);
        assertThat(second).isCompletedWithValue(true);
        assertThat(container.log).containsExactly("flush", "a", "flush", "b", "flush");
    }

    @Test
    void onWritePossible_probingWhileTheNoArrives_staysTheOwner() throws Exception {
        output.onWritePossible();
        CountDownLatch otherProbes = new CountDownLatch(1);
        CountDownLatch noArrived = new CountDownLatch(1);
        CompletableFuture<Void> other = new CompletableFuture<>();
        container.ready = () -> {
            container.ready = () -> {
                otherProbes.countDown();
                await(noArrived);
                return true;
            };
            CompletableFuture.runAsync(output::onWritePossible).thenRun(() -> other.complete(null));
            await(otherProbes);
            return false;
        };
        Done done = new Done();
        output.write(bytes("a"), done);
        noArrived.countDown();
        other.get(10, TimeUnit.SECONDS);
        assertThat(done).isCompletedWithValue(true);
        assertThat(container.log).containsExactly("flush", "a", "flush");
    }

    @Test
    void onWritePossible_unasked_changesNothing() {
        output.onWritePossible();
        output.onWritePossible();
        assertThat(container.log).containsExactly("flush");
    }

    @Test
    void finish_ready_writesTheLastBlockAndCompletes() {
        output.onWritePossible();
        output.finish(bytes("z"));
        assertThat(container.log).containsExactly("flush", "z", "flush");
        verify(async, times(1)).complete();
        assertThat(ends).hasValue(1);
    }

    @Test
    void finish_withAWriteThatWaits_comesAfterIt() {
        Done done = new Done();
        output.write(bytes("a"), done);
        output.finish(bytes("z"));
        verify(async, never()).complete();
        output.onWritePossible();
        assertThat(container.log).containsExactly("a", "flush", "z", "flush");
        assertThat(done).isCompletedWithValue(true);
        verify(async, times(1)).complete();
    }

    @Test
    void finish_stalled_releasesTheHubAndTellsAPeerThatReadsAfterAll() {
        output.onWritePossible();
        container.ready = () -> false;
        Done done = new Done();
        output.write(bytes("a"), done);
        output.finish(bytes("z"));
        assertThat(ends).hasValue(1);
        assertThat(done).isCompletedWithValue(false);
        verify(async, never()).complete();
        container.ready = () -> true;
        output.onWritePossible();
        assertThat(container.log).containsExactly("flush", "a", "flush", "z", "flush");
        verify(async, times(1)).complete();
        assertThat(ends).hasValue(1);
    }

    @Test
    void finish_whileTheOwnerProbes_releasesTheHubWhenTheNoArrives() {
        output.onWritePossible();
        container.ready = () -> {
            output.finish(bytes("z"));
            assertThat(ends).hasValue(0);
            return false;
        };
        Done done = new Done();
        output.write(bytes("a"), done);
        assertThat(ends).hasValue(1);
        assertThat(done).isCompletedWithValue(false);
    }

    @Test
    void write_containerThrows_failsAndEndsOnce() {
        output.onWritePossible();
        container.failure = new IOException("broken pipe");
        Done done = new Done();
        output.write(bytes("a"), done);
        assertThat(done).isCompletedWithValue(false);
        output.onError(new IOException("again"));
        output.onComplete(new AsyncEvent(async));
        assertThat(ends).hasValue(1);
        verify(async, times(1)).complete();
    }

    @Test
    void write_afterTheEnd_fails() {
        output.onComplete(new AsyncEvent(async));
        Done done = new Done();
        output.write(bytes("a"), done);
        assertThat(done).isCompletedWithValue(false);
        output.finish(bytes("z"));
        output.onWritePossible();
        assertThat(container.log).isEmpty();
        verify(async, never()).complete();
        assertThat(ends).hasValue(1);
    }

    @Test
    void onError_completeThrows_stillTellsTheHub() {
        doThrow(new IllegalStateException("complete already")).when(async).complete();
        output.onError(new AsyncEvent(async));
        assertThat(ends).hasValue(1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(10, TimeUnit.SECONDS)) {
                throw new AssertionError("never came");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Does what a test says a container may do. */
    private static final class Container extends ServletOutputStream {
        final List<String> log = new ArrayList<>();
        volatile BooleanSupplier ready = () -> true;
        private IOException failure;

        @Override
        public boolean isReady() {
            return ready.getAsBoolean();
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write(int b) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            if (failure != null) {
                throw failure;
            }
            log.add(new String(bytes, StandardCharsets.UTF_8));
        }

        @Override
        public void flush() {
            log.add("flush");
        }
    }
}
