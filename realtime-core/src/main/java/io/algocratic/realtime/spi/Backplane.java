package io.algocratic.realtime.spi;

import io.algocratic.realtime.Message;
import io.algocratic.realtime.StreamPosition;
import java.util.concurrent.CompletionStage;

/**
 * Where the order of a stream is decided, and what carries it to every node.
 *
 * <ol>
 *   <li>B1: {@link #append} decides one order a stream; offsets grow within an epoch.
 *   <li>B2: the listener gets the records of one stream one at a time, in that order, each once.
 *   <li>B3: the stage of {@code append} completes normally only when the record is stored, and exceptionally with a
 *       {@link io.algocratic.realtime.RealtimeException} only when it is not.
 *   <li>B4: {@link #read} returns records in order without a hole at or above {@link Replay#oldestKept}, and never one
 *       twice.
 *   <li>B5: {@link #relay} stores nothing and moves no offset.
 *   <li>B6: no method blocks; the listener is called without a lock held.
 * </ol>
 *
 * <p>Thread-safe.
 */
public interface Backplane extends AutoCloseable {
    /**
     * Starts delivery. Called once, before anything else.
     *
     * @param listener told of every record and every relayed message of every stream
     */
    void start(BackplaneListener listener);

    /**
     * Appends a message to a stream; see B1 to B3.
     *
     * @param stream where
     * @param message what, with sender and time
     * @return completes with its position
     */
    CompletionStage<StreamPosition> append(StreamKey stream, Message message);

    /**
     * Reads kept records; see B4.
     *
     * @param stream where
     * @param range which
     * @return completes with what is kept
     */
    CompletionStage<Replay> read(StreamKey stream, StreamRange range);

    /**
     * Passes a message on to every node without keeping it; see B5.
     *
     * @param stream where
     * @param message what, with sender and time
     */
    void relay(StreamKey stream, Message message);

    /** Stops delivery and releases what the backplane holds. */
    @Override
    void close();
}
