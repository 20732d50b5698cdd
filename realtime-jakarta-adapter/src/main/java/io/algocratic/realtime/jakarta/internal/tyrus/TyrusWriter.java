package io.algocratic.realtime.jakarta.internal.tyrus;

import java.nio.ByteBuffer;
import org.glassfish.tyrus.spi.CompletionHandler;
import org.glassfish.tyrus.spi.Writer;

/** Takes the frames that Tyrus makes itself: pongs and the close frame. Thread-safe. */
final class TyrusWriter extends Writer {
    private static final int OPCODE = 0x0F;
    private static final int CLOSE = 8;
    private static final int PONG = 10;

    private final Link link;

    TyrusWriter(Link link) {
        this.link = link;
    }

    @Override
    public void write(ByteBuffer buffer, CompletionHandler<ByteBuffer> handler) {
        byte[] frame = new byte[buffer.remaining()];
        buffer.get(frame);
        switch (frame[0] & OPCODE) {
            case CLOSE -> link.closeFrame(frame);
            case PONG -> link.pong(frame);
            default -> throw new IllegalStateException("text goes through the transport, not through Tyrus");
        }
        handler.completed(buffer);
    }

    /** Does nothing: Tyrus says this as soon as it wrote its close frame, but the frame must leave first (see Link). */
    @Override
    public void close() {
        // nothing
    }
}
