package io.algocratic.realtime.benchmarks.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The data every message carries: a JSON string of a fixed size that begins with a marked sequence number, such as
 * {@code "~00000042~abcdefg…."}.
 *
 * <p>The mark, {@code ~}, appears nowhere else in what a server sends, so a receiver finds the number inside any
 * envelope without parsing it. The end mark is checked for every delivery, everything between for every {@value
 * #CHECK_WHOLE_EVERY}th message.
 *
 * <p>Immutable and thread-safe.
 */
final class Payload {
    static final int MAX_SEQUENCE = 99_999_999;
    static final int MIN_BYTES = 16;
    static final int MAX_BYTES = 16 * 1024;

    private static final byte MARK = '~';
    private static final byte END = '.';
    private static final int DIGITS = 8;
    private static final int FILLER = 1 + DIGITS + 1;
    private static final int CHECK_WHOLE_EVERY = 64;

    private final byte[] template;

    /**
     * Makes the data.
     *
     * @param bytes its size, quotes included
     */
    Payload(int bytes) {
        if (bytes < MIN_BYTES || bytes > MAX_BYTES) {
            throw new IllegalArgumentException("data has " + MIN_BYTES + " to " + MAX_BYTES + " bytes, not " + bytes);
        }
        byte[] text = new byte[bytes];
        text[0] = '"';
        for (int i = 1; i < bytes - 2; i++) {
            text[i] = (byte) ('a' + i % 26);
        }
        text[1] = MARK;
        text[FILLER] = MARK;
        text[bytes - 2] = END;
        text[bytes - 1] = '"';
        this.template = text;
    }

    /** The data of one message, as it goes on the wire. */
    String text(int sequence) {
        StringBuilder text = new StringBuilder(new String(template, StandardCharsets.US_ASCII));
        String digits = String.valueOf(sequence);
        text.replace(2, 2 + DIGITS, "0".repeat(DIGITS - digits.length()) + digits);
        return text.toString();
    }

    /** From the mark to the end mark: what a receiver skips after it has found a mark. */
    int markedBytes() {
        return template.length - 2;
    }

    /** The index of the next mark, or -1. */
    static int find(ByteBuffer in, int from, int to) {
        for (int i = from; i < to; i++) {
            if (in.get(i) == MARK) {
                return i;
            }
        }
        return -1;
    }

    static boolean markAt(ByteBuffer in, int index) {
        return in.get(index) == MARK;
    }

    /**
     * Reads and checks the data whose mark is at an index.
     *
     * @return the sequence number
     * @throws CorruptedException when it is not what {@link #text} made
     */
    int sequence(ByteBuffer in, int mark, int to) {
        if (mark + markedBytes() > to || in.get(mark + FILLER - 1) != MARK || in.get(mark + markedBytes() - 1) != END) {
            throw new CorruptedException("data that is not as it was sent");
        }
        int sequence = 0;
        for (int i = mark + 1; i <= mark + DIGITS; i++) {
            int digit = in.get(i) - '0';
            if (digit < 0 || digit > 9) {
                throw new CorruptedException("a sequence number that is none");
            }
            sequence = 10 * sequence + digit;
        }
        if (sequence % CHECK_WHOLE_EVERY == 0) {
            checkFiller(in, mark);
        }
        return sequence;
    }

    private void checkFiller(ByteBuffer in, int mark) {
        for (int i = FILLER; i < markedBytes(); i++) {
            if (in.get(mark + i) != template[i + 1]) {
                throw new CorruptedException("data that was changed on its way");
            }
        }
    }
}
