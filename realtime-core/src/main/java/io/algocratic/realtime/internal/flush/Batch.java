package io.algocratic.realtime.internal.flush;

import io.algocratic.realtime.spi.Frame;
import io.algocratic.realtime.spi.FrameBatch;
import io.algocratic.realtime.spi.WireFormat;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The frames of one write, possibly of many links at once: members of one room usually wait for the same frames, so
 * one batch and one joined array serve them all. Called by one flush loop at a time.
 */
final class Batch implements FrameBatch {
    private final Frame[] frames;
    private final int size;
    private @Nullable WireFormat joinedFor;
    private byte @Nullable [] joined;

    Batch(@Nullable Frame[] source, int count) {
        this.frames = Arrays.copyOf(source, count, Frame[].class);
        int total = 0;
        for (Frame frame : frames) {
            total += frame.size();
        }
        this.size = total;
    }

    /** Tells whether it holds exactly these frames. */
    boolean holds(@Nullable Frame[] source, int count) {
        return frames.length == count && Arrays.equals(frames, 0, count, source, 0, count);
    }

    /** Bytes of its envelopes. */
    int size() {
        return size;
    }

    @Override
    public List<Frame> frames() {
        return List.of(frames);
    }

    @Override
    public byte[] bytes(WireFormat format) {
        if (frames.length == 1) {
            return frames[0].bytes(format);
        }
        byte[] known = joined;
        if (known == null || joinedFor != format) {
            known = join(format);
            joined = known;
            joinedFor = format;
        }
        return known;
    }

    private byte[] join(WireFormat format) {
        int total = 0;
        for (Frame frame : frames) {
            total += frame.bytes(format).length;
        }
        byte[] all = new byte[total];
        int at = 0;
        for (Frame frame : frames) {
            byte[] part = frame.bytes(format);
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }
}
