package io.algocratic.realtime.spi;

import io.algocratic.realtime.CloseReason;

/**
 * The inbound half of one link, handed to an adapter by {@link io.algocratic.realtime.Hub#accept}.
 *
 * <p>{@link #open} and {@link #receive} are called by one thread at a time, in the order in which the peer sent; the
 * other methods are thread-safe. No method blocks, and none throws for anything a peer can send.
 */
public interface Connection {
    /**
     * The {@code hello} and the first joins, for a transport whose opening request carries them (SSE).
     *
     * @param opening what the request asked for
     */
    void open(Opening opening);

    /**
     * One text frame of the peer: one or more commands.
     *
     * @param text well-formed text, at most four times {@link io.algocratic.realtime.Hub#messageLimit} bytes of UTF-8
     */
    void receive(String text);

    /**
     * The peer broke a rule that only the adapter sees, such as a binary or an oversized frame: what is queued is
     * flushed, then the link is closed.
     *
     * @param reason what to tell the peer
     */
    void refuse(CloseReason reason);

    /** The link is gone, whoever ended it. Further calls of any method do nothing. */
    void closed();
}
