package io.algocratic.realtime.spi;

import io.algocratic.realtime.CloseReason;

/**
 * The outbound half of one link, implemented by an adapter.
 *
 * <p>What the hub promises, so that an adapter needs no queue, no lock and no timer:
 *
 * <ol>
 *   <li>T1: {@link #write} is never called while a write is outstanding.
 *   <li>T2: batches come in order, and each frame once.
 *   <li>T3: {@link #close} is called once at most, no write follows it, and it is not called for a link whose adapter
 *       has said {@link Connection#closed} before. It may come while a write is outstanding: then the peer did
 *       not keep up, and the callback may go unanswered.
 *   <li>T4: calls come from a flush loop, one at a time; none holds a lock of the hub.
 * </ol>
 *
 * <p>What an adapter promises:
 *
 * <ol>
 *   <li>T5: {@link #write} never blocks. It answers the callback exactly once: at the end of the write, or with a
 *       failure when the link breaks. While the peer does not read, it answers nothing.
 *   <li>T6: frames reach the peer in order, whole, unchanged, and each once.
 *   <li>T7: {@link #close} never blocks, tells the peer code and text where the wire can say it, after every byte
 *       written before, and gives up on a peer that does not read.
 *   <li>T8: when the link is gone for whatever reason, {@link Connection#closed} is called once.
 * </ol>
 *
 * <p>The contract tests of the test kit hold one test for each rule.
 */
public interface Transport {
    /**
     * What kind of link this is.
     *
     * @return for example {@code websocket}, {@code sse}; a constant
     */
    String name();

    /**
     * Writes a batch; see T1, T2, T5, T6.
     *
     * @param batch at least one frame; its byte arrays are shared and immutable and may be kept
     * @param done told when the write is over
     */
    void write(FrameBatch batch, WriteCallback done);

    /**
     * Closes the link; see T3 and T7.
     *
     * @param reason what to tell the peer
     */
    void close(CloseReason reason);
}
