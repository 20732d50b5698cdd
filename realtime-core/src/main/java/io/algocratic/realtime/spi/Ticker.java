package io.algocratic.realtime.spi;

/** Reads elapsed time. Thread-safe. */
@FunctionalInterface
public interface Ticker {
    /**
     * Nanoseconds since some arbitrary moment.
     *
     * @return compare by subtraction only, as of {@link System#nanoTime}
     */
    long nanos();
}
