package io.algocratic.realtime.spi;

import java.util.List;

/**
 * The frames of one write, in order.
 *
 * <p>Called by one thread at a time. Byte arrays it returns are shared between links and immutable, and may be kept for
 * as long as the write lasts.
 */
public interface FrameBatch {
    /**
     * The frames.
     *
     * @return at least one, in order
     */
    List<Frame> frames();

    /**
     * All frames in one array. Links whose batches hold the same frames share one array.
     *
     * @param format one instance for all links
     * @return the encodings, one after the other, shared: do not change them
     */
    byte[] bytes(WireFormat format);
}
