package io.algocratic.realtime.testkit;

import tools.jackson.databind.JsonNode;

/**
 * A client of a hub in a test, whatever its transport: it sends commands and reads what the hub sends, one object at a
 * time. Called by one thread at a time.
 */
public interface TestPeer extends AutoCloseable {
    /**
     * Sends one text frame, or one request where the transport has those.
     *
     * @param commands one or more JSON objects, separated by LF; any text to test bad input
     */
    void send(String commands);

    /**
     * The next object of the hub, but for pings. Waits up to ten seconds.
     *
     * @return the object
     * @throws AssertionError when there is none: the link was closed, or time is up
     */
    JsonNode next();

    /**
     * Waits up to ten seconds for the end of the link, passing over what comes before it.
     *
     * @return code and text as the hub told them
     * @throws AssertionError when the link does not end, or ends without telling
     */
    Closed awaitClose();

    /** Reads nothing from now on, so that the hub's writes stall. */
    void stopReading();

    /** Reads again. */
    void startReading();

    /** Cuts the link without a word. */
    void cut();

    /** Ends the link, if it has not ended; waits for nothing. */
    @Override
    void close();

    /**
     * How a link ended.
     *
     * @param code the close code
     * @param text the reason
     */
    record Closed(int code, String text) {}
}
