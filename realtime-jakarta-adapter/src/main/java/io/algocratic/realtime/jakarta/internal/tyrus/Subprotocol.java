package io.algocratic.realtime.jakarta.internal.tyrus;

import java.util.List;

/**
 * What the client offered as subprotocols, judged.
 *
 * @param chosen what the handshake answers; empty for none
 * @param supported false when all versions offered are unknown, so that 4506 follows
 */
record Subprotocol(String chosen, boolean supported) {
    static final String CURRENT = "realtime.v1";
    private static final String FAMILY = "realtime.v";

    /** Judges the offer. An unknown version is still chosen: a browser that got none of its offers sees no close code. */
    static Subprotocol of(List<String> offered) {
        if (offered.contains(CURRENT)) {
            return new Subprotocol(CURRENT, true);
        }
        return offered.stream()
                .filter(name -> name.startsWith(FAMILY))
                .findFirst()
                .map(name -> new Subprotocol(name, false))
                .orElse(new Subprotocol("", true));
    }
}
