package io.algocratic.realtime.sse;

import io.algocratic.realtime.CloseReason;
import io.algocratic.realtime.spi.FrameBatch;
import io.algocratic.realtime.spi.Transport;
import io.algocratic.realtime.spi.WriteCallback;

/**
 * The outbound half of one stream: event blocks, an id after each batch that moved a position, a last block at the end.
 *
 * <p>The first batch, which begins with {@code welcome}, has an id in any case. Called by one thread at a time.
 */
final class SseTransport implements Transport {
    private final StreamOutput output;
    private final EventId eventId;

    SseTransport(StreamOutput output, EventId eventId) {
        this.output = output;
        this.eventId = eventId;
    }

    @Override
    public String name() {
        return "sse";
    }

    @Override
    public void write(FrameBatch batch, WriteCallback done) {
        byte[] blocks = batch.bytes(EventBlocks.FORMAT);
        eventId.follow(batch.frames());
        // One array, although the blocks are shared: two writes would be two packets for every receiver.
        output.write(eventId.news().map(id -> EventBlocks.withId(blocks, id)).orElse(blocks), done);
    }

    @Override
    public void close(CloseReason reason) {
        output.finish(EventBlocks.closing(reason));
    }
}
