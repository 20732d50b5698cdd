package io.algocratic.realtime.spi;

/**
 * Told when a write is over. Exactly one of its methods is called, once, from any thread, also from within {@link
 * Transport#write}. Thread-safe.
 */
public interface WriteCallback {
    /** The batch was handed to the network; the next one may come. */
    void succeeded();

    /**
     * The link is broken; the hub closes it.
     *
     * @param cause what failed
     */
    void failed(Throwable cause);
}
