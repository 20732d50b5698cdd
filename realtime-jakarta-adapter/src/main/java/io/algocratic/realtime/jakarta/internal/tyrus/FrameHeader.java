package io.algocratic.realtime.jakarta.internal.tyrus;

import org.jspecify.annotations.Nullable;

/**
 * Reads one frame header of a client, byte by byte, and judges it by RFC 6455 §5.2 and §5.4 before any payload is read.
 *
 * <p>Called by one thread at a time.
 */
final class FrameHeader {
    static final int MAX_CONTROL = 125;
    static final int MAX_SHORT = 0xFFFF;
    static final byte SHORT_FOLLOWS = 126;
    static final byte LONG_FOLLOWS = 127;

    static final int MASK_BYTES = 4;

    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;

    private static final int FIN = 0x80;
    private static final int RESERVED_BITS = 0x70;
    private static final int MASKED = 0x80;

    private enum Part {
        FIRST,
        SECOND,
        LENGTH,
        MASK,
        COMPLETE
    }

    private Part part = Part.FIRST;
    private int bytesLeft;
    /** The smallest length that needs the form it came in. */
    private long least;

    private boolean fin;
    private int opcode;
    private long length;
    private int mask;

    /** Forgets the header read last. */
    void restart() {
        part = Part.FIRST;
    }

    /**
     * Takes one byte.
     *
     * @param value as an unsigned byte
     * @param inMessage whether a fragmented message has begun and not ended
     * @return what is wrong with the header so far, or null
     */
    @Nullable
    String take(int value, boolean inMessage) {
        switch (part) {
            case FIRST:
                part = Part.SECOND;
                return first(value, inMessage);
            case SECOND:
                return second(value);
            case LENGTH:
                length = length << 8 | value;
                return --bytesLeft == 0 ? lengthRead() : null;
            case MASK:
                mask = mask << 8 | value;
                if (--bytesLeft == 0) {
                    part = Part.COMPLETE;
                }
                return null;
            default:
                throw new IllegalStateException("the header is complete");
        }
    }

    private @Nullable String first(int value, boolean inMessage) {
        fin = (value & FIN) != 0;
        opcode = value & 0x0F;
        length = 0;
        mask = 0;
        if ((value & RESERVED_BITS) != 0) {
            return "reserved bit set";
        }
        if (opcode > CLOSE + 2 || (opcode > BINARY && opcode < CLOSE)) {
            return "reserved opcode";
        }
        if (control()) {
            return fin ? null : "fragmented control frame";
        }
        if (inMessage != (opcode == CONTINUATION)) {
            return inMessage ? "message inside a message" : "continuation of nothing";
        }
        return null;
    }

    private @Nullable String second(int value) {
        if ((value & MASKED) == 0) {
            return "unmasked frame";
        }
        int given = value & 0x7F;
        least = given <= MAX_CONTROL ? 0 : given == SHORT_FOLLOWS ? MAX_CONTROL + 1 : MAX_SHORT + 1;
        if (given <= MAX_CONTROL) {
            length = given;
            return lengthRead();
        }
        if (control()) {
            return "control frame too long";
        }
        part = Part.LENGTH;
        bytesLeft = given == SHORT_FOLLOWS ? 2 : 8;
        return null;
    }

    private @Nullable String lengthRead() {
        part = Part.MASK;
        bytesLeft = MASK_BYTES;
        if (length < 0) {
            return "frame length out of range";
        }
        return length < least ? "frame length not minimal" : null;
    }

    /** Tells whether length and opcode are known and judged; the mask may still be missing. */
    boolean lengthKnown() {
        return part == Part.MASK || part == Part.COMPLETE;
    }

    boolean complete() {
        return part == Part.COMPLETE;
    }

    boolean control() {
        return opcode >= CLOSE;
    }

    boolean fin() {
        return fin;
    }

    int opcode() {
        return opcode;
    }

    long length() {
        return length;
    }

    /** The masking key, first byte in the highest bits. */
    int mask() {
        return mask;
    }
}
