package io.algocratic.realtime.spi;

import io.algocratic.realtime.Message;

/** Told by a {@link Backplane} what happened in its streams; implemented by the hub. Neither method blocks. */
public interface BackplaneListener {
    /**
     * A record was appended; in order, one at a time for each stream.
     *
     * @param stream where
     * @param record what
     */
    void onRecord(StreamKey stream, StreamRecord record);

    /**
     * A message was relayed.
     *
     * @param stream where
     * @param message what
     */
    void onRelay(StreamKey stream, Message message);
}
