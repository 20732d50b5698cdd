package io.algocratic.realtime.internal.codec;

import java.util.Optional;

/** Commands in order. Called by one thread at a time. */
public interface CommandSource {
    /**
     * The next command.
     *
     * @return the command, or nothing at the end
     * @throws Refusal when the next one is no good; the one after it may be
     */
    Optional<Command> next();

    /** What it counts for while it waits, in characters. */
    int size();
}
