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
    /** Guarded by this. Every thread that may still be alive. */
    private final List<Thread> threads = new ArrayList<>();

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
        List<ExecutorService> pools;
        synchronized (this) {
            pools = List.copyOf(started);
            started.clear();
        }
        pools.forEach(ExecutorService::shutdown);
        try {
            for (ExecutorService pool : pools) {
                if (!pool.awaitTermination(LINGER.toMillis(), TimeUnit.MILLISECONDS)) {
                    pool.shutdownNow();
                }
            }
            // A pool calls itself terminated a moment before its last thread has ended.
            for (Thread thread : threads()) {
                thread.join(LINGER.toMillis());
            }
        } catch (InterruptedException e) {
            pools.forEach(ExecutorService::shutdownNow);
            Thread.currentThread().interrupt();
        }
    }

    /** Without the calling one, should a task of the runtime close it. */
    private synchronized List<Thread> threads() {
        return threads.stream()
                .filter(thread -> thread != Thread.currentThread())
                .toList();
    }

    private synchronized void started(Thread thread) {
        threads.removeIf(known -> known.getState() == Thread.State.TERMINATED);
        threads.add(thread);
    }

    private synchronized <T extends ExecutorService> T keep(T pool) {
        started.add(pool);
        return pool;
    }

    private ThreadFactory named(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            started(thread);
            return thread;
        };
    }
}
