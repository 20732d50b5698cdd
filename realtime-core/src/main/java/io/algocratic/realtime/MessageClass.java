package io.algocratic.realtime;

/**
 * How much a message matters.
 *
 * <p>Thread-safe.
 */
public enum MessageClass {
    /** Stored in the stream, positioned, delivered in order. The default. */
    NORMAL("normal"),
    /** Has no position, is not stored, and may be dropped when a receiver is slow: typing, cursors, gauges. */
    EPHEMERAL("ephemeral");

    private final String wire;

    MessageClass(String wire) {
        this.wire = wire;
    }

    /**
     * The name on the wire.
     *
     * @return lower case, as in the field {@code class}
     */
    public String wire() {
        return wire;
    }
}
