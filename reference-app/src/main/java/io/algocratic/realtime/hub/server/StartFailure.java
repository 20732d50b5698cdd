package io.algocratic.realtime.hub.server;

/** The server cannot start; the message is for people and says what to do. */
public final class StartFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private StartFailure(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** The environment does not allow it. */
    static StartFailure environment(String message) {
        return new StartFailure(1, message);
    }

    /** The options ask for something that is not offered. */
    static StartFailure notOffered(String message) {
        return new StartFailure(2, message);
    }

    /**
     * What the process ends with.
     *
     * @return 1 for the environment, 2 for the options
     */
    public int exitCode() {
        return exitCode;
    }
}
