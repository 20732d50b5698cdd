package io.algocratic.realtime;

import java.nio.charset.StandardCharsets;

/**
 * Why a link was closed, and whether its client should come back.
 *
 * <p>Codes 4000 to 4499 ask the client to come back, 4500 to 4999 tell it not to; 1001 and 1009 ask it to come back,
 * 1000 does not. Immutable and thread-safe. Follows RFC 6455 §7.4 and the wire protocol, "Close codes".
 *
 * @param code 1000, 1001, 1009 or 4000 to 4999
 * @param text a short reason for people; at most 123 bytes of UTF-8 (RFC 6455 §5.5)
 */
public record CloseReason(int code, String text) {
    /** The client said {@code bye}, or the application ended the session. */
    public static final CloseReason DONE = new CloseReason(1000, "done");
    /** The hub is going away; come back. */
    public static final CloseReason GOING_AWAY = new CloseReason(1001, "going away, come back");
    /** A frame was larger than the hub takes. */
    public static final CloseReason TOO_BIG = new CloseReason(1009, "message too big");
    /** The hub failed; come back. */
    public static final CloseReason INTERNAL_ERROR = new CloseReason(4000, "internal error");
    /** Nothing was heard for too long. */
    public static final CloseReason LINK_SILENT = new CloseReason(4006, "link silent");
    /** More commands were waiting than the hub keeps for a link. */
    public static final CloseReason RATE_LIMITED = new CloseReason(4008, "rate limited");
    /** The receiver did not keep up. */
    public static final CloseReason SLOW_CONSUMER = new CloseReason(4009, "slow consumer");
    /** The hub has as many sessions as it takes. */
    public static final CloseReason HUB_FULL = new CloseReason(4010, "hub full");
    /** The credentials were missing or not accepted. */
    public static final CloseReason UNAUTHORIZED = new CloseReason(4500, "unauthorized");
    /** An operator or the application ended the session. */
    public static final CloseReason KICKED = new CloseReason(4503, "kicked");
    /** The client did not follow the protocol. */
    public static final CloseReason PROTOCOL_ERROR = new CloseReason(4504, "protocol error");
    /** The client offered only versions the hub does not speak. */
    public static final CloseReason UNSUPPORTED_VERSION = new CloseReason(4506, "unsupported version");
    /** The client sent a binary frame. */
    public static final CloseReason UNSUPPORTED_FRAME = new CloseReason(4507, "unsupported frame");

    private static final int MAX_TEXT_BYTES = 123;

    /**
     * Checks the parts.
     *
     * @param code 1000, 1001, 1009 or 4000 to 4999
     * @param text a short reason for people; at most 123 bytes of UTF-8 (RFC 6455 §5.5)
     * @throws IllegalArgumentException when the code is none of the documented ones or the text is too long
     */
    public CloseReason {
        if (code != 1000 && code != 1001 && code != 1009 && (code < 4000 || code > 4999)) {
            throw new IllegalArgumentException("close codes are 1000, 1001, 1009 and 4000 to 4999, not " + code);
        }
        if (text.getBytes(StandardCharsets.UTF_8).length > MAX_TEXT_BYTES) {
            throw new IllegalArgumentException("a close text has at most " + MAX_TEXT_BYTES + " bytes");
        }
    }

    /**
     * Tells whether the client should come back.
     *
     * @return true for 1001, 1009 and 4000 to 4499
     */
    public boolean reconnect() {
        return code == 1001 || code == 1009 || (code >= 4000 && code < 4500);
    }

    /**
     * The same code with another text.
     *
     * @param detail a short reason for people; at most 123 bytes of UTF-8
     * @return a new reason
     * @throws IllegalArgumentException when the text is too long
     */
    public CloseReason because(String detail) {
        return new CloseReason(code, detail);
    }
}
