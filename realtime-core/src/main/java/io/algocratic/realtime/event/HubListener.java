package io.algocratic.realtime.event;

/**
 * Told what happened in a hub.
 *
 * <p>Methods are called on the hub's executor, never on an adapter's thread, a flush loop or under a lock; one at a
 * time for each hub, in the order in which things happened. What is thrown is caught, logged once, counted, and reaches
 * nobody else. At most 10,000 events wait; more are dropped, counted and logged. Override what you need.
 */
public interface HubListener {
    /**
     * A session was opened.
     *
     * @param event which
     */
    default void onSessionOpened(SessionOpened event) {}

    /**
     * A session was closed.
     *
     * @param event which and why
     */
    default void onSessionClosed(SessionClosed event) {}

    /**
     * A message was broadcast to a room.
     *
     * @param event what and where
     */
    default void onMessage(MessageBroadcast event) {}

    /**
     * Presence of a room changed.
     *
     * @param event the difference
     */
    default void onPresence(PresenceChanged event) {}

    /**
     * A command was refused.
     *
     * @param event its size and the code; never its content
     */
    default void onRefused(CommandRefused event) {}
}
