package io.algocratic.realtime.internal.flush;

import io.algocratic.realtime.spi.Frame;
import org.jspecify.annotations.Nullable;

/**
 * Frames in order, bounded by count and bytes. Holds no array while it is empty and was long, so that ten thousand idle
 * links cost nothing. Guarded by its {@link Link}.
 */
final class FrameQueue {
    private static final int SMALL = 8;
    private static final int KEEP = 64;
    private static final @Nullable Frame[] NONE = new Frame[0];

    private @Nullable Frame[] ring = NONE;
    private int head;
    private int count;
    private int bytes;

    boolean isEmpty() {
        return count == 0;
    }

    int count() {
        return count;
    }

    int bytes() {
        return bytes;
    }

    void add(Frame frame) {
        if (count == ring.length) {
            grow();
        }
        ring[(head + count) & (ring.length - 1)] = frame;
        count++;
        bytes += frame.size();
    }

    /**
     * Takes frames from the head, at least one when there is one, at most as many as fit.
     *
     * @return how many stand in the array now
     */
    int drain(@Nullable Frame[] into, int maxBytes) {
        int taken = 0;
        int total = 0;
        while (count > 0 && taken < into.length) {
            Frame next = ring[head];
            if (next == null || taken > 0 && total + next.size() > maxBytes) {
                break;
            }
            ring[head] = null;
            head = (head + 1) & (ring.length - 1);
            count--;
            total += next.size();
            into[taken++] = next;
        }
        bytes -= total;
        if (count == 0 && ring.length > KEEP) {
            ring = NONE;
            head = 0;
        }
        return taken;
    }

    void clear() {
        ring = NONE;
        head = 0;
        count = 0;
        bytes = 0;
    }

    private void grow() {
        @Nullable Frame[] larger = new Frame[ring.length == 0 ? SMALL : ring.length * 2];
        for (int i = 0; i < count; i++) {
            larger[i] = ring[(head + i) & (ring.length - 1)];
        }
        ring = larger;
        head = 0;
    }
}
