package io.algocratic.realtime.internal.session;

import io.algocratic.realtime.internal.codec.Command;
import io.algocratic.realtime.internal.codec.CommandSource;
import io.algocratic.realtime.internal.codec.Refusal;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Applies the commands of one link in order: the next one begins when the one before it is answered (wire protocol, rule
 * 9). Works on the thread that feeds it, or on the executor after a command that had to wait. Thread-safe; the lock is
 * a leaf.
 */
final class CommandPump {
    /** What is done with commands. Called by one thread at a time. */
    interface Sink {
        /** Applies a command; the stage completes when it is answered. */
        CompletableFuture<?> apply(Command command);

        /** Answers a command that could not be read. */
        void refuse(Refusal refusal, int size);

        /** Too much waits for one link. */
        void overflow();
    }

    private final Sink sink;
    private final Executor executor;
    private final int maxWaiting;
    /** Guarded by this; made when first needed. */
    private @Nullable ArrayDeque<CommandSource> waiting;
    /** Guarded by this. Characters that wait. */
    private long size;
    /** Guarded by this. What is being worked on; nothing while idle. */
    private @Nullable CommandSource current;
    /** Guarded by this. */
    private boolean stopped;

    CommandPump(Sink sink, Executor executor, int maxWaiting) {
        this.executor = executor;
        this.sink = sink;
        this.maxWaiting = maxWaiting;
    }

    void feed(CommandSource source) {
        boolean overflow = false;
        synchronized (this) {
            if (stopped) {
                return;
            }
            if (current == null) {
                current = source;
            } else {
                if (waiting == null) {
                    waiting = new ArrayDeque<>(2);
                }
                size += source.size();
                overflow = size > maxWaiting;
                if (!overflow) {
                    waiting.add(source);
                    return;
                }
            }
        }
        if (overflow) {
            stop();
            sink.overflow();
        } else {
            run();
        }
    }

    /** Applies nothing any more. */
    synchronized void stop() {
        stopped = true;
        waiting = null;
    }

    /** Works on what is current; only the thread that made it current, or that an answer woke, is here. */
    private void run() {
        @Nullable CommandSource source = current();
        while (source != null) {
            try {
                Optional<Command> command = source.next();
                if (command.isEmpty()) {
                    source = following();
                    continue;
                }
                CompletableFuture<?> answered = sink.apply(command.get());
                if (!answered.isDone()) {
                    // Not on the thread that answered: it may be at work for a room, and must not work for this link.
                    var unused = answered.whenCompleteAsync((result, failure) -> run(), executor);
                    return;
                }
            } catch (Refusal refusal) {
                sink.refuse(refusal, source.size());
            }
            if (isStopped()) {
                return;
            }
        }
    }

    private synchronized @Nullable CommandSource current() {
        return stopped ? null : current;
    }

    private synchronized boolean isStopped() {
        return stopped;
    }

    /**
     * Takes the next frame, or lets go in the same step: once nothing is current, whoever feeds next is the one that works,
     * and the caller must not look again.
     */
    private synchronized @Nullable CommandSource following() {
        current = waiting == null ? null : waiting.poll();
        if (current != null) {
            size -= current.size();
        }
        return current;
    }
}
