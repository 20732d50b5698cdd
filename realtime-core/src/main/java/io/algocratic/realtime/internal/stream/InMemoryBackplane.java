package io.algocratic.realtime.internal.stream;

import io.algocratic.realtime.ErrorCode;
import io.algocratic.realtime.HistoryBounds;
import io.algocratic.realtime.Message;
import io.algocratic.realtime.RealtimeException;
import io.algocratic.realtime.StreamPosition;
import io.algocratic.realtime.internal.order.SerialExecutor;
import io.algocratic.realtime.spi.Backplane;
import io.algocratic.realtime.spi.BackplaneListener;
import io.algocratic.realtime.spi.Replay;
import io.algocratic.realtime.spi.Scheduler;
import io.algocratic.realtime.spi.StreamKey;
import io.algocratic.realtime.spi.StreamRange;
import io.algocratic.realtime.spi.StreamRecord;
import io.algocratic.realtime.spi.Ticker;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Streams of one process, each with an order of its own.
 *
 * <p>A stream that keeps nothing and was not asked for in two minutes is forgotten; its next record begins a new epoch.
 * Thread-safe.
 */
public final class InMemoryBackplane implements Backplane {
    private static final Duration IDLE = Duration.ofMinutes(2);

    private final HistoryBounds bounds;
    private final int maxStreams;
    private final Ticker ticker;
    private final Scheduler scheduler;
    private final Executor executor;
    private final Supplier<String> epochs;
    private final Map<StreamKey, Ordered> streams = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private volatile @Nullable BackplaneListener listener;
    private volatile boolean closed;

    /** A stream and its order; {@code forgotten} is confined to the order. */
    private static final class Ordered {
        final SerialExecutor order;
        final MemoryStream stream;
        boolean forgotten;

        Ordered(SerialExecutor order, MemoryStream stream) {
            this.order = order;
            this.stream = stream;
        }
    }

    /**
     * A backplane for one hub.
     *
     * @param bounds what each stream keeps
     * @param maxStreams the most streams at once
     * @param epochs makes an epoch for each new stream
     */
    public InMemoryBackplane(
            HistoryBounds bounds,
            int maxStreams,
            Ticker ticker,
            Scheduler scheduler,
            Executor executor,
            Supplier<String> epochs) {
        this.bounds = bounds;
        this.maxStreams = maxStreams;
        this.ticker = ticker;
        this.scheduler = scheduler;
        this.executor = executor;
        this.epochs = epochs;
    }

    @Override
    public void start(BackplaneListener hub) {
        listener = hub;
        scheduleForgetting();
    }

    @Override
    public CompletionStage<StreamPosition> append(StreamKey key, Message message) {
        return onStream(key, stream -> {
            StreamRecord record = stream.append(message, ticker.nanos());
            BackplaneListener told = listener;
            if (told != null) {
                told.onRecord(key, record);
            }
            return record.position();
        });
    }

    @Override
    public CompletionStage<Replay> read(StreamKey key, StreamRange range) {
        return onStream(key, stream -> stream.read(range, ticker.nanos()));
    }

    @Override
    public void relay(StreamKey key, Message message) {
        BackplaneListener told = listener;
        if (told != null) {
            told.onRelay(key, message);
        }
    }

    @Override
    public void close() {
        closed = true;
        streams.clear();
    }

    private <T> CompletableFuture<T> onStream(StreamKey key, Function<MemoryStream, T> action) {
        CompletableFuture<T> result = new CompletableFuture<>();
        if (closed) {
            result.completeExceptionally(new RealtimeException(ErrorCode.UNAVAILABLE, "the hub is closed"));
            return result;
        }
        run(key, action, result);
        return result;
    }

    private <T> void run(StreamKey key, Function<MemoryStream, T> action, CompletableFuture<T> result) {
        Ordered ordered = streams.computeIfAbsent(key, k -> create());
        if (ordered == null) {
            result.completeExceptionally(new RealtimeException(
                    ErrorCode.LIMIT_REACHED, "this hub holds at most " + maxStreams + " rooms at once"));
            return;
        }
        ordered.order.execute(() -> {
            if (ordered.forgotten) {
                run(key, action, result);
            } else {
                result.complete(action.apply(ordered.stream));
            }
        });
    }

    private @Nullable Ordered create() {
        if (count.incrementAndGet() > maxStreams) {
            count.decrementAndGet();
            return null;
        }
        MemoryStream stream = new MemoryStream(epochs.get(), bounds, ticker.nanos());
        return new Ordered(new SerialExecutor(executor), stream);
    }

    private void forgetIdle() {
        if (closed) {
            return;
        }
        long now = ticker.nanos();
        streams.forEach((key, ordered) -> ordered.order.execute(() -> {
            if (!ordered.forgotten && ordered.stream.forgettable(now, IDLE.toNanos())) {
                ordered.forgotten = true;
                streams.remove(key, ordered);
                count.decrementAndGet();
            }
        }));
        scheduleForgetting();
    }

    private void scheduleForgetting() {
        scheduler.schedule(() -> executor.execute(this::forgetIdle), IDLE);
    }
}
