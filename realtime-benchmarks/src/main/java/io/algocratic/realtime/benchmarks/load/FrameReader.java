package io.algocratic.realtime.benchmarks.load;

import java.nio.ByteBuffer;

/**
 * Takes WebSocket frames from what a socket delivered and finds the messages in them, without allocating.
 *
 * <p>A server may put several messages into one frame. Since an envelope hardly changes its length, the mark is first
 * looked for where it was the last time. Confined to one thread. Follows RFC 6455 §5.2.
 */
final class FrameReader {
    private static final int TEXT = 1;
    private static final int FINAL = 0x80;

    /** Told what was found, in order. */
    interface Sink {
        /** A message with the data of a sequence number. */
        void message(int sequence);

        /** A text frame without a message: an answer, a ping of the protocol. */
        void text(ByteBuffer in, int from, int to);

        /** A frame that is no text: close (8), ping (9), pong (10). */
        void control(int opcode, ByteBuffer in, int from, int to);
    }

    private final Payload payload;
    private int markOffset;

    FrameReader(Payload payload) {
        this.payload = payload;
    }

    /**
     * Takes whole frames.
     *
     * @return the index behind the last whole frame
     */
    int read(ByteBuffer in, int from, int to, Sink sink) {
        int at = from;
        while (to - at >= 2) {
            int first = in.get(at);
            int length = in.get(at + 1);
            int header = 2;
            if (length < 0) {
                throw new CorruptedException("a masked frame from the server");
            } else if (length == 126) {
                if (to - at < 4) {
                    break;
                }
                length = in.getShort(at + 2) & 0xffff;
                header = 4;
            } else if (length == 127) {
                if (to - at < 10) {
                    break;
                }
                length = Math.toIntExact(in.getLong(at + 2));
                header = 10;
            }
            int end = at + header + length;
            if (end > to) {
                break;
            }
            frame(first, in, at + header, end, sink);
            at = end;
        }
        return at;
    }

    private void frame(int first, ByteBuffer in, int from, int to, Sink sink) {
        if ((first & FINAL) == 0 || (first & 0x70) != 0) {
            throw new CorruptedException("a fragmented or extended frame, which nobody asked for");
        }
        int opcode = first & 0x0f;
        if (opcode != TEXT) {
            sink.control(opcode, in, from, to);
            return;
        }
        int mark = from + markOffset;
        if (mark >= to || !Payload.markAt(in, mark)) {
            mark = Payload.find(in, from, to);
            if (mark < 0) {
                sink.text(in, from, to);
                return;
            }
            markOffset = mark - from;
        }
        while (mark >= 0) {
            sink.message(payload.sequence(in, mark, to));
            mark = Payload.find(in, mark + payload.markedBytes(), to);
        }
    }
}
