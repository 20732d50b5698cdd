package io.algocratic.realtime.benchmarks.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes frames the way a client must: masked. Follows RFC 6455 §5.2 and §5.3. */
final class MaskedFrame {
    static final int TEXT = 1;
    static final int CLOSE = 8;
    static final int PONG = 10;

    /** Any key will do: what it protects from, proxies that read their cache out of frames, is not on this machine. */
    private static final byte[] KEY = {0x5a, (byte) 0xc3, 0x17, (byte) 0x88};

    private MaskedFrame() {}

    static ByteBuffer of(int opcode, byte[] payload) {
        int length = payload.length;
        if (length > 0xffff) {
            throw new IllegalArgumentException("frames of this client have at most 65,535 bytes, not " + length);
        }
        ByteBuffer frame = ByteBuffer.allocate(length + 8);
        frame.put((byte) (0x80 | opcode));
        if (length < 126) {
            frame.put((byte) (0x80 | length));
        } else {
            frame.put((byte) (0x80 | 126)).putShort((short) length);
        }
        frame.put(KEY);
        for (int i = 0; i < length; i++) {
            frame.put((byte) (payload[i] ^ KEY[i & 3]));
        }
        return frame.flip();
    }

    static ByteBuffer text(String text) {
        return of(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }
}
