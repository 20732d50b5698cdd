package io.algocratic.realtime.hub.server;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A client of the hub as the wire protocol describes it, and no more. Confined to one thread. */
public interface HubLink extends AutoCloseable {
    /** How long to wait for something that is due: far beyond what it takes, so that a wait that ends is a failure. */
    int PATIENCE_MILLIS = 15_000;

    /** Sends one frame, whatever is in it. */
    void send(String frame);

    /** The next object of the hub. */
    JsonNode next();

    /** Reads until the link is closed and tells the code. */
    int closeCode();

    @Override
    void close();

    /** Reads until an object has this op. */
    default JsonNode await(String op) {
        List<String> others = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            JsonNode object = next();
            if (op.equals(object.path("op").asString())) {
                return object;
            }
            others.add(object.path("op").asString());
        }
        throw new AssertionError("no " + op + " among " + others);
    }
}
