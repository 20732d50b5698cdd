package io.algocratic.realtime.internal.time;

import io.algocratic.realtime.spi.Scheduler;
import io.algocratic.realtime.spi.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The system's clock and threads: the only class of the core that reads the one or starts the other.
 *
 * <p>Every thread it started is stopped by {@link #close}. Thread-safe.
 */
public final class SystemRuntime implements AutoCloseable {
    /** Elapsed time of the system. */
    public static final Ticker TICKER = System::nanoTime;

    private static final Duration LINGER = Duration.ofSeconds(5);

    /** Guarded by this. */
    private final List<ExecutorService> started = new ArrayList<>();

    /**
     * Starts a scheduler on one thread.
     *
     * @return the scheduler; tasks after {@link #close} are dropped
     */
    public Scheduler scheduler() {
        ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(1, named("realtime-scheduler"));
        pool.setRemoveOnCancelPolicy(true);
        pool.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        keep(pool);
        return (task, delay) -> {
            try {
                ScheduledFuture<?> future = pool.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
                return () -> future.cancel(false);
            } catch (RejectedExecutionException e) {
                return () -> {};
            }
        };
    }

    /**
     * Starts a pool whose threads end when idle.
     *
     * @param name of its threads
     * @param threads at most so many
     * @return the pool
     */
    public ExecutorService pool(String name, int threads) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads, threads, LINGER.toMillis(), TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(), named(name));
        pool.allowCoreThreadTimeOut(true);
        return keep(pool);
    }

    /** Stops every thread it started, after what they are doing, and waits for them. */
    @Override
    public void close() {
        List<ExecutorService> all;
        synchronized (this) {
            all = List.copyOf(started);
            started.clear();
        }
        all.forEach(ExecutorService::shutdown);
        for (ExecutorService pool : all) {
            try {
                if (!pool.awaitTermination(LINGER.toMillis(), TimeUnit.MILLISECONDS)) {
                    pool.shutdownNow();
                }
            } catch (InterruptedException e) {
                pool.shutdownNow();
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized <T extends ExecutorService> T keep(T pool) {
        started.add(pool);
        return pool;
    }

    private static ThreadFactory named(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
