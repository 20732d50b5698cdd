package io.algocratic.realtime.jakarta.internal.tyrus;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;

/** The way in of one link: from the container's stream to the guard. Called by one thread at a time. */
final class Inlet implements ReadListener {
    private static final int READ_BYTES = 8192;

    // What is read is consumed before the call returns, so one for each thread that reads is enough.
    private static final ThreadLocal<byte[]> BUFFER = ThreadLocal.withInitial(() -> new byte[READ_BYTES]);

    private final Link link;
    private final ServletInputStream input;
    private final FrameGuard guard;

    Inlet(Link link, ServletInputStream input, FrameGuard guard) {
        this.link = link;
        this.input = input;
        this.guard = guard;
    }

    void listen() {
        input.setReadListener(this);
    }

    @Override
    public void onDataAvailable() throws IOException {
        byte[] buffer = BUFFER.get();
        while (!link.over() && input.isReady()) {
            int count = input.read(buffer);
            if (count < 0) {
                return;
            }
            guard.take(buffer, count);
        }
    }

    @Override
    public void onAllDataRead() {
        link.inputEnded();
    }

    @Override
    public void onError(Throwable cause) {
        link.broken(cause);
    }
}
