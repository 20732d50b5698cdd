package io.algocratic.realtime.hub.time;

import io.algocratic.realtime.spi.Scheduler;
import io.algocratic.realtime.spi.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place of the application that reads a clock, keeps deadlines and makes threads.
 *
 * <p>Everything handed to {@link #schedule} runs on one thread, in the order of its deadlines, so that what is confined to it needs
 * no lock. Thread-safe. Tasks handed over after {@link #close} are dropped.
 */
public final class AppTime implements Scheduler, Ticker, InstantSource, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AppTime.class);

    private final ScheduledThreadPoolExecutor thread;

    /**
     * Starts the thread with the first task.
     *
     * @param name of the thread
     */
    public AppTime(String name) {
        thread = new ScheduledThreadPoolExecutor(1, task -> daemon(name, task));
        thread.setRemoveOnCancelPolicy(true);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public Instant instant() {
        return Instant.now();
    }

    @Override
    public Cancellable schedule(Runnable task, Duration delay) {
        try {
            Future<?> pending = thread.schedule(() -> guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> pending.cancel(false);
        } catch (RejectedExecutionException closed) {
            return () -> {};
        }
    }

    /**
     * Runs a task when the process is asked to end, by Ctrl-C or SIGTERM.
     *
     * @param task the process ends when it has returned
     * @return takes the task back; does nothing once the process ends
     */
    public static Cancellable whenProcessEnds(Runnable task) {
        Thread hook = new Thread(task, "hub-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        return () -> {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException alreadyEnding) {
                LOG.debug("the process is ending");
            }
        };
    }

    /** Drops what waits and ends the thread when its current task returns. Does not block. */
    @Override
    public void close() {
        thread.shutdown();
    }

    private static Thread daemon(String name, Runnable task) {
        Thread made = new Thread(task, name);
        made.setDaemon(true);
        return made;
    }

    // A task that fails must not end silently inside its future.
    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("a task of the application failed", e);
        }
    }
}
