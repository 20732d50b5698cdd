package io.algocratic.realtime.sse;

import io.algocratic.realtime.CloseReason;
import io.algocratic.realtime.spi.Connection;
import io.algocratic.realtime.spi.Opening;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps what an adapter told. */
final class RecordingConnection implements Connection {
    final CompletableFuture<Opening> opening = new CompletableFuture<>();
    final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    final AtomicInteger closedCalls = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);

    @Override
    public void open(Opening asked) {
        opening.complete(asked);
    }

    @Override
    public void receive(String text) {
        received.add(text);
    }

    @Override
    public void refuse(CloseReason reason) {
        throw new AssertionError("nothing on SSE is refused by the adapter");
    }

    @Override
    public void closed() {
        closedCalls.incrementAndGet();
        closed.countDown();
    }

    Opening opened() throws Exception {
        return opening.get(10, TimeUnit.SECONDS);
    }

    String nextText() throws InterruptedException {
        String text = received.poll(10, TimeUnit.SECONDS);
        if (text == null) {
            throw new AssertionError("nothing was received");
        }
        return text;
    }

    boolean awaitClosed() throws InterruptedException {
        return closed.await(10, TimeUnit.SECONDS);
    }
}
