package io.algocratic.realtime.benchmarks.peer;

import java.util.List;

/** Whether a server can run here. */
public sealed interface Preparation {
    /**
     * It can.
     *
     * @param command starts it; it prints {@code READY} and its port, and ends when its standard input ends
     */
    record Ready(List<String> command) implements Preparation {}

    /**
     * It is left out.
     *
     * @param what is not installed
     */
    record Missing(String what) implements Preparation {}
}
