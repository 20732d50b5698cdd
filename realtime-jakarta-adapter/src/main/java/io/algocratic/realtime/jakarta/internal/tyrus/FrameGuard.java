package io.algocratic.realtime.jakarta.internal.tyrus;

import io.algocratic.realtime.CloseReason;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Stands in front of Tyrus's read handler: judges each frame by its header, and passes on what is well-formed.
 *
 * <p>What Tyrus 2.2.2 gets wrong or does late, and is done here: it takes unmasked frames and lengths that are not
 * minimal; it looks at reserved bits, and at the size, only once the whole frame is in memory; it keeps its read buffer
 * at the size of the largest frame it ever saw. A frame longer than {@value #PIECE} bytes is therefore passed on as
 * fragments while it arrives, as RFC 6455 §5.4 lets an intermediary do. Tyrus unmasks, decodes UTF-8, assembles, and
 * answers pings and the close frame.
 *
 * <p>Called by one thread at a time.
 */
final class FrameGuard {
    /** What the guard finds; called on the thread that reads. */
    interface Target {
        /** One whole frame for Tyrus; its bytes are reused afterwards. */
        void frame(ByteBuffer bytes);

        /** The frame that begins is well-formed but not taken. */
        void refused(CloseReason reason);

        /** The peer broke RFC 6455; nothing more is read. */
        void violated(String rule);

        /** The peer's close frame was passed on; nothing more is read. */
        void closeReceived();

        /** Tells whether a close frame was sent: what the peer says until its own is of no interest. */
        boolean closing();
    }

    /** Payload bytes passed on at once: with header less than a multiple of the 256 bytes of Tyrus's buffer steps. */
    static final int PIECE = 1000;

    private static final int MAX_HEADER = 8;
    private static final int FIN = 0x80;
    private static final int MASKED = 0x80;

    // Filled and consumed within one call, so one for each thread that reads is enough.
    private static final ThreadLocal<ByteBuffer> SCRATCH =
            ThreadLocal.withInitial(() -> ByteBuffer.allocate(MAX_HEADER + PIECE));

    private final Target target;
    private final int limit;
    private final FrameHeader header = new FrameHeader();
    private long left;
    private boolean inMessage;
    private long messageBytes;
    private boolean refused;
    private boolean deaf;
    private @Nullable ByteBuffer control;

    /**
     * Guards one link.
     *
     * @param limit the largest message in bytes, in one frame or assembled
     */
    FrameGuard(Target target, int limit) {
        this.target = target;
        this.limit = limit;
    }

    /** Takes what was read; however the bytes are cut, the outcome is the same. */
    void take(byte[] bytes, int count) {
        int at = 0;
        while (at < count && !deaf) {
            if (header.complete()) {
                at += payload(bytes, at, count - at);
            } else {
                header(bytes[at++] & 0xFF);
            }
        }
    }

    private void header(int value) {
        boolean judged = header.lengthKnown();
        String fault = header.take(value, inMessage);
        if (fault != null) {
            deaf = true;
            target.violated(fault);
            return;
        }
        if (!judged && header.lengthKnown()) {
            judge();
        }
        if (header.complete()) {
            begin();
        }
    }

    private void judge() {
        if (header.control() || ignoring()) {
            return;
        }
        if (header.opcode() == FrameHeader.BINARY) {
            refuse(CloseReason.UNSUPPORTED_FRAME);
        } else if (header.length() > limit - messageBytes) {
            refuse(CloseReason.TOO_BIG);
        }
    }

    private void refuse(CloseReason reason) {
        refused = true;
        target.refused(reason);
    }

    private boolean ignoring() {
        return refused || target.closing();
    }

    private void begin() {
        left = header.length();
        if (header.control() && !ignoring()) {
            control = ByteBuffer.allocate(MAX_HEADER + (int) left);
            head(control, FIN | header.opcode(), (int) left, header.mask());
        }
        if (left == 0) {
            if (!header.control() && !ignoring()) {
                piece(new byte[0], 0, 0);
            }
            end();
        }
    }

    private int payload(byte[] bytes, int at, int available) {
        int count = (int) Math.min(left, available);
        ByteBuffer pending = control;
        if (pending != null) {
            pending.put(bytes, at, count);
        } else if (!header.control() && !ignoring()) {
            count = Math.min(count, PIECE);
            piece(bytes, at, count);
        }
        left -= count;
        if (left == 0) {
            end();
        }
        return count;
    }

    private void piece(byte[] bytes, int at, int count) {
        long done = header.length() - left;
        boolean last = count == left && header.fin();
        ByteBuffer frame = SCRATCH.get().clear();
        int opcode = done == 0 ? header.opcode() : FrameHeader.CONTINUATION;
        head(frame, last ? FIN | opcode : opcode, count, Integer.rotateLeft(header.mask(), 8 * (int) (done & 3)));
        frame.put(bytes, at, count);
        target.frame(frame.flip());
    }

    private static void head(ByteBuffer frame, int first, int length, int mask) {
        frame.put((byte) first);
        if (length <= FrameHeader.MAX_CONTROL) {
            frame.put((byte) (MASKED | length));
        } else {
            frame.put((byte) (MASKED | FrameHeader.SHORT_FOLLOWS)).putShort((short) length);
        }
        frame.putInt(mask);
    }

    private void end() {
        ByteBuffer pending = control;
        control = null;
        if (pending != null) {
            target.frame(pending.flip());
        }
        if (header.opcode() == FrameHeader.CLOSE) {
            deaf = true;
            target.closeReceived();
        } else if (!header.control()) {
            inMessage = !header.fin();
            messageBytes = inMessage ? messageBytes + header.length() : 0;
        }
        header.restart();
    }
}
