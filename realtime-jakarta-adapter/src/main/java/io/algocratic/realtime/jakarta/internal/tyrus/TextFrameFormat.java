package io.algocratic.realtime.jakarta.internal.tyrus;

import io.algocratic.realtime.spi.WireFormat;

/** One unmasked, unfragmented text frame for each object (RFC 6455 §5.2). Thread-safe. */
public final class TextFrameFormat implements WireFormat {
    /** One instance for all links, so that every frame is encoded once. */
    public static final TextFrameFormat INSTANCE = new TextFrameFormat();

    private static final int FIN_TEXT = 0x81;

    private TextFrameFormat() {}

    @Override
    public byte[] encode(byte[] json) {
        int length = json.length;
        int header = length <= FrameHeader.MAX_CONTROL ? 2 : length <= FrameHeader.MAX_SHORT ? 4 : 10;
        byte[] frame = new byte[header + length];
        frame[0] = (byte) FIN_TEXT;
        if (header == 2) {
            frame[1] = (byte) length;
        } else if (header == 4) {
            frame[1] = FrameHeader.SHORT_FOLLOWS;
            frame[2] = (byte) (length >>> 8);
            frame[3] = (byte) length;
        } else {
            frame[1] = FrameHeader.LONG_FOLLOWS;
            for (int i = 0; i < 4; i++) {
                frame[6 + i] = (byte) (length >>> (24 - 8 * i));
            }
        }
        System.arraycopy(json, 0, frame, header, length);
        return frame;
    }
}
