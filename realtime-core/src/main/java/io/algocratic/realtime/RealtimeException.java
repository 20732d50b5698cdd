package io.algocratic.realtime;

/**
 * The environment failed: a backplane, a store, a closed hub. Misuse throws {@link IllegalArgumentException} or {@link
 * IllegalStateException} instead; expected outcomes are returned.
 */
public class RealtimeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why, as a stable code. */
    private final ErrorCode code;

    /**
     * An exception with a code.
     *
     * @param code why
     * @param message for people: what failed and what to do
     */
    public RealtimeException(ErrorCode code, String message) {
        super(message);
        this.code = code;
    }

    /**
     * An exception with a code and a cause.
     *
     * @param code why
     * @param message for people: what failed and what to do
     * @param cause what failed below
     */
    public RealtimeException(ErrorCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /**
     * Why, as a stable code.
     *
     * @return the code a client would get for the same failure
     */
    public ErrorCode code() {
        return code;
    }
}
