package io.algocratic.realtime.sse;

import io.algocratic.realtime.spi.WriteCallback;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One response that stays open and is written without blocking.
 *
 * <p>States: Blocked (the container will call {@link #onWritePossible}; the first state), Ready (nobody writes, and the
 * stream takes bytes), Writing (one thread owns the stream), Probing (the owner asks whether it is ready), Ended. Bytes
 * leave in the order of the calls; the head of the response leaves with the container's first call.
 *
 * <p>Thread-safe; no method blocks.
 */
final class StreamOutput implements WriteListener, AsyncListener {
    // The lock guards the fields below it and is a leaf: container and hub are called outside of it. Who turns the
    // state
    // to Writing owns the stream until it turns it to something else.
    //
    // isReady() is asked by the owner only, in Probing. "No" is the container's promise to call onWritePossible. It may
    // do so on its own thread before the answer has come back here: then that thread is the owner, and the old one sees
    // that its probe is not the current one and keeps its hands off. Nobody asks while Blocked: Undertow would say
    // "yes"
    // shortly before its callback, and then suspend the writes of who believed it.
    private enum State {
        BLOCKED,
        READY,
        WRITING,
        PROBING,
        ENDED
    }

    private enum Step {
        WRITE,
        FLUSH,
        ANSWER,
        FINISH,
        NONE
    }

    private static final Logger LOG = LoggerFactory.getLogger(StreamOutput.class);
    private static final byte[] NOTHING = {};
    private static final WriteCallback NOBODY = new WriteCallback() {
        @Override
        public void succeeded() {}

        @Override
        public void failed(Throwable cause) {}
    };

    private final AsyncContext async;
    private final ServletOutputStream out;
    private final Runnable onEnd;

    private State state = State.BLOCKED;
    private int probe;
    private boolean started;
    private boolean flushDue = true;
    private byte @Nullable [] waiting;
    private @Nullable WriteCallback callback;
    private byte @Nullable [] last;
    private boolean released;

    // The owner's, taken from above.
    private byte[] bytes = NOTHING;
    private WriteCallback answer = NOBODY;

    /** Takes over a response whose head is set; {@code onEnd} runs once. */
    StreamOutput(AsyncContext async, ServletOutputStream out, Runnable onEnd) {
        this.async = async;
        this.out = out;
        this.onEnd = onEnd;
    }

    /** Writes; the callback is answered when the container has everything and is ready again. One write at a time. */
    void write(byte[] block, WriteCallback done) {
        boolean over;
        boolean mine;
        synchronized (this) {
            over = state == State.ENDED;
            if (!over) {
                waiting = block;
                callback = done;
            }
            mine = takeIfReady();
        }
        if (over) {
            done.failed(new IOException("the stream has ended"));
        } else if (mine) {
            pump();
        }
    }

    /**
     * Writes the last block after everything else and completes the response. When the container still sits on bytes it
     * could not send, the peer does not read: then the stream is over for the hub at once, and the rest is left to the
     * container, which sends it to a peer that reads after all and otherwise drops it by its own write timeout.
     */
    void finish(byte[] block) {
        boolean mine;
        boolean stalled;
        synchronized (this) {
            last = block;
            mine = takeIfReady();
            stalled = state == State.BLOCKED && started;
        }
        if (mine) {
            pump();
        } else if (stalled) {
            release(new IOException("the peer does not read"));
        }
    }

    @Override
    public void onWritePossible() {
        synchronized (this) {
            if (state != State.BLOCKED && state != State.PROBING) {
                return;
            }
            state = State.WRITING;
            started = true;
        }
        pump();
    }

    private synchronized boolean takeIfReady() {
        if (state != State.READY) {
            return false;
        }
        state = State.WRITING;
        return true;
    }

    /** Writes what there is; called by the owner, and it is none any more when this returns. */
    private void pump() {
        try {
            boolean mine = true;
            while (mine) {
                mine = turn(next());
            }
        } catch (IOException | RuntimeException e) {
            end(e, true);
        }
    }

    private boolean turn(Step step) throws IOException {
        switch (step) {
            case WRITE -> out.write(bytes);
            case FLUSH -> out.flush();
            case ANSWER -> {
                answer.succeeded();
                return true;
            }
            case FINISH -> {
                out.write(bytes);
                if (ready()) {
                    out.flush();
                }
                // What the container could not send yet it sends after the completion.
                end(new IOException("the stream was closed"), true);
                return false;
            }
            case NONE -> {
                return false;
            }
        }
        bytes = NOTHING;
        return ready();
    }

    private synchronized Step next() {
        if (state == State.ENDED) {
            return Step.NONE;
        }
        if (waiting != null) {
            bytes = waiting;
            waiting = null;
            flushDue = true;
            return Step.WRITE;
        }
        if (flushDue) {
            flushDue = false;
            return Step.FLUSH;
        }
        if (callback != null) {
            answer = callback;
            callback = null;
            return Step.ANSWER;
        }
        if (last != null) {
            bytes = last;
            return Step.FINISH;
        }
        state = State.READY;
        return Step.NONE;
    }

    /** Asks the container; when it says no, the caller is not the owner any more. */
    private boolean ready() {
        int mine;
        synchronized (this) {
            if (state == State.ENDED) {
                return false;
            }
            state = State.PROBING;
            mine = ++probe;
        }
        boolean ready = out.isReady();
        boolean stalled;
        synchronized (this) {
            if (state != State.PROBING || probe != mine) {
                return false;
            }
            state = ready ? State.WRITING : State.BLOCKED;
            stalled = !ready && last != null;
        }
        if (stalled) {
            release(new IOException("the peer does not read"));
        }
        return ready;
    }

    @Override
    public void onError(Throwable failure) {
        end(failure, true);
    }

    @Override
    public void onError(AsyncEvent event) {
        end(event.getThrowable() == null ? new IOException("the exchange failed") : event.getThrowable(), true);
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        end(new IOException("the container timed out"), true);
    }

    @Override
    public void onComplete(AsyncEvent event) {
        end(new IOException("the exchange is complete"), false);
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // Nobody dispatches this request again.
    }

    private void end(Throwable cause, boolean complete) {
        synchronized (this) {
            if (state == State.ENDED) {
                return;
            }
            state = State.ENDED;
        }
        LOG.debug("a stream ended: {}", cause.getClass().getName());
        if (complete) {
            try {
                async.complete();
            } catch (IllegalStateException e) {
                LOG.debug("the container had completed the stream before");
            }
        }
        release(cause);
    }

    /** The hub has nothing more to do with this stream. */
    private void release(Throwable cause) {
        WriteCallback unanswered;
        synchronized (this) {
            if (released) {
                return;
            }
            released = true;
            unanswered = callback == null ? NOBODY : callback;
            callback = null;
        }
        unanswered.failed(cause);
        onEnd.run();
    }
}
