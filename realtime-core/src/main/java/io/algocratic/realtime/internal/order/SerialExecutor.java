package io.algocratic.realtime.internal.order;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks one at a time in the order in which they were submitted, on the threads that submit them.
 *
 * <p>Ordering: tasks of one thread run in its order. Serialization: no two run at once, and each sees what the one
 * before it did. Non-reentrancy: a task submitted by a running task runs after it. It owns no thread; after {@value
 * #TURN} tasks in a row the rest moves to the executor, so that no caller works for everybody. Thread-safe.
 */
public final class SerialExecutor implements Executor {
    private static final Logger LOG = LoggerFactory.getLogger(SerialExecutor.class);
    private static final int TURN = 128;

    private final Executor overflow;
    /** Guarded by this; made when first needed, because most rooms and identities never wait. */
    private @Nullable ArrayDeque<Runnable> waiting;
    /** Guarded by this. */
    private boolean running;

    /**
     * An order of its own.
     *
     * @param overflow takes over what is left of a long backlog
     */
    public SerialExecutor(Executor overflow) {
        this.overflow = overflow;
    }

    /** Runs the task now when nothing runs, otherwise after what was submitted before. */
    @Override
    public void execute(Runnable task) {
        synchronized (this) {
            if (running) {
                if (waiting == null) {
                    waiting = new ArrayDeque<>();
                }
                waiting.add(task);
                return;
            }
            running = true;
        }
        run(task);
        drain(TURN - 1);
    }

    private void drain(int turn) {
        for (int i = 0; i < turn; i++) {
            Runnable next = next();
            if (next == null) {
                return;
            }
            run(next);
        }
        try {
            overflow.execute(() -> drain(TURN));
        } catch (RejectedExecutionException e) {
            // The executor was shut down under us; what was submitted must still run.
            drain(Integer.MAX_VALUE);
        }
    }

    private synchronized @Nullable Runnable next() {
        Runnable next = waiting == null ? null : waiting.poll();
        if (next == null) {
            running = false;
        }
        return next;
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.error("a task failed; the ones after it go on", e);
        }
    }
}
