package io.algocratic.realtime.jakarta.internal.tyrus;

import io.algocratic.realtime.spi.WriteCallback;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The way out of one link: a slot for the hub's batch, one for the latest pong, one for the close frame, and the
 * container's stream.
 *
 * <p>Thread-safe: whoever brings work does it, unless another thread is at it already; then that one does it too. So the
 * stream has one user at a time, the flush loop writes without a hop to the container's thread, and no lock is held.
 * Nothing is copied and nothing is queued beyond the three slots. Arrays are never changed, so the container may keep
 * one until it is ready again.
 */
final class Outlet implements WriteListener {
    /** Told of turning points; called by the thread that is at work, without a lock held. */
    interface Owner {
        /** The close frame has left. */
        void closeFlushed();

        /** The container's connection was closed, nothing more will happen. */
        void ended();
    }

    private static final VarHandle PONG;

    static {
        try {
            PONG = MethodHandles.lookup().findVarHandle(Outlet.class, "pong", byte[].class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Owner owner;
    private final WebConnection connection;
    private final ServletOutputStream output;
    private final AtomicInteger work = new AtomicInteger();

    // Slots: filled by any thread, emptied by the one at work. The batch is published by its bytes.
    private @Nullable WriteCallback batchDone;
    private volatile byte @Nullable [] batch;

    private volatile byte @Nullable [] pong;

    private volatile byte @Nullable [] closeFrame;
    // Undertow must not be written to before it called once: its first event would overwrite the stream's state.
    private volatile boolean started;
    private volatile @Nullable Throwable ending;
    private volatile boolean writeFailed;

    // Used by the thread at work alone.
    private boolean held;
    private boolean unflushed;
    private @Nullable WriteCallback heldDone;
    private boolean pongLast;
    private boolean closeWritten;
    private boolean shut;
    private boolean ended;

    Outlet(Owner owner, WebConnection connection) throws IOException {
        this.owner = owner;
        this.connection = connection;
        this.output = connection.getOutputStream();
    }

    void listen() {
        output.setWriteListener(this);
    }

    /** Writes a batch; the caller keeps to one at a time. */
    void write(byte[] bytes, WriteCallback done) {
        batchDone = done;
        batch = bytes;
        work();
    }

    /** Sends a pong, in place of one that still waits: RFC 6455 §5.5.3 asks for the most recent only. */
    void pong(byte[] frame) {
        pong = frame;
        work();
    }

    /** Sends the close frame after everything given before; what comes later is not sent. */
    void close(byte[] frame) {
        closeFrame = frame;
        work();
    }

    /** Closes the container's connection now, whatever still waits. */
    void end(Throwable cause) {
        if (ending == null) {
            ending = cause;
        }
        work();
    }

    @Override
    public void onWritePossible() {
        started = true;
        work();
    }

    @Override
    public void onError(Throwable cause) {
        boolean again = writeFailed;
        writeFailed = true;
        end(cause);
        if (again) {
            // Undertow 2.3 keeps writing what a broken channel will never take, and telling us, until we throw.
            throw LinkEnded.QUIETLY;
        }
    }

    private void work() {
        if (work.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        do {
            turn();
            seen = work.addAndGet(-seen);
        } while (seen != 0);
    }

    private void turn() {
        Throwable cause = ending;
        if (cause == null) {
            try {
                writeWhilePossible();
                return;
            } catch (IOException | RuntimeException e) {
                ending = e;
                cause = e;
            }
        }
        if (!ended) {
            ended = true;
            AbruptClose.close(connection, output, writeFailed);
            owner.ended();
        }
        fail(cause);
    }

    private void writeWhilePossible() throws IOException {
        while (started && !shut && ending == null) {
            if (held) {
                if (!output.isReady()) {
                    return;
                }
                if (unflushed) {
                    // Tomcat keeps what fits its buffer until it is told to flush; to Undertow this is nothing.
                    unflushed = false;
                    output.flush();
                } else {
                    released();
                }
                continue;
            }
            byte[] next = next();
            if (next == null) {
                return;
            }
            held = true;
            unflushed = true;
            output.write(next);
        }
    }

    private void released() throws IOException {
        held = false;
        WriteCallback done = heldDone;
        heldDone = null;
        if (done != null) {
            done.succeeded();
        } else if (closeWritten) {
            // The peer sees the end of the stream behind the close frame, and has nothing more to wait for.
            shut = true;
            output.close();
            owner.closeFlushed();
        }
    }

    private byte @Nullable [] next() {
        // A peer that floods pings gets one pong between batches, and never one in place of them or of the close frame.
        boolean behind = pongLast && (batch != null || closeFrame != null);
        byte[] next = behind || pong == null ? null : (byte[]) PONG.getAndSet(this, null);
        pongLast = next != null;
        if (next == null && batch != null) {
            next = batch;
            heldDone = batchDone;
            batchDone = null;
            batch = null;
        }
        if (next == null && closeFrame != null) {
            next = closeFrame;
            closeWritten = true;
        }
        return next;
    }

    private void fail(Throwable cause) {
        WriteCallback first = heldDone;
        heldDone = null;
        if (first != null) {
            first.failed(cause);
        }
        if (batch != null) {
            WriteCallback second = batchDone;
            batch = null;
            batchDone = null;
            if (second != null) {
                second.failed(cause);
            }
        }
        pong = null;
        closeFrame = null;
    }
}
