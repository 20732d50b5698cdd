package io.algocratic.realtime.jakarta.internal.tyrus;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A container's connection whose stream is ready when the test says so, and which notices two users at once. */
final class FakeContainer implements WebConnection {
    private final List<String> written = new ArrayList<>();
    private final Random random = new Random(7);
    private final AtomicBoolean inUse = new AtomicBoolean();
    private final AtomicInteger clashes = new AtomicInteger();
    private final AtomicInteger flushes = new AtomicInteger();
    private final AtomicInteger closes = new AtomicInteger();
    private final CompletableFuture<Void> shut = new CompletableFuture<>();
    private volatile boolean ready = true;
    private volatile boolean stallNext;
    private volatile boolean stallFlush;
    private volatile boolean broken;
    private volatile @Nullable Executor io;
    private volatile @Nullable WriteListener listener;

    void stall() {
        stallNext = true;
    }

    void stallAtFlush() {
        stallFlush = true;
    }

    void release() {
        ready = true;
    }

    void breakDown() {
        broken = true;
    }

    void stallOften(Executor executor, WriteListener told) {
        io = executor;
        listener = told;
    }

    List<String> written() {
        return written;
    }

    boolean shut() {
        return shut.isDone();
    }

    void awaitShut() throws Exception {
        shut.get(20, TimeUnit.SECONDS);
    }

    int closes() {
        return closes.get();
    }

    int flushes() {
        return flushes.get();
    }

    int clashes() {
        return clashes.get();
    }

    private void enter() {
        if (!inUse.compareAndSet(false, true)) {
            clashes.incrementAndGet();
        }
    }

    private void take(byte[] bytes) throws IOException {
        enter();
        try {
            if (broken) {
                throw new IOException("broken");
            }
            if (!ready) {
                clashes.incrementAndGet();
            }
            written.add(new String(bytes, StandardCharsets.US_ASCII));
            if (stallNext) {
                stallNext = false;
                ready = false;
            }
            Executor executor = io;
            if (executor != null && random.nextInt(3) == 0) {
                ready = false;
                executor.execute(this::becomeReady);
            }
        } finally {
            inUse.set(false);
        }
    }

    private void becomeReady() {
        ready = true;
        WriteListener told = listener;
        if (told != null) {
            try {
                told.onWritePossible();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return new ServletOutputStream() {
            @Override
            public boolean isReady() {
                return ready;
            }

            @Override
            public void setWriteListener(WriteListener value) {
                // the test calls the outlet itself
            }

            @Override
            public void write(int b) {
                throw new AssertionError("byte by byte");
            }

            @Override
            public void write(byte[] bytes) throws IOException {
                take(bytes);
            }

            @Override
            public void flush() {
                if (!ready) {
                    clashes.incrementAndGet();
                }
                flushes.incrementAndGet();
                if (stallFlush) {
                    stallFlush = false;
                    ready = false;
                }
            }

            @Override
            public void close() {
                enter();
                inUse.set(false);
                shut.complete(null);
            }
        };
    }

    @Override
    public ServletInputStream getInputStream() {
        throw new AssertionError("nothing is read here");
    }

    @Override
    public void close() {
        closes.incrementAndGet();
    }
}
