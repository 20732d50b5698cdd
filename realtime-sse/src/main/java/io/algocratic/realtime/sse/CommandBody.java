package io.algocratic.realtime.sse;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one body without blocking, up to a limit, and answers its request once.
 *
 * <p>The container calls it on one thread at a time while it reads; the answer may come from any.
 */
final class CommandBody implements ReadListener, AsyncListener {
    private static final Logger LOG = LoggerFactory.getLogger(CommandBody.class);

    private static final int CHUNK = 4_096;

    private final Uplink uplink;
    private final AsyncContext async;
    private final ServletInputStream in;
    private final HttpServletResponse response;
    private final long limit;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(256);
    private final AtomicBoolean answered = new AtomicBoolean();
    private final AtomicBoolean left = new AtomicBoolean();

    CommandBody(Uplink uplink, AsyncContext async, ServletInputStream in, HttpServletResponse response, long limit) {
        this.uplink = uplink;
        this.async = async;
        this.in = in;
        this.response = response;
        this.limit = limit;
    }

    @Override
    public void onDataAvailable() throws IOException {
        byte[] chunk = new byte[CHUNK];
        while (!answered.get() && in.isReady()) {
            int count = in.read(chunk);
            if (count < 0) {
                return;
            }
            if (body.size() + (long) count > limit) {
                refuse(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
                return;
            }
            body.write(chunk, 0, count);
        }
    }

    @Override
    public void onAllDataRead() {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            refuse(HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        if (!answered.get()) {
            uplink.receive(text, this::accept);
        }
    }

    private void accept() {
        if (answered.compareAndSet(false, true)) {
            response.setStatus(HttpServletResponse.SC_ACCEPTED);
            complete();
        }
    }

    private void refuse(int status) {
        if (answered.compareAndSet(false, true)) {
            CommandRequests.refuse(response, status);
            complete();
        }
    }

    private void complete() {
        leave();
        try {
            async.complete();
        } catch (IllegalStateException e) {
            // The container was faster: the peer aborted the request.
            LOG.debug("a request ended before it was answered");
        }
    }

    private void leave() {
        if (left.compareAndSet(false, true)) {
            uplink.leave();
        }
    }

    @Override
    public void onError(Throwable failure) {
        refuse(HttpServletResponse.SC_BAD_REQUEST);
    }

    @Override
    public void onError(AsyncEvent event) {
        refuse(HttpServletResponse.SC_BAD_REQUEST);
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        refuse(HttpServletResponse.SC_REQUEST_TIMEOUT);
    }

    @Override
    public void onComplete(AsyncEvent event) {
        answered.set(true);
        leave();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // Nobody dispatches this request again.
    }
}
