package io.algocratic.realtime.sse;

import io.algocratic.realtime.StreamPosition;
import io.algocratic.realtime.spi.Frame;
import io.algocratic.realtime.spi.FrameBatch;
import io.algocratic.realtime.spi.StreamKey;
import io.algocratic.realtime.spi.WireFormat;
import io.algocratic.realtime.spi.WriteCallback;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A batch of given frames. */
record Batch(List<Frame> frames) implements FrameBatch {
    static Batch of(Frame... frames) {
        return new Batch(List.of(frames));
    }

    static Batch of(String... objects) {
        return new Batch(java.util.Arrays.stream(objects).map(Batch::frame).toList());
    }

    static Frame frame(String json) {
        return Frame.of(json.getBytes(StandardCharsets.UTF_8));
    }

    static Frame frame(String json, String room, String epoch, long offset) {
        return Frame.at(json.getBytes(StandardCharsets.UTF_8), StreamKey.room(room), new StreamPosition(epoch, offset));
    }

    @Override
    public byte[] bytes(WireFormat format) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        frames.forEach(frame -> all.writeBytes(frame.bytes(format)));
        return all.toByteArray();
    }

    /** A callback as a future. */
    static class Done extends CompletableFuture<Boolean> implements WriteCallback {
        @Override
        public void succeeded() {
            if (!complete(true)) {
                throw new AssertionError("answered twice");
            }
        }

        @Override
        public void failed(Throwable cause) {
            if (!complete(false)) {
                throw new AssertionError("answered twice");
            }
        }
    }
}
