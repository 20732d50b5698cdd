package io.algocratic.realtime;

/**
 * What became of a message that was sent to one identity.
 *
 * <p>Thread-safe.
 */
public enum Delivery {
    /** The identity is connected: the message is on its way to each of its sessions. */
    SENT,
    /** The identity is not connected: the message was not kept. */
    NOT_CONNECTED
}
